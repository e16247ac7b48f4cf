import type { ResponseStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { withoutSome } from '../without-some.ts';
import { appendAudit } from './audit.ts';
import type { Connections } from './connection.ts';
import { recordBatch, responses } from './record-responses.ts';
import { table } from './table.ts';

const counts = table(tables.responseCounts);

export function postgresResponses(connections: Connections): ResponseStorage {
  const { read, unitOfWork } = connections;
  return {
    recordResponses: (batch) => recordBatch(connections, batch),
    responsesAfter: (wave, cursor, limit) =>
      read(async (client) => {
        const [transaction, sequence] = fromCursor(cursor);
        const { rows } = await client.query<{ cursor: string }>({
          name: 'responses-after',
          text: `
            SELECT transaction_id::text || '/' || sequence AS cursor, ${responses.columns} FROM responses
            WHERE wave = $1 AND (transaction_id, sequence) > ($2::xid8, $3::bigint)
              AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY transaction_id, sequence LIMIT $4`,
          values: [wave, transaction, sequence, toPageSize(limit)],
        });
        return { responses: rows.map(responses.fromRow), cursor: rows.at(-1)?.cursor ?? cursor };
      }),
    responsesByIds: (wave, ids) =>
      read(async (client) => {
        const { rows } = await client.query(
          `SELECT ${responses.columns} FROM responses WHERE wave = $1 AND id = ANY ($2) ORDER BY id`,
          [wave, ids],
        );
        return rows.map(responses.fromRow);
      }),
    hasResponse: (wave, ids, key) =>
      read(async (client) => {
        const { rows } = await client.query({
          name: 'has-response',
          text: `SELECT 1 FROM responses WHERE wave = $1 AND id = ANY ($2)
            UNION ALL SELECT 1 FROM held_responses WHERE wave = $1 AND key = $3`,
          values: [wave, ids, key],
        });
        return rows.length > 0;
      }),
    responsesWithoutRecordHash: (limit) =>
      read(async (client) => {
        const { rows } = await client.query(
          `SELECT ${responses.columns} FROM responses WHERE record_hash IS NULL LIMIT $1`,
          [toPageSize(limit)],
        );
        return rows.map(responses.fromRow);
      }),
    addRecordHashes: (hashed, event) =>
      unitOfWork(async (client) => {
        if (hashed.length > 0) {
          await client.query(
            `UPDATE responses SET record_hash = given.record_hash
             FROM unnest($1::text[], $2::text[], $3::text[]) AS given (wave, id, record_hash)
             WHERE responses.wave = given.wave AND responses.id = given.id AND responses.record_hash IS NULL`,
            [
              hashed.map(({ wave }) => wave),
              hashed.map(({ id }) => id),
              hashed.map(({ recordHash }) => recordHash),
            ],
          );
          return;
        }
        await client.query('UPDATE known_keys SET has_all_hashes = true');
        await appendAudit(client, event);
      }),
    hasAllRecordHashes: () =>
      read(async (client) => {
        const { rows } = await client.query<{ hasAll: boolean }>(
          'SELECT has_all_hashes AS "hasAll" FROM known_keys',
        );
        return rows[0]?.hasAll ?? false;
      }),
    countResponses: (wave) =>
      read(async (client) => {
        const { rows } = await client.query({
          name: 'count-responses',
          text: `
            SELECT channel, disposition, nullif(area, '') AS area, is_late AS "isLate", sum(count)::bigint AS count
            FROM response_counts WHERE wave = $1
            GROUP BY channel, disposition, response_counts.area, is_late
            ORDER BY channel, disposition, response_counts.area, is_late`,
          values: [wave],
        });
        return rows.map(counts.fromRow);
      }),
    countResponsesInGroups: (wave, least) =>
      read(async (client) => {
        // Counted and looked for as of one moment: what is behind the last whole group is taken from what is counted.
        // So is what an older transaction, still under way, could be stored in front of.
        const { rows } = await client.query<{ counted: object[]; behind: number; newest: Newest[] }>({
          name: 'count-responses-in-groups',
          text: `
            WITH counted AS MATERIALIZED (
              SELECT channel, disposition, nullif(area, '') AS area, is_late AS "isLate", sum(count)::bigint AS count
              FROM response_counts WHERE wave = $1
              GROUP BY channel, disposition, response_counts.area, is_late
              ORDER BY channel, disposition, response_counts.area, is_late
            ),
            unsettled AS (
              SELECT count(*) AS count FROM responses WHERE wave = $1 AND channel = 'open'
                AND transaction_id >= pg_snapshot_xmin(pg_current_snapshot())
            ),
            rest AS (
              SELECT (unsettled.count + (coalesce(sum(counted.count), 0) - unsettled.count) % $2::bigint)::bigint AS behind
              FROM unsettled LEFT JOIN counted ON channel = 'open' GROUP BY unsettled.count
            ),
            newest AS (
              SELECT channel, disposition, area, is_late AS "isLate", 1 AS count,
                transaction_id::text || '/' || sequence AS cursor
              FROM responses WHERE wave = $1 AND channel = 'open'
              ORDER BY transaction_id DESC, sequence DESC LIMIT (SELECT behind + 1 FROM rest)
            )
            SELECT coalesce((SELECT json_agg(counted) FROM counted), '[]') AS counted, behind,
              coalesce((SELECT json_agg(newest) FROM newest), '[]') AS newest
            FROM rest`,
          values: [wave, least],
        });
        const { counted, behind, newest } = rows[0]!;
        return {
          counts: withoutSome(counted.map(counts.fromRow), newest.slice(0, behind).map(counts.fromRow)),
          openUntil: newest[behind]?.cursor ?? '0/0',
        };
      }),
  };
}

type Newest = object & { readonly cursor: string };

/** Transaction and sequence of the last response seen. */
export function fromCursor(cursor: string): readonly [string, string] {
  if (cursor === '') return ['0', '0'];
  const [, transaction, sequence] = /^(\d+)\/(\d+)$/.exec(cursor) ?? [];
  if (transaction === undefined || sequence === undefined) {
    throw new Error(`"${cursor}" is not a cursor that responsesAfter gave.`);
  }
  return [transaction, sequence];
}

function toPageSize(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new Error(`A page cannot hold ${limit} responses.`);
  return limit;
}
