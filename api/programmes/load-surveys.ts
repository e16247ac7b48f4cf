import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '../../core/fault.ts';
import type { ImportMapping } from '../../core/programme/import-mapping.ts';
import { parseImportMapping } from '../../core/programme/parse-import-mapping.ts';
import { parseProgramme } from '../../core/programme/parse-programme.ts';
import type { Programme } from '../../core/programme/programme.ts';
import { namedPath } from './named-path.ts';
import { readJsonFile } from './read-json-file.ts';

export interface Surveys {
  /** Those without a fault, by name. */
  readonly programmes: readonly Programme[];
  /** The import mappings of each programme, by its name. */
  readonly imports: ReadonlyMap<string, readonly ImportMapping[]>;
  readonly faults: readonly Fault[];
}

/** Reads a `surveys/` folder: each folder in it is a programme. All faults of all files come at once. */
export async function loadSurveys(folder: string): Promise<Surveys> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new Error(`There is no folder of surveys "${folder}". Set MANYI_SURVEYS to the one you have.`);
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const programmes: Programme[] = [];
  const imports = new Map<string, readonly ImportMapping[]>();
  const faults: Fault[] = [];
  for (const name of names.sort()) {
    const read = await readJsonFiles(folder, name);
    faults.push(...read.faults);
    // A file that is no JSON is as good as not there; saying so once is enough.
    if (read.faults.length > 0) continue;
    if (read.files.size === 0) {
      faults.push({
        file: `${name}/programme.json`,
        path: '',
        message: 'is missing; every programme has this file',
      });
      continue;
    }
    const programme = parseProgramme(read.files);
    faults.push(...named(programme.faults, read.files));
    if (!programme.value) continue;
    const mappings = importFiles(name, read.files).map(([file, json]) =>
      parseImportMapping(file, json, programme.value),
    );
    faults.push(...mappings.flatMap((mapping) => named(mapping.faults, read.files)));
    programmes.push(programme.value);
    imports.set(
      name,
      mappings.flatMap((mapping) => mapping.value ?? []),
    );
  }
  return { programmes, imports, faults };
}

function named(faults: readonly Fault[] = [], files: ReadonlyMap<string, unknown>): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, path: namedPath(fault.path, files.get(fault.file)) }));
}

function importFiles(name: string, files: ReadonlyMap<string, unknown>) {
  return [...files].filter(([file]) => file.startsWith(`${name}/imports/`));
}

async function readJsonFiles(surveys: string, name: string) {
  const files = new Map<string, unknown>();
  const faults: Fault[] = [];
  const entries = await readdir(join(surveys, name), { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths.sort()) {
    const file = path.slice(join(surveys, '/').length).replaceAll('\\', '/');
    const read = await readJsonFile(path);
    if ('json' in read) files.set(file, read.json);
    else faults.push({ file, path: '', message: read.message });
  }
  return { files, faults };
}
