import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import { publishRelease } from '../releases/publish-release.ts';
import { createWave } from '../fieldwork/move-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { json, testManyi, type TestManyi } from '../testing.ts';
import type { ImportProgress } from './import-progress.ts';
import { importResponses } from './import-responses.ts';
import { undoImport, undoInterruptedImports } from './undo-import.ts';

let manyi: TestManyi;
let folder: string;
beforeEach(async () => {
  manyi = await testManyi();
  folder = await mkdtemp(join(tmpdir(), 'manyi-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

const loaded = () => manyi.deps.programmes.get('airport-passengers')!;
const mapping = () => loaded().mappings.get('sfo-2014-2018')!;

/** A row that the mapping explains, with some cells changed. */
function row(number: number, changes: Record<string, string> = {}): Record<string, string> {
  const columns = new Set([
    ...mapping().response,
    mapping().wave.column,
    mapping().mode.column,
    mapping().language.column,
    mapping().design.weight!,
    ...mapping().design.stratum!,
    ...mapping().design.primaryUnit!,
    ...Object.values(mapping().items).map(({ column }) => column),
  ]);
  const usual = (column: string) => {
    if (column === mapping().mode.column) return Object.keys(mapping().mode.codes)[0]!;
    if (column === mapping().language.column) return Object.keys(mapping().language.codes)[0]!;
    const item = Object.values(mapping().items).find((each) => each.column === column);
    if (!item) return '1';
    return String(item.range?.[1] ?? Object.keys(item.codes ?? {}).find((code) => code !== '0') ?? '');
  };
  return Object.fromEntries([...columns].map((column) => [column, changes[column] ?? usual(column)]));
}

const passenger = (number: number, changes: Record<string, string> = {}) =>
  row(number, {
    year: '2016',
    resp: String(number),
    run: String(number % 12),
    weight: '1.25',
    q7_all: String(1 + (number % 5)),
    ...changes,
  });

async function file(rows: readonly Record<string, string>[]): Promise<string> {
  const path = join(folder, 'answers.csv');
  const header = Object.keys(rows[0]!);
  const lines = [header, ...rows.map((each) => header.map((column) => each[column]!))];
  await writeFile(path, lines.map((cells) => cells.join(',')).join('\n'));
  return path;
}

function run(path: string, report?: (progress: ImportProgress) => void) {
  const wanted = {
    programme: loaded().programme,
    mapping: mapping(),
    path,
    fileName: 'answers.csv',
    fileHash: 'f'.repeat(64),
    by: commandLine,
  };
  return importResponses(manyi.deps, wanted, report);
}

const many = (count: number) => Array.from({ length: count }, (_, index) => passenger(index + 1));
const waveIds = async () => (await manyi.deps.storage.waves('airport-passengers')).map(({ id }) => id);

describe('an import', () => {
  it('stores every row, with progress, and makes its waves visible together', async () => {
    const reports: ImportProgress[] = [];
    const result = await run(await file(many(1200)), (progress) => reports.push(progress));
    expect(result).toMatchObject({ state: 'done', rowsStored: 1200, waves: ['airport-2016'] });
    expect(reports.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['checking', 'storing', 'done']),
    );
    expect(reports.some(({ rowsStored }) => rowsStored > 0 && rowsStored < 1200)).toBe(true);
    expect(await existingWave(manyi.deps.storage, 'airport-2016')).toMatchObject({ state: 'closed' });
  });

  it('reports each bad row by line and reason, and stores nothing', async () => {
    const rows = many(40);
    rows[4] = passenger(5, { q7_all: '9' });
    rows[10] = passenger(11, { weight: 'heavy', year: '1999' });
    rows[20] = passenger(1);
    const result = await run(await file(rows));
    expect(result.state).toBe('refused');
    expect(result.problems.map(({ line }) => line)).toEqual([6, 12, 12, 22]);
    expect(result.problems[0]!.reason).toContain('q7_all: "9"');
    expect(result.problems[3]!.reason).toContain('line 2');
    expect(await waveIds()).toEqual([]);
  });

  it('names the line of a row with too few cells, or an open quote', async () => {
    const path = await file(many(5));
    await writeFile(path, `${Object.keys(passenger(1)).join(',')}\n1,2\n`);
    expect((await run(path)).problems[0]).toMatchObject({ line: 2 });
    await writeFile(path, `${Object.keys(passenger(1)).join(',')}\n"open,2\n`);
    expect((await run(path)).state).toBe('refused');
  });

  it('refuses a first line with more columns than any export has, a column twice, or a row without end', async () => {
    const path = join(folder, 'odd.csv');
    const numbered = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`);
    const reasonFor = async (text: string) => {
      await writeFile(path, text);
      return (await run(path)).problems[0]!.reason;
    };
    expect(await reasonFor(`${numbered(2000).join(',')}\n${numbered(2000).join(',')}\n`)).toContain(
      'no column',
    );
    expect(await reasonFor(`${numbered(2001).join(',')}\n`)).toContain('2001 columns');
    expect(await reasonFor(`${[...numbered(40), 'c7'].join(',')}\n`)).toContain('"c7" stands twice');
    expect(await reasonFor(`a,b\n1,"${'x'.repeat(2 ** 21)}"\n`)).toMatch(/Max Record Size/i);
  });

  it('refuses a file in another encoding than the mapping says', async () => {
    const path = join(folder, 'latin.csv');
    await writeFile(path, Buffer.from([0x79, 0x65, 0x61, 0x72, 0x0a, 0xff, 0xfe, 0x0a]));
    const { problems } = await run(path);
    expect(problems[0]!.reason).toContain('encoding');
  });

  it('refuses a second import of the same waves, and keeps the first', async () => {
    await run(await file(many(30)));
    const second = await run(await file(many(30)));
    expect(second.problems[0]!.reason).toContain('airport-2016');
    expect(await waveIds()).toEqual(['airport-2016']);
  });

  it('finds the names of its waves kept free, and says what to do where one was taken before', async () => {
    const wanted = { programme: 'quality-district', period: '2016', form: 'short' };
    const title = { 'zh-Hans': '别的', en: 'Another' };
    const taken = createWave(manyi.deps, { ...wanted, title, id: 'airport-2016' }, commandLine);
    await expect(taken).rejects.toMatchObject({ code: 'nameTaken' });
    const wave = (await manyi.deps.storage.wave(manyi.wave))!;
    await manyi.deps.storage.createWave({ ...wave, id: 'airport-2016', state: 'draft' });
    const refused = await run(await file(many(30)));
    expect(refused.problems[0]!.reason).toBe(
      'another wave has the name "airport-2016"; give this one another in the mapping, say "airport-passengers-airport-2016"',
    );
  });

  it('can be undone and done again, but not once it is published', async () => {
    const first = await run(await file(many(200)));
    await undoImport(manyi.deps, first.id, commandLine);
    expect(await waveIds()).toEqual([]);
    const again = await run(await file(many(200)));
    await publishRelease(manyi.deps, await existingWave(manyi.deps.storage, 'airport-2016'), commandLine);
    await expect(undoImport(manyi.deps, again.id, commandLine)).rejects.toMatchObject({ code: 'published' });
  });

  it('that was cut off is removed at the next start', async () => {
    const { storage } = manyi.deps;
    const title = { 'zh-Hans': '2016年', en: '2016' };
    const wave = { id: 'airport-2016', programme: 'airport-passengers', title, period: '2016' };
    const started = {
      id: 'cut-off',
      programme: 'airport-passengers',
      fileName: 'x.csv',
      fileHash: 'f'.repeat(64),
      mappingHash: 'e'.repeat(64),
      createdAt: 0,
      createdBy: 'test',
      state: 'running' as const,
      waves: ['airport-2016'],
      rows: 0,
    };
    await storage.beginImport(started, [{ ...wave, kind: 'imported', state: 'importing' }]);
    await undoInterruptedImports(manyi.deps, manyi.deps.programmes.keys());
    expect(await waveIds()).toEqual([]);
  });
});

describe('an import over HTTP', () => {
  const send = async (path: string, headers: Record<string, string>) =>
    manyi.app.request('/api/programmes/airport-passengers/imports?mapping=sfo-2014-2018&fileName=a.csv', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/csv' },
      body: await readFile(path),
    });
  const progressOf = async (id: string, headers: Record<string, string>) =>
    (await (await manyi.app.request(`/api/imports/${id}`, { headers })).json()) as ImportProgress;

  it('tells how far it is, is listed when done, and can be undone', async () => {
    const headers = await manyi.signIn('evaluator');
    const reply = await send(await file(many(700)), headers);
    expect(reply.status).toBe(202);
    const { id } = (await reply.json()) as { id: string };
    await expect.poll(async () => (await progressOf(id, headers)).state, { timeout: 20_000 }).toBe('done');
    const listed = await manyi.app.request('/api/programmes/airport-passengers/imports', { headers });
    expect(await listed.json()).toMatchObject([{ id, state: 'done', rowsStored: 700 }]);
    const undo = { ...json('DELETE', {}, headers) };
    expect((await manyi.app.request(`/api/imports/${id}`, undo)).status).toBe(204);
    expect((await progressOf(id, headers)).state).toBe('undone');
    expect(await waveIds()).toEqual([]);
  });

  it('has so many places at once for one person, who is told to wait for one of them', async () => {
    const headers = await manyi.signIn('evaluator');
    const path = await file(many(300));
    const replies = await Promise.all([1, 2, 3].map(() => send(path, headers)));
    expect(replies.map(({ status }) => status).sort()).toEqual([202, 202, 503]);
    const told = await Promise.all(replies.map(async (reply) => (await reply.json()) as { id?: string }));
    expect(told.filter(({ id }) => id === undefined)).toMatchObject([{ code: 'waitYourTurn' }]);
    const ids = told.flatMap(({ id }) => id ?? []);
    // One after the other, so that the second finds what the first stored.
    const states = async () =>
      (await Promise.all(ids.map((id) => progressOf(id, headers)))).map(({ state }) => state).sort();
    await expect.poll(states, { timeout: 20_000 }).toEqual(['done', 'refused']);
    await expect.poll(async () => (await send(path, headers)).status).toBe(202);
  });

  it('is refused to whom it is not allowed, and for a mapping that is not there', async () => {
    const path = await file(many(20));
    expect((await send(path, await manyi.signIn('official'))).status).toBe(403);
    const headers = { ...(await manyi.signIn('evaluator')), 'content-type': 'text/csv' };
    const address = '/api/programmes/airport-passengers/imports?mapping=none';
    expect((await manyi.app.request(address, { method: 'POST', headers, body: 'a\n1\n' })).status).toBe(404);
  });
});
