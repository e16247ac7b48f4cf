import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { SentResponse } from '../../core/questionnaire/sent-response.ts';
import type { Server } from './server.ts';

/** What a respondent knows of a survey. */
export interface SurveyAddress {
  readonly wave: string;
  /** The hash every response names. */
  readonly questionnaire: string;
}

/** A survey open for answers, and what those do who look after it. */
export interface Survey extends SurveyAddress {
  /** Issues one-time invitations; returns their tokens. */
  readonly invite: (server: Server, count: number) => Promise<readonly string[]>;
  /** All responses as the evaluator downloads them. */
  readonly download: (server: Server) => Promise<Response>;
  /** Cookies of the two who are signed in. */
  readonly administrator: string;
  readonly evaluator: string;
}

/** A response with the id it is sent under. */
export interface ResponseToSend extends Omit<SentResponse, 'questionnaire' | 'language' | 'mode'> {
  readonly id: string;
}

export const PROGRAMME = 'quality-district';

/** Fewer invitations of one unit and weight are not issued. */
const LEAST_OF_A_UNIT = 10;

const evaluatorOf = (...programmes: readonly string[]) =>
  programmes.map((programme) => ({ role: 'evaluator', programme }));

/**
 * What is done on the first day: the administrator takes the printed link and adds an evaluator, who creates a
 * wave and opens it.
 */
export async function openSurvey(server: Server, wave = 'trial-2026'): Promise<Survey> {
  const administrator = await enter(server, await printedLink(server));
  const evaluator = { name: 'evaluator', grants: evaluatorOf(PROGRAMME, 'airport-passengers') };
  const added = await call(server, 'POST', '/api/users', evaluator, administrator);
  const cookie = await enter(server, await added.text());
  await call(
    server,
    'POST',
    `/api/programmes/${PROGRAMME}/waves`,
    {
      id: wave,
      title: { 'zh-Hans': '试验', en: 'Trial' },
      period: '2026',
      form: 'short',
      plannedEnd: '2026-12-31',
    },
    cookie,
  );
  await call(server, 'POST', `/api/waves/${wave}/open`, {}, cookie);
  // Trials and benchmarks bring more answers by the open link than any district does.
  await call(
    server,
    'POST',
    `/api/waves/${wave}/open-link`,
    { openLink: 'on', openPerMinute: 1_000_000_000, openInAll: 1_000_000_000 },
    cookie,
  );
  const page = await (await call(server, 'GET', `/s/${wave}`)).text();
  const questionnaire = /"questionnaireHash":"([0-9a-f]{64})"/.exec(page)?.[1];
  if (questionnaire === undefined) throw new Error('the page of the survey names no questionnaire');
  return {
    wave,
    questionnaire,
    administrator,
    evaluator: cookie,
    download: (server) => call(server, 'GET', `/api/waves/${wave}/responses.csv`, undefined, cookie),
    async invite(server, count) {
      const unit = { stratum: 'songyue', primaryUnit: 'songyue-1', weight: 20 };
      const batch = { name: 'trial', ...unit, count: Math.max(count, LEAST_OF_A_UNIT) };
      const reply = await call(server, 'POST', `/api/waves/${wave}/invitation-batches`, batch, cookie);
      const { links } = (await reply.json()) as { links: readonly string[] };
      return links.slice(0, count).map((link) => link.split('/').at(-1)!);
    },
  };
}

/** A whole response that no other equals: its id, in letters, is the text, and all that is sent is to be stored. */
export function newResponse(rating = 8, id: string = randomUUID()): ResponseToSend {
  return {
    id,
    answers: {
      C1_consent: 'yes',
      S1_age: '30-39',
      S2_residence: 'resident',
      S6_conflict: 'no',
      S3_street: 'songyue',
      S5_sex: 'female',
      SH_A3_sat: rating,
      SH_product: rating,
      SH_engineering: rating,
      SH_service: rating,
      SH_mgmt: { missing: 'dontKnow' },
      SH_lodge: { missing: 'notUsed' },
      SH_W2: `${inLetters(id)} 满意`,
      I1_asked: 'no',
    },
  };
}

/** Digits in a free text may be taken for a telephone number, and masked before they are stored. */
export function inLetters(id: string): string {
  return id.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!);
}

/** The id a whole response was sent with, from its text; none where it has no such text. */
export function sentIdIn(answers: string): string | undefined {
  const { SH_W2: text } = JSON.parse(answers) as { readonly SH_W2?: unknown };
  const letters = typeof text === 'string' ? /([a-p-]{36}) 满意$/.exec(text)?.[1] : undefined;
  return letters?.replace(/[g-p]/g, (letter) => String('ghijklmnop'.indexOf(letter)));
}

export function pathOf(survey: SurveyAddress, id: string): string {
  return `/api/waves/${survey.wave}/responses/${id}`;
}

export function bodyOf(survey: SurveyAddress, { answers, invitation, durationBand }: ResponseToSend): string {
  const { questionnaire } = survey;
  return JSON.stringify({
    questionnaire,
    language: 'zh-Hans',
    mode: 'web',
    answers,
    invitation,
    durationBand,
  });
}

/** It is printed when the server already answers, so it may be a moment late. */
async function printedLink(server: Server): Promise<string> {
  for (let tries = 0; tries < 500 && !linkPattern.test(server.printed()); tries += 1) await wait(20);
  return server.printed();
}

const linkPattern = /\/staff\/enter\/([\w-]+)/;

/** Somebody with these roles, signed in; returns the cookie. */
export async function addPerson(
  server: Server,
  administrator: string,
  grants: readonly { readonly role: string; readonly programme: string }[],
): Promise<string> {
  const person = { name: `${grants[0]!.role} ${randomUUID().slice(0, 8)}`, grants };
  const added = await call(server, 'POST', '/api/users', person, administrator);
  return enter(server, await added.text());
}

/** Follows a one-time link and chooses a password; returns the cookie of the session. */
export async function enter(server: Server, text: string): Promise<string> {
  const link = linkPattern.exec(text)?.[1];
  if (link === undefined) throw new Error(`there is no link in:\n${text}`);
  const password = `trial ${randomUUID()}`;
  const entered = await call(server, 'POST', `/api/sign-in-links/${link}`, { password });
  return entered.headers.get('set-cookie')!.split(';')[0]!;
}

export async function call(server: Server, method: string, path: string, body?: object, cookie = '') {
  const reply = await fetch(server.address + path, {
    method,
    headers: { 'content-type': 'application/json', cookie },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return reply;
}
