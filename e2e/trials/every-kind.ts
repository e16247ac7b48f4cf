import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Agent } from 'node:http';
import { exchange } from './exchange.ts';
import type { Ledger } from './ledger.ts';
import { manyiWith } from './manyi.ts';
import { addGuarded, type Guarded } from './second-factor.ts';
import { databaseFile, type Server } from './server.ts';
import { addPerson, bodyOf, call, newResponse, pathOf, PROGRAMME, type Survey } from './survey.ts';

/** Invitations issued, and how many of them are used. */
const ISSUED = 60;
const USED = 45;
const PASSENGERS = 120;
const LEFT_OUT = 10;

/** Something of every kind that is kept: invitations used and unused, people, an import, a release of it, its end. Returns one with an authenticator. */
export async function addEveryKind(
  server: Server,
  folder: string,
  survey: Survey,
  ledger: Ledger,
): Promise<Guarded> {
  const agent = new Agent({ keepAlive: true });
  const invitations = await survey.invite(server, ISSUED);
  // By invitation, where an answer is held until its wave is sealed, and by the open link.
  const ways = [...invitations.slice(0, USED).map((invitation) => ({ invitation })), {}];
  for (const way of ways) {
    const response = { ...newResponse(6), ...way, durationBand: '3to10' as const };
    ledger.sending(response);
    const body = bodyOf(survey, response);
    const sent = { port: server.port, path: pathOf(survey, response.id), agent, body };
    ledger.note(response.id, await exchange(sent));
  }
  agent.destroy();
  const people = [{ role: 'official', programme: PROGRAMME }];
  const added = await call(
    server,
    'POST',
    '/api/users',
    { name: '张伟 official', grants: people },
    survey.administrator,
  );
  const { user } = (await added.json()) as { user: { id: string } };
  await call(server, 'POST', `/api/users/${user.id}/disable`, {}, survey.administrator);
  await importPassengers(folder);
  await leaveOut(server, survey);
  return addGuarded(server, survey.administrator);
}

/** Answers that one evaluator wants left out of a published wave, by the word of another. */
async function leaveOut(server: Server, { evaluator, administrator }: Survey): Promise<void> {
  const rows = await (
    await call(server, 'GET', '/api/waves/airport-2016/responses.csv', undefined, evaluator)
  ).text();
  const [columns = '', ...lines] = rows.replace('\uFEFF', '').split('\n');
  const place = columns.split(',').indexOf('row_id');
  const answers = lines.slice(0, LEFT_OUT).map((line) => line.split(',')[place]!);
  const asked = await call(
    server,
    'POST',
    '/api/waves/airport-2016/exclusions',
    { reason: 'failedBackCheck', answers },
    evaluator,
  );
  const { id } = (await asked.json()) as { id: string };
  const another = await addPerson(server, administrator, [
    { role: 'evaluator', programme: 'airport-passengers' },
  ]);
  await call(server, 'POST', `/api/waves/airport-2016/exclusions/${id}/confirm`, {}, another);
}

/** By the command line, beside the server that runs. */
async function importPassengers(folder: string): Promise<void> {
  const path = join(folder, 'passengers.csv');
  await writeFile(path, await passengers(PASSENGERS));
  const place = { MANYI_DATABASE: `sqlite:${databaseFile(folder)}`, MANYI_KEYS: join(folder, 'keys.json') };
  const named = ['--programme', 'airport-passengers', '--mapping', 'sfo-2014-2018', '--file', path];
  for (const parameters of [
    ['import', ...named],
    ['publish', 'airport-2016'],
    ['retain', 'declare', '--wave', 'airport-2016', '--until', '2020-12-31'],
    ['retain', 'erase'],
  ]) {
    const { status, printed } = await manyiWith(place, ...parameters);
    if (status !== 0) throw new Error(`manyi ${parameters[0]}: ${printed}`);
  }
}

interface Mapping {
  readonly response: readonly string[];
  readonly wave: { readonly column: string };
  readonly mode: Coded;
  readonly language: Coded;
  readonly design: { weight: string; stratum: readonly string[]; primaryUnit: readonly string[] };
  readonly items: Readonly<Record<string, Partial<Coded> & { column: string; range?: readonly number[] }>>;
}
interface Coded {
  readonly column: string;
  readonly codes: Readonly<Record<string, unknown>>;
}

/**
 * Rows that the mapping of the airport's programme explains.
 *
 * @param cell what stands in a column of a row, numbered from 1, where it is not the usual
 */
export async function passengers(
  count: number,
  cell: (column: string, row: number) => string | undefined = () => undefined,
): Promise<string> {
  const path = join('surveys', 'airport-passengers', 'imports', 'sfo-2014-2018.json');
  const mapping = JSON.parse(await readFile(path, 'utf8')) as Mapping;
  const { design } = mapping;
  const usual = new Map<string, (row: number) => string>();
  for (const column of [...mapping.response, design.weight, ...design.stratum, ...design.primaryUnit]) {
    usual.set(column, () => '1');
  }
  for (const { column, codes, range } of Object.values(mapping.items)) {
    const codesUsed = Object.keys(codes ?? {}).filter((code) => code !== '0');
    usual.set(column, (row) => (range ? String(range[1]) : (codesUsed[row % codesUsed.length] ?? '')));
  }
  for (const { column, codes } of [mapping.mode, mapping.language]) {
    usual.set(column, () => Object.keys(codes)[0]!);
  }
  usual.set(mapping.wave.column, () => '2016');
  usual.set('resp', (row) => String(row));
  usual.set('run', (row) => String(row % 12));
  usual.set('weight', (row) => String(1.25 + (row % 3)));
  const columns = [...usual.keys()];
  const rows = Array.from({ length: count }, (_, row) =>
    columns.map((column) => cell(column, row + 1) ?? usual.get(column)!(row + 1)),
  );
  return [columns, ...rows].map((cells) => cells.join(',')).join('\n');
}
