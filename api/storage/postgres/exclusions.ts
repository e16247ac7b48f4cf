import { type ExclusionStorage, MOST_RELEASES } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { appendAudit } from './audit.ts';
import type { Client } from './client.ts';
import type { Connections } from './connection.ts';
import { table } from './table.ts';
import { lockWaves } from './waves.ts';

export const exclusions = table(tables.exclusions);

export function postgresExclusions({ read, unitOfWork }: Connections): ExclusionStorage {
  return {
    askExclusion: (exclusion, event) =>
      unitOfWork(async (client) => {
        const { wave } = exclusion;
        await lockWaves(client, [wave]);
        if (!(await isOpenToThem(client, wave))) return 'wrongState';
        const ids = JSON.parse(exclusion.responses) as readonly string[];
        const { rows } = await client.query<{ count: number }>(
          'SELECT count(*)::integer AS count FROM responses WHERE wave = $1 AND id = ANY ($2)',
          [wave, ids],
        );
        if (rows[0]!.count !== ids.length) return 'unknown';
        const already = await client.query(
          `SELECT 1 FROM exclusions, jsonb_array_elements_text(exclusions.responses::jsonb) AS excluded (id)
           WHERE wave = $1 AND state <> 'rejected' AND excluded.id = ANY ($2) LIMIT 1`,
          [wave, ids],
        );
        if (already.rowCount !== 0) return 'excludedAlready';
        await client.query(exclusions.insert, exclusions.values(exclusion));
        await appendAudit(client, event);
        return 'asked';
      }),
    decideExclusion: (wave, id, { state, decidedAt, decidedBy }, event) =>
      unitOfWork(async (client) => {
        await lockWaves(client, [wave]);
        if (!(await isOpenToThem(client, wave))) return false;
        const { rowCount } = await client.query(
          `UPDATE exclusions SET state = $3, decided_at = $4, decided_by = $5
           WHERE wave = $1 AND id = $2 AND state = 'asked'`,
          [wave, id, state, decidedAt, decidedBy],
        );
        if (rowCount === 0) return false;
        await appendAudit(client, event);
        return true;
      }),
    exclusions: (wave) =>
      read(async (client) => {
        const { rows } = await client.query(
          `SELECT ${exclusions.columns} FROM exclusions WHERE wave = $1 ORDER BY asked_at, id`,
          [wave],
        );
        return rows.map(exclusions.fromRow);
      }),
  };
}

async function isOpenToThem(client: Client, wave: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM waves WHERE id = $1 AND sealed_digest IS NOT NULL
     AND (SELECT count(*) FROM releases WHERE wave = waves.id) < ${MOST_RELEASES}`,
    [wave],
  );
  return rowCount !== 0;
}
