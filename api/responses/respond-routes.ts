import { Hono, type Context } from 'hono';
import { hashAsked } from '../../core/questionnaire/draw-form.ts';
import type { Language } from '../../core/questionnaire/local-text.ts';
import { firstStep } from '../../core/questionnaire/steps.ts';
import { turn, turnBack } from '../../core/questionnaire/turn.ts';
import type { Deps, Env } from '../deps.ts';
import { languageOf } from '../http/language-of.ts';
import type { Page, RespondModel, Screen } from '../http/pages.ts';
import { Problem } from '../problems.ts';
import { formToFill, type FormToFill, sizeOf } from './form-to-fill.ts';
import { first, postedForm, type PostedForm, postedId, readFields } from './posted-form.ts';
import { isStored, recordResponse, responseIdForm } from './record-response.ts';

/** Told to whoever reads it; people come again when they like. */
const RETRY_AFTER_SECONDS = '30';

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

  const begin = async (c: Context, waveId: string, invitation?: string) => {
    const language = languageOf(c.req.query('lang'));
    try {
      const form = {
        ...(await formToFill(deps, waveId, language, invitation)),
        ...sizeOf(c.req.query('size')),
      };
      const page = deps.pages.respond({ ...form, screen: firstStep, answers: {}, issues: [] });
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
    const fields = await readFields(c);
    const language = languageOf(first(fields, 'language'));
    c.header('cache-control', 'no-store');
    try {
      const id = postedId(fields);
      const form = await formToFill(deps, waveId, language, invitation, id);
      const posted = postedForm(form.questionnaire, id, fields);
      return await advance(c, { ...form, ...sizeOf(first(fields, 'size')) }, posted);
    } catch (error) {
      return await refuse(c, waveId, error, language);
    }
  };

  const advance = async (c: Context, form: FormToFill, posted: PostedForm) => {
    const model = { ...form, answers: posted.answers, issues: [], responseId: posted.id };
    const next = turn(form.questionnaire, posted, posted.go);
    if (next === 'send') return send(c, { ...model, screen: posted.step });
    // Back and Reload after sending post an earlier screen again: whoever sits there now may be somebody else.
    if (await isSent(form.wave.id, posted.id)) return showSentBefore(c, model);
    const page = deps.pages.respond({ ...model, screen: next.step, issues: next.issues });
    return show(c, page, next.issues.length > 0 ? 422 : 200);
  };

  const isSent = async (wave: string, id: string) =>
    responseIdForm.test(id) && (await isStored(deps, wave, id));

  const showSentBefore = (c: Context, model: Omit<RespondModel, 'screen'>) =>
    show(c, deps.pages.respond({ ...model, answers: {}, screen: { kind: 'sentBefore' } }));

  const send = async (c: Context, model: RespondModel & { readonly responseId: string }) => {
    try {
      const { receipt, disposition } = await recordResponse(deps, model.wave.id, model.responseId, {
        questionnaire: hashAsked(model, model.responseId),
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
        const { step, issues } = turnBack(model.questionnaire, error.issues);
        return show(c, deps.pages.respond({ ...model, screen: step, issues }), 422);
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
    .get('/s/:wave', (c) => begin(c, c.req.param('wave')))
    .post('/s/:wave', (c) => next(c, c.req.param('wave')))
    .get('/s/:wave/i/:token', (c) => begin(c, c.req.param('wave'), c.req.param('token')))
    .post('/s/:wave/i/:token', (c) => next(c, c.req.param('wave'), c.req.param('token')));
}
