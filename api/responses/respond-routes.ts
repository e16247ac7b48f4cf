import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import type { Answers } from '../../core/questionnaire/answer.ts';
import { checkItems } from '../../core/questionnaire/check-response.ts';
import { answersFromFields, type Field, MOST_FIELDS } from '../../core/questionnaire/form-fields.ts';
import type { Issue } from '../../core/questionnaire/issue.ts';
import type { Language } from '../../core/questionnaire/local-text.ts';
import { itemsOfQuestionnaire, type Questionnaire } from '../../core/questionnaire/questionnaire.ts';
import { firstStep, itemsToAsk, stepAfter, stepBefore, type Step } from '../../core/questionnaire/steps.ts';
import { hasBeenOpen } from '../fieldwork/remembered-waves.ts';
import { existingWave, pinnedWave } from '../programmes/pinned-wave.ts';
import { isStored, recordResponse, responseIdForm } from './record-response.ts';
import { hashToken } from '../access/token.ts';
import type { Deps, Env } from '../deps.ts';
import type { Page, RespondModel, Screen } from '../http/pages.ts';
import { languageOf } from '../http/language-of.ts';
import { Problem } from '../problems.ts';
import { sha256 } from '../keys/sha256.ts';
import type { Storage, Wave } from '../storage/storage.ts';

/** Told to whoever reads it; people come again when they like. */
const RETRY_AFTER_SECONDS = '30';

type Survey = Omit<RespondModel, 'screen' | 'answers' | 'issues' | 'responseId'>;

/**
 * The resident's page. A GET is the first screen, the same bytes for everyone, and stores nothing. With
 * script the phone goes on by itself; without, each screen is posted here, the same functions of `core/`
 * decide what comes next, and only the button of the review stores.
 */
export function respondRoutes(deps: Deps) {
  const show = (c: Context, page: Page, status: 200 | 201 | 403 | 404 | 409 | 422 | 503 = 200) => {
    c.header('content-security-policy', page.contentSecurityPolicy);
    return c.html(page.html, status);
  };

  const first = async (c: Context, waveId: string, invitation?: string) => {
    const language = languageOf(c.req.query('lang'));
    try {
      const survey = {
        ...(await surveyOf(deps, waveId, language, invitation)),
        ...sizeOf(c.req.query('size')),
      };
      const page = deps.pages.respond({ ...survey, screen: firstStep, answers: {}, issues: [] });
      // The first page of the open link is handed out by `firstPageRoute`, unless it was closed this moment.
      c.header('cache-control', 'private, no-store');
      return show(c, page);
    } catch (error) {
      return await refuse(c, waveId, error, language);
    }
  };

  const next = async (c: Context, waveId: string, invitation?: string) => {
    // Old browsers do not say where a form stood; of those that do, none of ours stands elsewhere.
    if (c.req.header('sec-fetch-site') === 'cross-site') {
      return refuse(c, waveId, new Problem('crossSite'), languageOf(c.req.query('lang')));
    }
    const fields = await formFields(c);
    const language = languageOf(fields.find(([name]) => name === 'language')?.[1]);
    c.header('cache-control', 'no-store');
    try {
      const survey = await surveyOf(deps, waveId, language, invitation, true);
      const size = fields.find(([name]) => name === 'size')?.[1];
      return await advance(c, { ...survey, ...sizeOf(size) }, fields);
    } catch (error) {
      return await refuse(c, waveId, error, language);
    }
  };

  const advance = async (c: Context, survey: Survey, fields: readonly Field[]) => {
    const { questionnaire } = survey;
    const posted = readPost(questionnaire, fields);
    const model = { ...survey, answers: posted.answers, issues: [], responseId: posted.id };
    if (posted.go === 'send') {
      return send(c, { ...model, screen: posted.step });
    }
    // Back and Reload after sending post an earlier screen again: whoever sits there now may be somebody else.
    if (await isSent(survey.wave.id, posted.id)) return showSentBefore(c, model);
    if (posted.go === 'back') {
      const screen = stepBefore(questionnaire, posted.answers, posted.step);
      return show(c, deps.pages.respond({ ...model, screen }));
    }
    if (posted.go.startsWith('to:')) {
      const screen = asCorrection(stepOf(questionnaire, posted.go.slice(3)));
      return show(c, deps.pages.respond({ ...model, screen }));
    }
    const issues = issuesHere(questionnaire, posted);
    const isMoreToAsk = hasNewItems(questionnaire, posted);
    if (issues.length > 0 || isMoreToAsk) {
      return show(
        c,
        deps.pages.respond({ ...model, screen: posted.step, issues }),
        issues.length > 0 ? 422 : 200,
      );
    }
    const screen = stepAfter(questionnaire, posted.answers, posted.step);
    return show(c, deps.pages.respond({ ...model, screen }));
  };

  const isSent = async (wave: string, id: string) =>
    responseIdForm.test(id) && (await isStored(deps, wave, id));

  const showSentBefore = (c: Context, model: Omit<RespondModel, 'screen'>) =>
    show(c, deps.pages.respond({ ...model, answers: {}, screen: { kind: 'sentBefore' } }));

  const send = async (c: Context, model: RespondModel & { readonly responseId: string }) => {
    try {
      const { receipt, disposition } = await recordResponse(deps, model.wave.id, model.responseId, {
        questionnaire: model.questionnaireHash,
        language: model.language,
        mode: 'web',
        answers: model.answers,
        ...(model.invitation === undefined ? {} : { invitation: model.invitation }),
      });
      return show(
        c,
        deps.pages.respond({ ...model, answers: {}, screen: { kind: 'done', receipt, disposition } }),
        201,
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'responseConflict') return showSentBefore(c, model);
      if (error.issues && error.issues.length > 0) {
        const screen = stepWithIssue(model.questionnaire, error.issues);
        return show(c, deps.pages.respond({ ...model, screen, issues: error.issues }), 422);
      }
      const screen: Screen = { kind: 'notStored', problem: error.code };
      if (error.status === 503) c.header('retry-after', RETRY_AFTER_SECONDS);
      return show(c, deps.pages.respond({ ...model, screen }), error.status === 503 ? 503 : 409);
    }
  };

  const refuse = async (c: Context, waveId: string, error: unknown, language: Language) => {
    if (!(error instanceof Problem)) throw error;
    const model = { language, problem: error.code };
    const status = error.status === 404 ? 404 : error.status === 503 ? 503 : error.status === 403 ? 403 : 409;
    if (status === 503) c.header('retry-after', RETRY_AFTER_SECONDS);
    if (error.code !== 'waveNotOpen') return show(c, deps.pages.refusal(model), status);
    const wave = await deps.storage.wave(waveId);
    return show(c, deps.pages.refusal({ ...model, isOver: wave?.closedAt !== undefined }), status);
  };

  return new Hono<Env>()
    .get('/s/:wave', (c) => first(c, c.req.param('wave')))
    .post('/s/:wave', (c) => next(c, c.req.param('wave')))
    .get('/s/:wave/i/:token', (c) => first(c, c.req.param('wave'), c.req.param('token')))
    .post('/s/:wave/i/:token', (c) => next(c, c.req.param('wave'), c.req.param('token')));
}

/** What a survey page needs of a wave; throws the problem that keeps it from being filled in. */
export async function surveyOf(
  deps: Deps,
  id: string,
  language: Language,
  invitation: string | undefined,
  isUnderWay = false,
): Promise<Survey> {
  const wave = await surveyedWave(deps.storage, id, invitation);
  // Who began before the wave was closed may finish; whether it can still be stored is decided on storing.
  if (wave.state !== 'open' && !(isUnderWay && wave.state === 'closed')) throw new Problem('waveNotOpen');
  if (invitation === undefined && wave.openLink === 'off') throw new Problem('openLinkOff');
  // Who is under way learns on sending; the phone then keeps the answers.
  if (invitation === undefined && !isUnderWay) {
    const fullness = await deps.openLink.fullness(id);
    if (fullness) throw new Problem(fullness === 'full' ? 'openLinkFull' : 'openLinkFullInAll');
  }
  if (invitation !== undefined) {
    const state = await deps.storage.invitationState(id, hashToken(invitation));
    if (state === 'unknown') throw new Problem('invitationUnknown');
    // While under way "used" may be by this very response, sent twice; the unique key knows.
    if (state === 'used' && !isUnderWay) throw new Problem('invitationUsed');
  }
  const { form, programme, questionnaireHash } = await pinnedWave(deps.storage, wave);
  return {
    language,
    wave: { id, title: titleOf(wave) },
    isSimulated: programme.isSimulated,
    questionnaire: form.questionnaire,
    questionnaireHash,
    address: invitation === undefined ? `/s/${id}` : `/s/${id}/i/${invitation}`,
    ...(invitation === undefined
      ? { draftKey: 'open' }
      : { invitation, draftKey: sha256(`draft ${invitation}`).slice(0, 16) }),
  };
}

/** Of a wave that never took answers only those learn that it is there who hold an invitation to it. */
async function surveyedWave(storage: Storage, id: string, invitation: string | undefined): Promise<Wave> {
  const wave = await existingWave(storage, id);
  if (hasBeenOpen(wave)) return wave;
  const isInvited =
    invitation !== undefined && (await storage.invitationState(id, hashToken(invitation))) !== 'unknown';
  if (!isInvited) throw new Problem('waveUnknown');
  return wave;
}

interface Post {
  readonly id: string;
  readonly step: Step;
  readonly go: string;
  /** The names of the items that stood on the screen that was posted. */
  readonly shown: ReadonlySet<string>;
  readonly answers: Answers;
}

function readPost(questionnaire: Questionnaire, fields: readonly Field[]): Post {
  const first = (name: string) => fields.find((field) => field[0] === name)?.[1] ?? '';
  const step = stepOf(questionnaire, first('step'));
  return {
    id: first('id') === '' ? randomUUID() : first('id'),
    step: first('correction') === '' ? step : asCorrection(step),
    go: first('go') === '' ? 'next' : first('go'),
    shown: new Set(fields.filter(([name]) => name === 'shown').map(([, value]) => value)),
    answers: answersFromFields(itemsOfQuestionnaire(questionnaire), fields),
  };
}

function stepOf(questionnaire: Questionnaire, text: string): Step {
  if (text === 'review' || text === 'end') return { kind: text };
  const section = Number(text);
  const exists = text !== '' && Number.isInteger(section) && questionnaire.sections[section] !== undefined;
  return exists ? { kind: 'section', section } : firstStep;
}

function asCorrection(step: Step): Step {
  return step.kind === 'review' ? step : { ...step, isCorrection: true };
}

function issuesHere(questionnaire: Questionnaire, { step, answers, id, shown }: Post): readonly Issue[] {
  if (step.kind !== 'section') return [];
  const asked = itemsToAsk(questionnaire, step.section, answers, id);
  return checkItems(
    asked.filter((item) => shown.has(item.name)),
    answers,
  );
}

/** An answer on this screen made further items of it apply: they have to be seen before going on. */
function hasNewItems(questionnaire: Questionnaire, { step, answers, id, shown }: Post): boolean {
  if (step.kind !== 'section') return false;
  return itemsToAsk(questionnaire, step.section, answers, id).some((item) => !shown.has(item.name));
}

function stepWithIssue(questionnaire: Questionnaire, issues: readonly Issue[]): Step {
  const section = questionnaire.sections.findIndex(({ items }) =>
    items.some((item) => issues.some((issue) => issue.item === item.name)),
  );
  return { kind: 'section', section: Math.max(0, section), isCorrection: true };
}

/** A form as browsers post it; any other body is no form of ours. */
async function formFields(c: Context): Promise<readonly Field[]> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) throw new Problem('malformedRequest');
  const body = await c.req.text();
  // Counted before they are taken apart.
  if (occursOftener(body, '&', MOST_FIELDS - 1)) throw new Problem('malformedRequest');
  return [...new URLSearchParams(body)];
}

function occursOftener(text: string, mark: string, most: number): boolean {
  let found = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    found += 1;
    if (found > most) return true;
  }
  return false;
}

export function sizeOf(wanted: string | undefined): Pick<RespondModel, 'isLarge'> {
  return wanted === 'large' ? { isLarge: true } : {};
}

function titleOf(wave: Wave): Survey['wave']['title'] {
  return JSON.parse(wave.title) as Survey['wave']['title'];
}
