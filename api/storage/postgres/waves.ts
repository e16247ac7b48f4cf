import type { WaveSealing, WaveStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { appendAudit } from './audit.ts';
import type { Client } from './client.ts';
import type { Connections } from './connection.ts';
import { table } from './table.ts';

export const waves = table(tables.waves);

export function postgresWaves({ read, unitOfWork }: Connections): WaveStorage & WaveSealing {
  return {
    createWave: (wave, event) =>
      unitOfWork(async (client) => {
        await lockWaves(client, [wave.id]);
        const { rowCount } = await client.query(
          `${waves.insert} ON CONFLICT (id) DO NOTHING`,
          waves.values(wave),
        );
        if (rowCount === 0) return 'exists';
        await appendAudit(client, event);
        return 'created';
      }),
    wave: (id) =>
      read(async (client) => {
        const { rows } = await client.query(`SELECT ${waves.columns} FROM waves WHERE id = $1`, [id]);
        return rows[0] === undefined ? undefined : waves.fromRow(rows[0]);
      }),
    waves: (programme) =>
      read(async (client) => {
        const { rows } = await client.query(
          `SELECT ${waves.columns} FROM waves WHERE $1::text IS NULL OR programme = $1 ORDER BY programme, period, id`,
          [programme ?? null],
        );
        return rows.map(waves.fromRow);
      }),
    changeOpenLink: (id, { openLink, openPerMinute, openInAll }, event) =>
      unitOfWork(async (client) => {
        const { rowCount } = await client.query(
          `UPDATE waves SET open_link = $2, open_per_minute = $3, open_in_all = $4
           WHERE id = $1 AND kind = 'survey' AND state <> 'published'`,
          [id, openLink, openPerMinute, openInAll ?? null],
        );
        if (rowCount === 0) return false;
        await appendAudit(client, event);
        return true;
      }),
    sealWave: (id, at, event) =>
      unitOfWork(async (client) => {
        await lockWaves(client, [id]);
        const { rowCount } = await client.query(
          `UPDATE waves SET sealed_at = $2 WHERE id = $1 AND state IN ('closed', 'published') AND sealed_at IS NULL`,
          [id, at],
        );
        if (rowCount === 0) return false;
        await appendAudit(client, event);
        return true;
      }),
    noteSealed: (id, { responses, digest }, event) =>
      unitOfWork(async (client) => {
        await lockWaves(client, [id]);
        const { rowCount } = await client.query(
          `UPDATE waves SET sealed_responses = $2, sealed_digest = $3
           WHERE id = $1 AND sealed_at IS NOT NULL AND sealed_digest IS NULL`,
          [id, responses, digest],
        );
        if (rowCount === 0) return false;
        await appendAudit(client, event);
        return true;
      }),
    moveWave: (id, from, change, event) =>
      unitOfWork(async (client) => {
        await lockWaves(client, [id]);
        const { rowCount } = await client.query(
          `UPDATE waves SET state = $3, document = coalesce($4, document), opened_at = coalesce($5, opened_at),
             closed_at = coalesce($6, closed_at)
           WHERE id = $1 AND state = ANY ($2) AND sealed_at IS NULL`,
          [id, from, change.state, change.document ?? null, change.openedAt ?? null, change.closedAt ?? null],
        );
        if (rowCount === 0) return false;
        await appendAudit(client, event);
        return true;
      }),
  };
}

/** Waits for the responses of the waves that are being stored; those that come later see what became of them. */
export async function lockWaves(client: Client, ids: readonly string[]): Promise<void> {
  // One after the other and always in the same order, so that no two wait for each other.
  for (const id of [...ids].sort()) {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [id]);
  }
}
