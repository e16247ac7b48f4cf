import { randomUUID } from 'node:crypto';
import type { Server } from '../server.ts';
import { bodyOf, newResponse, pathOf, PROGRAMME, type Survey } from '../survey.ts';

/** Where anybody may write something, and what the server said to it. */
export interface Place {
  readonly name: string;
  readonly plant: (text: string) => Promise<Said>;
}

export interface Said {
  readonly status: number;
  readonly body: string;
}

/** A programme that takes in files. */
export const IMPORTING = 'airport-passengers';
const MAPPING = 'sfo-2014-2018';

/** Every place in which a stranger, a respondent or a member of staff may write. */
export function placesOf(server: Server, survey: Survey): readonly Place[] {
  const { administrator, evaluator, wave } = survey;
  const json = (method: string, path: string, body: object, cookie = '') =>
    ask(server, path, { method, body: JSON.stringify(body), headers: { ...asJson, cookie } });
  const batch = (of: object) =>
    json(
      'POST',
      `/api/waves/${wave}/invitation-batches`,
      { name: 'planted', stratum: 'songyue', primaryUnit: 'songyue-1', weight: 20, count: 10, ...of },
      evaluator,
    );
  const user = (name: string, programme: string) =>
    json('POST', '/api/users', { name, grants: [{ role: 'official', programme }] }, administrator);
  const newWave = (of: object) =>
    json(
      'POST',
      `/api/programmes/${PROGRAMME}/waves`,
      { id: waveId(), title: { 'zh-Hans': '试', en: 'Try' }, period: '2027', form: 'short', ...of },
      evaluator,
    );
  const file = async (query: Readonly<Record<string, string>>, text: string) => {
    const address = `/api/programmes/${IMPORTING}/imports?${new URLSearchParams({ mapping: MAPPING, ...query })}`;
    const headers = { 'content-type': 'text/csv', cookie: evaluator };
    const said = await ask(server, address, { method: 'POST', body: text, headers });
    await importEnds(server, evaluator, said);
    return said;
  };
  const answer = (of: object, text = '满意') => {
    const response = newResponse();
    const answers = { ...response.answers, SH_W2: text };
    const body = JSON.parse(bodyOf(survey, { ...response, answers })) as object;
    return json('PUT', pathOf(survey, response.id), { ...body, ...of });
  };
  const get = (path: string, cookie = '') => ask(server, path, { headers: { cookie, accept: 'text/html' } });
  const places: Readonly<Record<string, Place['plant']>> = {
    'the name of a person': (text) => user(text, PROGRAMME),
    'the programme of a grant': (text) => user(`official ${randomUUID()}`, text),
    'the Chinese title of a wave': (text) => newWave({ title: { 'zh-Hans': text, en: 'Try' } }),
    'the English title of a wave': (text) => newWave({ title: { 'zh-Hans': '试', en: text } }),
    'the name of a wave': (text) => newWave({ id: text }),
    'the period of a wave': (text) => newWave({ period: text }),
    'the form of a wave': (text) => newWave({ form: text }),
    'the name of a batch': (text) => batch({ name: text }),
    'a stratum': (text) => batch({ stratum: text }),
    'a primary unit': (text) => batch({ primaryUnit: text }),
    'the name of a file': (text) => file({ fileName: text }, 'year,resp\n2016,1\n'),
    'a header of a file': (text) => file({}, `year,${quoted(text)}\n2016,1\n`),
    'a cell of a file': (text) => file({}, `year,resp\n${quoted(text)},${quoted(text)}\n`),
    'the mapping of an import': (text) => file({ mapping: text }, 'year\n2016\n'),
    'a free answer': (text) => answer({}, text),
    'a coded answer': (text) => answer({ answers: { C1_consent: text, [text]: text } }),
    'the way an answer came': (text) => answer({ mode: text, language: text, durationBand: text }),
    'an invitation': (text) => answer({ invitation: text }),
    'a questionnaire': (text) => answer({ questionnaire: text }),
    'the form without script': (text) =>
      ask(server, `/s/${wave}`, {
        method: 'POST',
        body: formWith(text),
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      }),
    'the name of who signs in': (text) => json('POST', '/api/session', { name: text, password: 'not right' }),
    'a language': (text) => get(`/s/${wave}?lang=${encodeURIComponent(text)}`),
    'the address of a survey': (text) => get(`/s/${encodeURIComponent(text)}`),
    'the address of an invitation': (text) => get(`/s/${wave}/i/${encodeURIComponent(text)}`),
    'an address that is none': (text) => get(`/${encodeURIComponent(text)}`),
    'a query': (text) =>
      get(`/?${new URLSearchParams({ lang: text, url: text, next: text, redirect: text, callback: text })}`),
    'who is looked for on the audit chain': (text) =>
      get(`/api/audit?${new URLSearchParams({ actor: text })}`, administrator),
    'what is looked for on the audit chain': (text) =>
      get(`/api/audit?${new URLSearchParams({ action: text })}`, administrator),
    'a day of the audit chain': (text) =>
      get(`/api/audit?${new URLSearchParams({ day: text, below: text, zone: text })}`, administrator),
    'the programme of a list': (text) =>
      get(`/api/programmes/${encodeURIComponent(text)}/releases`, evaluator),
    'the hash of a release': (text) => get(`/api/releases/${encodeURIComponent(text)}`, evaluator),
    'the number of an import': (text) => get(`/api/imports/${encodeURIComponent(text)}`, evaluator),
    'a session': (text) => get('/api/session', `manyi_session=${encodeURIComponent(text)}`),
    headers: (text) =>
      ask(server, `/s/${wave}`, {
        headers: Object.fromEntries(headersRead.map((name) => [name, text.replace(/[^ -~]/g, '?')])),
      }),
  };
  return Object.entries(places).map(([name, plant]) => ({ name, plant }));
}

const headersRead = [
  'user-agent',
  'referer',
  'origin',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'forwarded',
  'accept-language',
  'if-none-match',
  'x-callback-url',
];
const asJson = { 'content-type': 'application/json' };

const waveId = () => `planted-${randomUUID()}`;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** What the form posts from the review, with the text in each field. */
export function formWith(text: string): string {
  const { answers } = newResponse();
  const coded = Object.entries(answers).filter(
    ([name, answer]) => typeof answer !== 'object' && name !== 'SH_W2',
  );
  return new URLSearchParams([
    ...coded.map(([name, answer]): [string, string] => [name, String(answer)]),
    ['SH_W2', text],
    [text, text],
    ['shown', text],
    ['language', text],
    ['step', 'review'],
    ['go', 'to:review'],
  ]).toString();
}

async function ask(server: Server, path: string, init: RequestInit): Promise<Said> {
  const reply = await fetch(server.address + path, { ...init, redirect: 'manual' });
  return { status: reply.status, body: await reply.text() };
}

/** At most two may be under way for one person. */
async function importEnds(server: Server, cookie: string, { status, body }: Said): Promise<void> {
  if (status !== 202) return;
  const { id } = JSON.parse(body) as { id: string };
  for (;;) {
    const said = await ask(server, `/api/imports/${id}`, { headers: { cookie } });
    if (!/"state":"(checking|storing|running)"/.test(said.body)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
