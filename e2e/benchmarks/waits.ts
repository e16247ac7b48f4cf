import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ImportMapping } from '../../core/programme/import-mapping.ts';
import { ended, startChild, startPart, temporaryFolder } from '../trials/children.ts';
import { databaseFile, freePort, startServer, type Server } from '../trials/server.ts';
import { bodyOf, newResponse, openSurvey, pathOf, type Survey } from '../trials/survey.ts';
import { fillWithInvited } from './large-wave.ts';
import type { Options } from './options.ts';

const LONGEST_WAIT_MILLISECONDS = 250;
const WAL_MEBIBYTES = 256;
const REQUEST_BYTES = 250_000;

interface Scene {
  readonly server: Server;
  readonly survey: Survey;
  readonly folder: string;
  readonly importMebibytes: number;
}

/**
 * How long everybody else waits while one heaviest legal request is under way: the longest wait for `/healthz` beside
 * that of the idle server in the same run, on a database of 200,000 answers.
 */
export async function waits({ isQuick }: Options): Promise<boolean> {
  if (!existsSync('dist/server/manyi.js')) throw new Error('Manyi is not built. Run "npm run build".');
  const count = isQuick ? 20_000 : 200_000;
  const folder = await temporaryFolder('bench-waits');
  const port = await freePort();
  const first = await startServer({ folder, port });
  const survey = await openSurvey(first, 'bench');
  await first.stop();
  await fillWithInvited(folder, survey, ['songyue', 'luming', 'mailang', 'qinghuai'], count);
  const server = await startServer({ folder, port });
  const scene = { server, survey, folder, importMebibytes: isQuick ? 10 : 100 };

  const probe = startPart('probe', [server.address]);
  const told = () =>
    new Promise<number>((resolve) => probe.once('message', (longest) => resolve(Number(longest))));
  await told();
  const longestDuring = async (work: () => Promise<unknown>) => {
    const before = told();
    probe.send('tell');
    await before;
    const began = performance.now();
    await work();
    const seconds = (performance.now() - began) / 1000;
    const during = told();
    probe.send('tell');
    return { longest: await during, seconds };
  };

  const idle = await longestDuring(() => wait(5000));
  console.log(`${count} answers; idle for 5 s: longest wait ${idle.longest.toFixed(0)} ms\n`);
  let areMet = true;
  for (const [name, work] of heaviest(scene)) {
    const { longest, seconds } = await longestDuring(work);
    const isMet = longest <= LONGEST_WAIT_MILLISECONDS;
    areMet &&= isMet;
    console.log(
      `${name.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s  longest wait ${longest.toFixed(0).padStart(5)} ms${isMet ? '' : '  NOT met'}`,
    );
  }
  const wal = statSync(`${databaseFile(folder)}-wal`).size / 2 ** 20;
  console.log(`\nlog of the database ${wal.toFixed(0)} MB`);
  const last = told();
  probe.send('end');
  await last;
  await server.stop();
  console.log(`goals: at most ${LONGEST_WAIT_MILLISECONDS} ms, log at most ${WAL_MEBIBYTES} MB`);
  return areMet && wal <= WAL_MEBIBYTES;
}

/** One after another, each while the server has nothing else to do. */
function heaviest(scene: Scene): readonly (readonly [string, () => Promise<unknown>])[] {
  const { server, survey, folder } = scene;
  const { wave, evaluator } = survey;
  const ask = async (method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) => {
    const reply = await fetch(server.address + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    await reply.arrayBuffer();
    return reply;
  };
  const json = (path: string, body: unknown) =>
    ask('POST', path, JSON.stringify(body), { cookie: evaluator, 'content-type': 'application/json' });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const atOnce = (count: number, work: () => Promise<unknown>) =>
    Promise.all(Array.from({ length: count }, work));
  const accents = encodeURIComponent('\u0301\u0316').repeat(Math.floor(REQUEST_BYTES / 12));
  return [
    [
      'forms of one field, repeated',
      () =>
        atOnce(8, () =>
          ask(
            'POST',
            `/s/${wave}`,
            Array(1999)
              .fill(`a=${'x'.repeat(120)}`)
              .join('&'),
            form,
          ),
        ),
    ],
    [
      'forms of 250 KB of one name',
      () =>
        atOnce(8, () =>
          ask(
            'POST',
            `/s/${wave}`,
            Array(REQUEST_BYTES / 2)
              .fill('a')
              .join('&'),
            form,
          ),
        ),
    ],
    ['a form of accents for a number', () => ask('POST', `/s/${wave}`, `step=0&S1_age=${accents}`, form)],
    [
      'answers of 250 KB',
      () =>
        atOnce(8, () =>
          ask('PUT', pathOf(survey, randomUUID()), largeAnswer(survey), {
            'content-type': 'application/json',
          }),
        ),
    ],
    ['pages in their hundreds', () => atOnce(300, () => ask('GET', `/s/${wave}`))],
    [
      '5,000 invitations',
      () =>
        json(`/api/waves/${wave}/invitation-batches`, {
          name: 'n',
          stratum: 'songyue',
          primaryUnit: 'songyue-900',
          weight: 1,
          count: 5000,
        }),
    ],
    [
      'the list of invitations',
      () => ask('GET', `/api/waves/${wave}/invitation-batches`, undefined, { cookie: evaluator }),
    ],
    [
      'the first look at the counts',
      () => ask('GET', `/api/waves/${wave}/counts`, undefined, { cookie: evaluator }),
    ],
    [
      'estimates, ten at once',
      () => atOnce(10, () => ask('GET', `/api/waves/${wave}/estimates`, undefined, { cookie: evaluator })),
    ],
    ['a backup', () => backup(folder)],
    [`an import of ${scene.importMebibytes} MB`, () => importFile(scene)],
    ['closing', () => done(json(`/api/waves/${wave}/close`, {}), 200)],
    ['sealing: what is held is moved', () => done(json(`/api/waves/${wave}/seal`, {}), 200)],
    [
      'two exports',
      () => atOnce(2, () => ask('GET', `/api/waves/${wave}/responses.csv`, undefined, { cookie: evaluator })),
    ],
    ['publishing', () => done(json(`/api/waves/${wave}/releases`, {}), 201)],
  ];
}

/** What is refused proves nothing. */
async function done(asked: Promise<Response>, status: number): Promise<void> {
  const reply = await asked;
  if (reply.status !== status)
    throw new Error(`${reply.url} was answered with ${reply.status}, not ${status}`);
}

function largeAnswer(survey: Survey): string {
  const response = newResponse();
  const many = Object.fromEntries(Array.from({ length: 9000 }, (_, at) => [`unknown${at}`, 'something']));
  return bodyOf(survey, { ...response, answers: { ...response.answers, ...many } });
}

async function backup(folder: string): Promise<void> {
  const parameters = [join('dist', 'server', 'manyi.js'), 'backup', '--to', join(folder, 'backup')];
  const child = startChild(process.execPath, parameters, {
    env: { ...process.env, MANYI_DATABASE: `sqlite:${databaseFile(folder)}` },
    stdio: 'ignore',
  });
  const status = await ended(child);
  if (status !== 0) throw new Error(`the backup ended with ${status}`);
}

/** Sends a file of past answers and waits until it is read in, or refused. */
async function importFile({ server, survey, importMebibytes }: Scene): Promise<void> {
  const headers = { cookie: survey.evaluator };
  const begun = await fetch(
    `${server.address}/api/programmes/airport-passengers/imports?mapping=sfo-2014-2018&fileName=a.csv`,
    {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/csv' },
      body: pastAnswers(importMebibytes * 2 ** 20),
    },
  );
  if (begun.status !== 202)
    throw new Error(`the import was answered with ${begun.status} ${await begun.text()}`);
  const { id } = (await begun.json()) as { id: string };
  for (;;) {
    const { state, problems } = (await (
      await fetch(`${server.address}/api/imports/${id}`, { headers })
    ).json()) as {
      state: string;
      problems: readonly unknown[];
    };
    if (state === 'refused')
      throw new Error(`the import was refused: ${JSON.stringify(problems.slice(0, 3))}`);
    if (state === 'done') return;
    await wait(200);
  }
}

/** Rows that the mapping explains, until they are so many bytes. */
function pastAnswers(bytes: number): string {
  const path = 'surveys/airport-passengers/imports/sfo-2014-2018.json';
  const mapping = JSON.parse(readFileSync(path, 'utf8')) as ImportMapping;
  const { response, wave, mode, language, design, items } = mapping;
  const columns = [
    ...new Set([
      ...response,
      wave.column,
      mode.column,
      language.column,
      ...[design.weight ?? [], design.stratum ?? [], design.primaryUnit ?? []].flat(),
      ...Object.values(items).map(({ column }) => column),
    ]),
  ];
  const usual = (column: string) => {
    if (column === mode.column) return Object.keys(mode.codes)[0]!;
    if (column === language.column) return Object.keys(language.codes)[0]!;
    const item = Object.values(items).find((each) => each.column === column);
    return item
      ? String(item.range?.[1] ?? Object.keys(item.codes ?? {}).find((code) => code !== '0') ?? '')
      : '1';
  };
  const cells: Record<string, string> = Object.fromEntries(columns.map((column) => [column, usual(column)]));
  const lines = [columns.join(',')];
  for (let length = 0, number = 1; length < bytes; number += 1) {
    const row = { ...cells, year: '2016', resp: String(number), run: String(number % 500), weight: '1.25' };
    const line = columns.map((column) => row[column as keyof typeof row]).join(',');
    length += line.length + 1;
    lines.push(line);
  }
  return lines.join('\n');
}
