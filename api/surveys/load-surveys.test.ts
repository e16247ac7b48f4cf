import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { describeFault } from '../../core/fault.ts';
import { loadSurveys } from './load-surveys.ts';

const surveys = fileURLToPath(new URL('../../surveys', import.meta.url));

describe('the surveys of this repository', () => {
  it('have no fault', async () => {
    const { faults } = await loadSurveys(surveys);
    expect(faults.map(describeFault)).toEqual([]);
  });

  it('are two programmes, of which one is imported', async () => {
    const { programmes, imports } = await loadSurveys(surveys);
    expect(programmes.map(({ name, isSimulated }) => [name, isSimulated])).toEqual([
      ['airport-passengers', false],
      ['quality-district', true],
    ]);
    expect(imports.get('airport-passengers')?.map(({ name }) => name)).toEqual(['sfo-2014-2018']);
    expect(imports.get('quality-district')).toEqual([]);
  });
});

describe('loadSurveys', () => {
  const made: string[] = [];
  afterEach(async () => {
    for (const folder of made.splice(0)) await rm(folder, { recursive: true });
  });

  async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'surveys-'));
    made.push(folder);
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    return folder;
  }

  it('finds nothing in an empty folder', async () => {
    expect(await loadSurveys(await folderWith({}))).toEqual({
      programmes: [],
      imports: new Map(),
      faults: [],
    });
  });

  it('says which file is not JSON, and only that', async () => {
    const { faults } = await loadSurveys(await folderWith({ 'north/programme.json': '{ "name": ' }));
    expect(faults).toEqual([
      { file: 'north/programme.json', path: '', message: expect.stringMatching(/^is not JSON: /) },
    ]);
  });

  it('goes on to the next programme after one with faults', async () => {
    const { faults } = await loadSurveys(
      await folderWith({ 'north/areas.json': '{}', 'south/areas.json': '{"areas":[]}' }),
    );
    expect(new Set(faults.map(({ file }) => file.split('/')[0]))).toEqual(new Set(['north', 'south']));
    expect(faults.map(describeFault)).toContain(
      'south/programme.json: is missing; every programme has this file',
    );
  });
});
