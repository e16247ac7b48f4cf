import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import type { ImportStorage, RecordOutcome, StoredImport, StoredResponse, Wave } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { auditWriter } from './audit.ts';
import { responseRecorder } from './record-response.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';
import { waves } from './waves.ts';

export const imports = table(tables.imports);

export function sqliteImports(database: Database): ImportStorage {
  const select = `SELECT ${imports.columns} FROM imports`;
  const byId = database.prepare<[string]>(`${select} WHERE id = ?`);
  const ofProgramme = database.prepare<[string]>(`${select} WHERE programme = ? ORDER BY created_at, id`);
  const setState = database.prepare<[string, number, string]>(
    'UPDATE imports SET state = ?, rows = ? WHERE id = ?',
  );
  const waveState = database.prepare<[string], string>('SELECT state FROM waves WHERE id = ?').pluck();
  const insertWave = database.prepare(waves.insert);
  const closeWave = database.prepare<[number, string]>(
    `UPDATE waves SET state = 'closed', closed_at = ? WHERE id = ?`,
  );
  const removals = [
    'DELETE FROM exclusions WHERE wave = ?',
    'DELETE FROM responses WHERE wave = ?',
    'DELETE FROM response_counts WHERE wave = ?',
    'DELETE FROM waves WHERE id = ?',
  ].map((sql) => database.prepare<[string]>(sql));
  const record = responseRecorder(database);
  const appendAudit = auditWriter(database);
  const put = importWriter(database);
  const withWaves = importReader(database);

  function find(id: string): StoredImport | undefined {
    const row = byId.get(id);
    return row === undefined ? undefined : withWaves(imports.fromRow(row));
  }

  return {
    beginImport: unitOfWork(database, (started: StoredImport, newWaves: readonly Wave[]) => {
      if (newWaves.map((wave) => wave.id).join() !== started.waves.join()) {
        throw new Error(`Import ${started.id} names the waves ${started.waves.join()} and brings others.`);
      }
      const taken = newWaves.find((wave) => waveState.get(wave.id) !== undefined);
      if (taken) return { waveExists: taken.id };
      put({ ...started, state: 'running' });
      for (const wave of newWaves) {
        insertWave.run(waves.toRow({ ...wave, kind: 'imported', state: 'importing' }));
      }
      return {};
    }),

    addImportedResponses: unitOfWork(database, (importId: string, batch: readonly StoredResponse[]) => {
      const found = find(importId);
      const filling = new Set(found?.state === 'running' ? found.waves : []);
      const refusal = ({ channel, wave }: StoredResponse): RecordOutcome | undefined => {
        if (channel !== 'imported') return 'invalid';
        return filling.has(wave) ? undefined : 'waveNotOpen';
      };
      return batch.map((response) => record(response, () => refusal(response)));
    }),

    finishImport: unitOfWork(
      database,
      (importId: string, rows: number, closedAt: number, event?: AuditEvent) => {
        const found = find(importId);
        if (found?.state !== 'running') throw new Error(`Import ${importId} is not running.`);
        for (const wave of found.waves) closeWave.run(closedAt, wave);
        setState.run('done', rows, importId);
        appendAudit(event);
      },
    ),

    undoImport: unitOfWork(database, (importId: string, event?: AuditEvent) => {
      const found = find(importId);
      if (!found) return 'unknown';
      // Its names may have been given to the waves of a later import.
      if (found.state === 'undone') return 'undone';
      if (found.waves.some((wave) => waveState.get(wave) === 'published')) return 'published';
      for (const wave of found.waves) for (const removal of removals) removal.run(wave);
      setState.run('undone', found.rows, importId);
      appendAudit(event);
      return 'undone';
    }),

    async imports(programme) {
      return ofProgramme.all(programme).map((row) => withWaves(imports.fromRow(row)));
    },
    async import(id) {
      return find(id);
    },
  };
}

/** Completes a row of `imports` with the waves it filled, which it names also when they were undone. */
export function importReader(database: Database): (found: Omit<StoredImport, 'waves'>) => StoredImport {
  const waveNames = database
    .prepare<[string], string>('SELECT wave FROM import_waves WHERE import = ? ORDER BY position')
    .pluck();
  return (found) => ({ ...found, waves: waveNames.all(found.id) });
}

/** Puts an import as it is, inside the caller's transaction. */
export function importWriter(database: Database): (added: StoredImport) => void {
  const insert = database.prepare(imports.insert);
  const nameWave = database.prepare<[string, string, number]>(
    'INSERT INTO import_waves (import, wave, position) VALUES (?, ?, ?)',
  );
  return (added) => {
    insert.run(imports.toRow(added));
    added.waves.forEach((wave, position) => nameWave.run(added.id, wave, position));
  };
}
