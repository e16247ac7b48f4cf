import type { ResponseCount, ResponseStorage } from '../storage.ts';
import type { Connections } from './connection.ts';
import { recordBatch, responses } from './record-responses.ts';
import { table } from './table.ts';

const counts = table<ResponseCount>('response_counts', {
  channel: 'text',
  disposition: 'text',
  area: 'text',
  isLate: 'boolean',
  count: 'integer',
});

export function postgresResponses(connections: Connections): ResponseStorage {
  const { read } = connections;
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
    hasResponse: (wave, id) =>
      read(async (client) => {
        const { rows } = await client.query({
          name: 'has-response',
          text: 'SELECT 1 FROM responses WHERE wave = $1 AND id = $2',
          values: [wave, id],
        });
        return rows.length > 0;
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
  };
}

/** Transaction and sequence of the last response seen. */
function fromCursor(cursor: string): readonly [string, string] {
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
