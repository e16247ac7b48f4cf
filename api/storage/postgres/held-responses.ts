import type { HeldOfBatch, HoldingStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import type { Connections } from './connection.ts';
import { responses } from './record-responses.ts';
import { table } from './table.ts';

export const heldResponses = table(tables.heldResponses);

/** Of a stratum. */
const TOLD_AT_ONCE = 500;

export function postgresHeldResponses({ read, unitOfWork }: Connections): HoldingStorage {
  return {
    countHeld: (wave) =>
      read(async (client) => {
        const { rows } = await client.query<HeldOfBatch>({
          name: 'count-held',
          text: `SELECT batch, count(*) AS held, count(told) AS told FROM held_responses WHERE wave = $1
            GROUP BY batch ORDER BY batch`,
          values: [wave],
        });
        return rows;
      }),
    heldOf: (wave, batches, after, limit) =>
      read(async (client) => {
        const { rows } = await client.query(
          `SELECT ${heldResponses.columns} FROM held_responses WHERE wave = $1 AND batch = ANY ($2) AND key > $3 ORDER BY key LIMIT $4`,
          [wave, batches, after, limit],
        );
        return rows.map(heldResponses.fromRow);
      }),
    toldAfter: (wave, place, limit) =>
      read(async (client) => {
        const { rows } = await client.query(
          `SELECT ${heldResponses.columns} FROM held_responses
           WHERE wave = $1 AND (told, key) > ($2::bigint, $3::text) ORDER BY told, key LIMIT $4`,
          [wave, place.told, place.key, limit],
        );
        return rows.map(heldResponses.fromRow);
      }),
    tellHeld: (wave, least) =>
      unitOfWork(async (client) => {
        // One after another: two at once would each tell of what came while the other waited.
        await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('told ' || $1, 0))`, [wave]);
        const { rowCount } = await client.query(
          `WITH untold AS (
             SELECT held.key, row_number() OVER of_stratum AS place, count(*) OVER (PARTITION BY stratum) AS those
             FROM held_responses AS held JOIN invitation_batches AS batches
               ON batches.wave = held.wave AND batches.id = held.batch
             WHERE held.wave = $1 AND held.told IS NULL
             WINDOW of_stratum AS (PARTITION BY stratum ORDER BY held.key)
           )
           UPDATE held_responses SET told = (
             SELECT coalesce(max(told), 0) + 1 FROM held_responses WHERE wave = $1)
           WHERE wave = $1 AND told IS NULL AND key IN (
             SELECT key FROM untold WHERE those >= $2 AND place <= greatest($2, ${TOLD_AT_ONCE}))`,
          [wave, least],
        );
        return rowCount ?? 0;
      }),
    moveHeld: (wave, keys, moved) =>
      unitOfWork(async (client) => {
        const values = [wave, keys, ...responses.arrays(moved)];
        const { rows } = await client.query<{ moved: boolean }>(
          `SELECT move_held(${values.map((_, index) => `$${index + 1}`).join(', ')}) AS moved`,
          values,
        );
        return rows[0]!.moved ? 'moved' : 'gone';
      }),
  };
}
