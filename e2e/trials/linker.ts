import { Agent } from 'node:http';
import { readFile } from 'node:fs/promises';
import { hashToken } from '../../api/access/token.ts';
import { startPostgres } from '../../api/storage/postgres/testing/start-postgres.ts';
import { temporaryFolder } from './children.ts';
import { exchange } from './exchange.ts';
import { ask } from './postgres/ask.ts';
import { Promises } from './promises.ts';
import { databaseFile, freePort, type Server, startServer } from './server.ts';
import { reading } from './stored.ts';
import {
  bodyOf,
  call,
  newResponse,
  openSurvey,
  pathOf,
  type ResponseToSend,
  sentIdIn,
  type Survey,
} from './survey.ts';
import type { Scale, Trial } from './trial.ts';

/** Invitations of a unit, and how many of them answer. */
const ISSUED = 30;
const ANSWERED = 25;
/** Three for one way; so many ways are tried that one in forty runs would be wrong by chance. */
const SIGMAS = 4.5;
const MOST_WORDS = 150;
const STREETS = ['songyue', 'luming', 'mailang', 'qinghuai'];

export const linker: Trial = {
  name: 'linker',
  promise:
    'Who holds the database, its log and its row headers, after every single answer, links invitations to answers as chance does.',
  async run(scale) {
    const promises = new Promises();
    const folder = await temporaryFolder('linker');
    const file = databaseFile(folder);
    await link('SQLite', {
      promises,
      scale,
      folder,
      env: {},
      units: scale.choose(40, 4),
      look: async () => lookAtSqlite(file),
      bytes: () => Promise.all([file, `${file}-wal`].map((path) => readFile(path))),
    });
    const database = await startPostgres();
    await link('PostgreSQL', {
      promises,
      scale,
      folder: await temporaryFolder('linker'),
      env: { MANYI_DATABASE: database.url },
      units: scale.choose(40, 2),
      look: () => lookAtPostgres(database.url),
      bytes: async () => [],
    });
    await database.stop();
    return promises;
  },
};

interface Tried {
  readonly promises: Promises;
  readonly scale: Scale;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly units: number;
  /** Everything the database holds at this moment, past the product. */
  readonly look: () => Promise<Look>;
  /** Its files, as they lie on the disk. */
  readonly bytes: () => Promise<readonly Buffer[]>;
}

/** What a holder sees, in the order in which it lies there. */
interface Look {
  readonly used: readonly { readonly token: string; readonly mark: string }[];
  readonly held: readonly { readonly key: string; readonly size: number; readonly mark: string }[];
  readonly responses: readonly {
    readonly id: string;
    readonly answers: string;
    readonly unit: string;
    readonly hash: string;
    readonly mark: string;
    /** Everything else that stands in its row. */
    readonly row: Readonly<Record<string, unknown>>;
  }[];
}

/** What a holder has put together about one invitation from one look after the other. */
interface Traced {
  readonly unit: string;
  readonly key?: string;
  readonly size: number;
  readonly mark: string;
  /** Responses that appeared in the same step. */
  readonly appeared: readonly string[];
}

async function link(engine: string, { promises, scale, folder, env, units, look, bytes }: Tried) {
  const server = await startServer({ folder, port: await freePort(), env: { ...env, MANYI_LOG: 'debug' } });
  const survey = await openSurvey(server);
  const people = await invite(server, survey, units);
  // The evaluator knows who was given which link, and sees in which order they are used.
  const inOrder = shuffled(
    people.flatMap(({ unit, tokens }) => tokens.map((token) => ({ unit, token }))),
    scale,
  );
  const truth = new Map<string, string>();
  const traced = new Map<string, Traced>();
  const agent = new Agent({ keepAlive: true });
  let before = await look();
  for (const { unit, token } of inOrder) {
    const response = { ...wordy(newResponse(), Math.floor(scale.random() * MOST_WORDS)), invitation: token };
    truth.set(hashToken(token), response.id);
    const sent = { port: server.port, path: pathOf(survey, response.id), body: bodyOf(survey, response) };
    const came = await exchange({ agent, ...sent });
    promises.expect(came.isAnswered && came.status === 201, `${engine}: an answer was not taken`);
    const now = await look();
    const held = now.held.find(({ key }) => !before.held.some((each) => each.key === key));
    const used = now.used.find(({ token }) => !before.used.some((each) => each.token === token));
    traced.set(hashToken(token), {
      unit,
      size: held?.size ?? 0,
      mark: used?.mark ?? '',
      ...(held ? { key: held.key } : {}),
      appeared: now.responses
        .filter(({ id }) => !before.responses.some((each) => each.id === id))
        .map(({ id }) => id),
    });
    before = now;
  }
  agent.destroy();
  const written = [...(await bytes()), Buffer.from(server.printed())];
  const ids = new Set(truth.values());
  const readable = [...ids].filter((id) => written.some((each) => each.includes(id))).length;
  promises.expect(readable === 0, `${engine}: ids of ${readable} answers stand in files or logs`);

  await call(server, 'POST', `/api/waves/${survey.wave}/close`, {}, survey.evaluator);
  await call(server, 'POST', `/api/waves/${survey.wave}/seal`, {}, survey.evaluator);
  const { responses } = await look();
  await server.stop();
  promises.expect(
    responses.length === inOrder.length,
    `${engine}: ${responses.length} responses stand, not ${inOrder.length}`,
  );

  const sentAs = new Map(responses.map(({ id, answers }) => [id, sentIdIn(answers)]));
  const most = units + SIGMAS * Math.sqrt(units);
  let best = { way: '', right: -1 };
  const all = { ...ways, ...waysByColumn(responses) };
  for (const [way, guess] of Object.entries(all)) {
    let right = 0;
    for (const { unit } of people) {
      const asked = [...traced].filter(([, trace]) => trace.unit === unit);
      const stand = responses.filter((response) => response.unit === unit);
      for (const [token, id] of guess(asked, stand)) if (sentAs.get(id) === truth.get(token)) right += 1;
    }
    promises.expect(
      right <= most,
      `${engine}: ${right} of ${inOrder.length} invitations were linked by ${way}; by chance it would be ${units}`,
    );
    if (right > best.right) best = { way, right };
  }
  const { length } = Object.keys(all);
  promises.tell(
    `${engine}: of ${inOrder.length} at most ${best.right} linked, by ${best.way}, of ${length} ways tried (chance ${units})`,
  );
}

type Guess = (
  asked: readonly (readonly [token: string, trace: Traced])[],
  stand: Look['responses'],
) => Iterable<readonly [token: string, id: string]>;

/** How a holder may try it, within each unit: what is of one order, one size, one transaction or one key. */
const ways: Readonly<Record<string, Guess>> = {
  'the order of use and of rows': (asked, stand) => pairs(asked, stand),
  'the order of held keys and of rows': (asked, stand) =>
    pairs(
      by(asked, ([, { key }]) => key ?? ''),
      stand,
    ),
  'the order of held keys and of hashes': (asked, stand) =>
    pairs(
      by(asked, ([, { key }]) => key ?? ''),
      by(stand, ({ hash }) => hash),
    ),
  'the order of tokens and of ids': (asked, stand) =>
    pairs(
      by(asked, ([token]) => token),
      by(stand, ({ id }) => id),
    ),
  size: (asked, stand) =>
    pairs(
      by(asked, ([, { size }]) => String(size).padStart(9, '0')),
      by(stand, ({ answers }) => String(Buffer.byteLength(answers)).padStart(9, '0')),
    ),
  'what appeared at the same moment': (asked) =>
    asked.flatMap(([token, { appeared }]) => appeared.slice(0, 1).map((id) => [token, id] as const)),
  transactions: (asked, stand) =>
    asked.flatMap(([token, { mark }]) =>
      stand
        .filter((response) => mark !== '' && response.mark === mark)
        .slice(0, 1)
        .map(({ id }) => [token, id] as const),
    ),
  'keys that are ids or hashes': (asked, stand) =>
    asked.flatMap(([token, { key }]) =>
      stand
        .filter(({ id, hash }) => key === id || key === hash || key === hashToken(id))
        .map(({ id }) => [token, id] as const),
    ),
};

/** The order of use, which is that of time, and of what stands in each column. */
function waysByColumn(responses: Look['responses']): Readonly<Record<string, Guess>> {
  return Object.fromEntries(
    Object.keys(responses[0]!.row).map((column) => [
      `the order of use and of ${column}`,
      (asked, stand) =>
        pairs(
          asked,
          by(stand, ({ row }) => String(row[column])),
        ),
    ]),
  );
}

function pairs(
  asked: readonly (readonly [string, Traced])[],
  stand: Look['responses'],
): readonly (readonly [string, string])[] {
  return asked.slice(0, stand.length).map(([token], place) => [token, stand[place]!.id]);
}

function by<Row>(rows: readonly Row[], read: (row: Row) => string): readonly Row[] {
  return rows.toSorted((one, other) => (read(one) < read(other) ? -1 : 1));
}

async function invite(server: Server, survey: Survey, units: number) {
  const people: { readonly unit: string; readonly tokens: readonly string[] }[] = [];
  for (let number = 0; number < units; number += 1) {
    const unit = `unit-${number}`;
    const stratum = STREETS[number % STREETS.length]!;
    const batch = { name: unit, stratum, primaryUnit: unit, weight: 20, count: ISSUED };
    const reply = await call(
      server,
      'POST',
      `/api/waves/${survey.wave}/invitation-batches`,
      batch,
      survey.evaluator,
    );
    const { links } = (await reply.json()) as { links: readonly string[] };
    people.push({ unit, tokens: links.slice(0, ANSWERED).map((each) => each.split('/').at(-1)!) });
  }
  return people;
}

/** With so much more to say. */
function wordy(response: ResponseToSend, words: number): ResponseToSend {
  const text = `${'好'.repeat(words)} ${String(response.answers['SH_W2'])}`;
  return { ...response, answers: { ...response.answers, SH_W2: text } };
}

function shuffled<Row>(rows: readonly Row[], { random }: Scale): readonly Row[] {
  return rows
    .map((row) => ({ row, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ row }) => row);
}

function lookAtSqlite(file: string): Look {
  return reading(file, (database) => ({
    used: database
      .prepare<[], Look['used'][number]>(
        `SELECT token_hash AS token, '' AS mark FROM invitations WHERE is_used = 1 ORDER BY wave, token_hash`,
      )
      .all(),
    held: database
      .prepare<[], Look['held'][number]>(
        `SELECT key, length(sealed) AS size, '' AS mark FROM held_responses ORDER BY rowid`,
      )
      .all(),
    responses: database
      .prepare<[], Row>(`SELECT *, 'none' AS mark FROM responses ORDER BY sequence`)
      .all()
      .map(asResponse),
  }));
}

async function lookAtPostgres(url: string): Promise<Look> {
  const [used, held, responses] = await Promise.all([
    ask<Look['used'][number]>(
      url,
      `SELECT token_hash AS token, xmin::text AS mark FROM invitations WHERE is_used ORDER BY ctid`,
    ),
    ask<Look['held'][number]>(
      url,
      `SELECT key, length(sealed) AS size, xmin::text AS mark FROM held_responses ORDER BY ctid`,
    ),
    ask<Row>(url, `SELECT *, xmin::text AS mark FROM responses ORDER BY transaction_id, sequence`),
  ]);
  return { used, held, responses: responses.map(asResponse) };
}

interface Row {
  readonly id: string;
  readonly answers: string;
  readonly primary_unit: string;
  readonly content_hash: string;
  readonly mark: string;
}

function asResponse(row: Row): Look['responses'][number] {
  const { id, answers, primary_unit: unit, content_hash: hash, mark } = row;
  return { id, answers, unit, hash, mark, row: { ...row } };
}
