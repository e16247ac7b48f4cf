import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import { publishRelease } from '../releases/publish-release.ts';
import { createWave } from '../fieldwork/move-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { testManyi, type TestManyi } from '../testing.ts';
import type { ImportProgress } from './import-progress.ts';
import { importResponses } from './import-responses.ts';
import { passengers } from './passengers.test-data.ts';
import { undoImport, undoInterruptedImports } from './undo-import.ts';

let manyi: TestManyi;
let folder: string;
beforeEach(async () => {
  manyi = await testManyi();
  folder = await mkdtemp(join(tmpdir(), 'manyi-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

const { loaded, mapping, passenger, file, many, waveIds } = passengers(
  () => manyi,
  () => folder,
);

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
