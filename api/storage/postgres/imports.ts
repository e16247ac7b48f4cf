import type { ImportStorage, StoredImport } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { appendAudit } from './audit.ts';
import type { Client } from './client.ts';
import type { Connections } from './connection.ts';
import { recordBatch } from './record-responses.ts';
import { table } from './table.ts';
import { lockWaves, waves } from './waves.ts';

export const imports = table(tables.imports);

export function postgresImports(connections: Connections): ImportStorage {
  const { read, unitOfWork, longWork } = connections;
  const find = async (client: Client, condition: string, value: string): Promise<StoredImport[]> => {
    const { rows } = await client.query(
      `SELECT ${imports.columns}, ${waveNames} FROM imports WHERE ${condition} ORDER BY created_at, id`,
      [value],
    );
    return rows.map(importFromRow);
  };
  const forChange = async (client: Client, id: string): Promise<StoredImport | undefined> => {
    await client.query('SELECT 1 FROM imports WHERE id = $1 FOR UPDATE', [id]);
    return (await find(client, 'id = $1', id))[0];
  };

  return {
    beginImport: (started, newWaves) =>
      unitOfWork(async (client) => {
        if (newWaves.map((wave) => wave.id).join() !== started.waves.join()) {
          throw new Error(`Import ${started.id} names the waves ${started.waves.join()} and brings others.`);
        }
        const ids = newWaves.map(({ id }) => id);
        await lockWaves(client, ids);
        const taken = await client.query<{ id: string }>('SELECT id FROM waves WHERE id = ANY ($1)', [ids]);
        const waveExists = ids.find((id) => taken.rows.some((row) => row.id === id));
        if (waveExists !== undefined) return { waveExists };
        await putImport(client, { ...started, state: 'running' });
        for (const wave of newWaves) {
          await client.query(waves.insert, waves.values({ ...wave, kind: 'imported', state: 'importing' }));
        }
        return {};
      }),
    addImportedResponses: (importId, batch) =>
      recordBatch(
        connections,
        batch.map((response) => ({ response })),
        importId,
      ),
    finishImport: (importId, rows, closedAt, event) =>
      unitOfWork(async (client) => {
        const found = await forChange(client, importId);
        if (found?.state !== 'running') throw new Error(`Import ${importId} is not running.`);
        await lockWaves(client, found.waves);
        const change = `UPDATE waves SET state = 'closed', closed_at = $1 WHERE id = ANY ($2)`;
        await client.query(change, [closedAt, found.waves]);
        await client.query(`UPDATE imports SET state = 'done', rows = $1 WHERE id = $2`, [rows, importId]);
        await appendAudit(client, event);
      }),
    undoImport: (importId, event) =>
      longWork(async (client) => {
        const found = await forChange(client, importId);
        if (!found) return 'unknown';
        // Its names may have been given to the waves of a later import.
        if (found.state === 'undone') return 'undone';
        await lockWaves(client, found.waves);
        // The role that answers the network has no right to remove a response; the function removes these only.
        const { rows } = await client.query<{ outcome: 'undone' | 'published' | 'unknown' }>(
          'SELECT undo_import($1) AS outcome',
          [importId],
        );
        const { outcome } = rows[0]!;
        if (outcome === 'undone') await appendAudit(client, event);
        return outcome;
      }),
    imports: (programme) => read((client) => find(client, 'programme = $1', programme)),
    import: (id) => read(async (client) => (await find(client, 'id = $1', id))[0]),
  };
}

/** The waves an import filled, which it names also when they were undone. */
export const waveNames = `
  ARRAY (SELECT wave FROM import_waves WHERE import = imports.id ORDER BY position) AS waves`;

export function importFromRow(row: unknown): StoredImport {
  return { ...imports.fromRow(row), waves: (row as StoredImport).waves };
}

/** Puts an import as it is, inside the caller's transaction. */
export async function putImport(client: Client, added: StoredImport): Promise<void> {
  await client.query(imports.insert, imports.values(added));
  await client.query(
    'INSERT INTO import_waves (import, wave, position) SELECT $1, wave, place - 1 FROM unnest($2::text[]) WITH ORDINALITY AS given (wave, place)',
    [added.id, added.waves],
  );
}
