import { randomUUID } from 'node:crypto';
import { contentHash } from '../../core/content-hash.ts';
import type { ImportMapping } from '../../core/programme/import-mapping.ts';
import type { Programme } from '../../core/programme/programme.ts';
import { documentOf } from '../programmes/pinned-wave.ts';
import { auditEvent, type Doer } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { Storage, StoredResponse, Wave } from '../storage/storage.ts';
import { rowChecker, type CheckedRow } from './check-row.ts';
import type { ImportProgress, RowProblem } from './import-progress.ts';
import { BrokenCsv, readCsv, type CsvRow } from './read-csv.ts';

export interface ImportWanted {
  readonly programme: Programme;
  readonly mapping: ImportMapping;
  readonly path: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly by: Doer;
}

/** More bad rows than a person will mend one by one. */
const MOST_PROBLEMS = 100;
const BATCH = 500;
/** Rows between two reports of progress. */
const ROWS_PER_REPORT = 500;
/** So long checking keeps the thread that everybody else waits for; rows may be long or short. */
const LONGEST_TURN_MILLISECONDS = 5;

/**
 * Reads a file of past answers in, all of it or nothing: the first pass checks every row, the second stores
 * them in waves that become visible together when the last row is in. What an interrupted import left behind
 * is removed at the next start (`undoInterruptedImports`).
 *
 * @returns the last progress: `done`, or `refused` with the bad rows by line and reason
 */
export async function importResponses(
  deps: Pick<Deps, 'storage' | 'clock' | 'keys'>,
  wanted: ImportWanted,
  report: (progress: ImportProgress) => void = () => {},
  id: string = randomUUID(),
): Promise<ImportProgress> {
  const { mapping, programme } = wanted;
  const form = programme.forms.find((each) => each.name === mapping.form);
  if (!form)
    throw new Problem('fileNotAccepted', { details: [`the mapping asks for a form "${mapping.form}"`] });
  const check = rowChecker(mapping, form, deps.keys);
  let progress: ImportProgress = {
    id,
    fileName: wanted.fileName,
    state: 'checking',
    rowsRead: 0,
    rowsStored: 0,
    problems: [],
    waves: [],
  };
  const advance = (change: Partial<ImportProgress>) => {
    progress = { ...progress, ...change };
    report(progress);
    return progress;
  };

  const checked = await checkAll(wanted, check, (rowsRead) => advance({ rowsRead }));
  if (checked.problems.length > 0) return advance({ state: 'refused', problems: checked.problems });
  const { rowsTotal, waveIds } = checked;
  advance({ rowsRead: rowsTotal, rowsTotal, state: 'storing' });

  const document = documentOf(programme, [{ form: form.name, share: 1 }]);
  await deps.storage.putDocuments([document]);
  const waves = Object.values(mapping.wave.waves)
    .filter((wave) => waveIds.has(wave.id))
    .map((wave): Wave => ({
      id: wave.id,
      programme: programme.name,
      title: wave.title,
      period: wave.period,
      kind: 'imported',
      state: 'importing',
      document: document.hash,
    }));
  const started = {
    id,
    programme: programme.name,
    fileName: wanted.fileName,
    fileHash: wanted.fileHash,
    mappingHash: contentHash(mapping),
    createdAt: deps.clock(),
    createdBy: wanted.by.name,
    state: 'running' as const,
    waves: waves.map((wave) => wave.id),
    rows: 0,
  };
  const { waveExists } = await deps.storage.beginImport(started, waves);
  if (waveExists !== undefined) {
    const reason = await whyTaken(deps.storage, waveExists, programme.name);
    return advance({ state: 'refused', problems: [{ line: 1, reason }] });
  }
  try {
    let rowsStored = 0;
    for await (const batch of responsesOf(wanted, check)) {
      const outcomes = await deps.storage.addImportedResponses(id, batch);
      const failed = outcomes.find((outcome) => outcome !== 'recorded');
      if (failed) throw new Error(`a checked row was not stored: ${failed}`);
      rowsStored += batch.length;
      advance({ rowsStored });
    }
    if (rowsStored !== rowsTotal) throw new Error('the file changed while it was read');
    const event = auditEvent(deps, wanted.by, 'importDone', id, { fileHash: wanted.fileHash, rowsStored });
    await deps.storage.finishImport(id, rowsStored, deps.clock(), event);
  } catch (error) {
    await deps.storage.undoImport(id);
    throw error;
  }
  return advance({ state: 'done', waves: waves.map((wave) => wave.id) });
}

/** What to do where another wave has the name that the mapping gives. */
async function whyTaken(storage: Storage, id: string, programme: string): Promise<string> {
  const wave = await storage.wave(id);
  if (wave?.programme === programme && wave.kind === 'imported')
    return `the wave ${id} exists already; undo its import first`;
  return `another wave has the name "${id}"; give this one another in the mapping, say "${programme}-${id}"`;
}

async function checkAll(
  { path, mapping }: ImportWanted,
  check: (row: CsvRow) => CheckedRow,
  report: (rows: number) => void,
) {
  const problems: RowProblem[] = [];
  const lineOf = new Map<string, number>();
  const waveIds = new Set<string>();
  let rowsTotal = 0;
  const turn = turns();
  try {
    for await (const row of readCsv(path, mapping)) {
      rowsTotal++;
      if (rowsTotal === 1) {
        problems.push(...missingColumns(mapping, new Set(Object.keys(row.cells))));
        if (problems.length > 0) break;
      }
      const { response, reasons } = check(row);
      for (const reason of reasons ?? []) problems.push({ line: row.line, reason });
      if (response) {
        const key = `${response.wave}/${response.id}`;
        const other = lineOf.get(key);
        if (other !== undefined) {
          problems.push({ line: row.line, reason: `has the same response id as line ${other}` });
        }
        lineOf.set(key, row.line);
        waveIds.add(response.wave);
      }
      if (problems.length >= MOST_PROBLEMS) break;
      if (rowsTotal % ROWS_PER_REPORT === 0) report(rowsTotal);
      await turn.pause();
    }
  } catch (error) {
    if (!(error instanceof BrokenCsv)) throw error;
    problems.push({ line: error.line, reason: error.message });
  }
  if (rowsTotal === 0 && problems.length === 0) problems.push({ line: 1, reason: 'the file has no rows' });
  return { problems, rowsTotal, waveIds };
}

const HEADER = 1;

/** Columns the mapping reads and the file does not have: said once, of the header, not of every row. */
function missingColumns(mapping: ImportMapping, header: ReadonlySet<string>): readonly RowProblem[] {
  const { response, wave, mode, language, design, items } = mapping;
  const wanted = [
    ...response,
    ...[wave, mode, language, ...Object.values(items)].map(({ column }) => column),
    ...[design.weight ?? [], design.stratum ?? [], design.primaryUnit ?? []].flat(),
  ];
  return [...new Set(wanted)]
    .filter((column) => !header.has(column))
    .map((column) => ({ line: HEADER, reason: `the file has no column "${column}"` }));
}

async function* responsesOf(
  { path, mapping }: ImportWanted,
  check: (row: CsvRow) => CheckedRow,
): AsyncGenerator<readonly StoredResponse[]> {
  let batch: StoredResponse[] = [];
  const turn = turns();
  for await (const row of readCsv(path, mapping)) {
    await turn.pause();
    const { response } = check(row);
    if (!response) throw new Error('the file changed while it was read');
    batch.push(response);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Lets others have their turn whenever this one has lasted long enough. */
function turns() {
  let began = performance.now();
  return {
    pause(): Promise<void> | undefined {
      if (performance.now() - began < LONGEST_TURN_MILLISECONDS) return undefined;
      return new Promise((resolve) =>
        setImmediate(() => {
          began = performance.now();
          resolve();
        }),
      );
    },
  };
}
