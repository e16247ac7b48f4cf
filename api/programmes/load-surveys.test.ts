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

  it('tells line, column and the line where JSON ends', async () => {
    const folder = await folderWith({ 'north/programme.json': '{\n  "name": "north"\n  "title": 1\n}' });
    const { faults } = await loadSurveys(folder);
    expect(faults.map(describeFault)).toEqual([
      'north/programme.json: is not JSON: line 3, column 3: a comma or the closing bracket is expected here; is a comma missing before it?\n    "title": 1',
    ]);
  });

  it.each([
    ['GBK, as Windows saves it', [0xb9, 0xab, 0xd4, 0xb0], 'is not UTF-8, perhaps GBK; save it as UTF-8'],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00], 'is not UTF-8, it is UTF-16; save it as UTF-8'],
  ])('refuses a file in %s', async (_, bytes, sentence) => {
    const folder = await folderWith({});
    await mkdir(join(folder, 'north'));
    await writeFile(
      join(folder, 'north', 'areas.json'),
      Buffer.from([0x22, ...bytes, 0x22].slice(bytes[0] === 0xff ? 1 : 0)),
    );
    const { faults } = await loadSurveys(folder);
    expect(faults.map(describeFault)).toEqual([expect.stringContaining(`north/areas.json: ${sentence}`)]);
  });

  it('reads a file with the mark that Notepad puts before UTF-8', async () => {
    const { faults } = await loadSurveys(await folderWith({ 'north/programme.json': '\uFEFF{}' }));
    expect(faults.map(describeFault)).toContain('north/programme.json at name: is missing; add it');
  });

  it('names the folder that has no files', async () => {
    const folder = await folderWith({});
    await mkdir(join(folder, 'north'));
    const { faults } = await loadSurveys(folder);
    expect(faults.map(describeFault)).toEqual([
      'north/programme.json: is missing; every programme has this file',
    ]);
  });

  it('says so when there is no folder of surveys', async () => {
    await expect(loadSurveys('/nowhere/surveys')).rejects.toThrow(
      'There is no folder of surveys "/nowhere/surveys". Set MANYI_SURVEYS to the one you have.',
    );
  });

  it('names what a path leads through', async () => {
    const folder = await folderWith({
      'north/programme.json': JSON.stringify({ forms: [{ name: 'short', questionaire: 'short' }] }),
    });
    const { faults } = await loadSurveys(folder);
    expect(faults.map(({ path }) => path)).toContain('forms[0] "short".questionaire');
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
