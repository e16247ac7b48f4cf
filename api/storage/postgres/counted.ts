import type { UserStorage } from '../storage.ts';
import { appendAudit } from './audit.ts';
import type { Connections } from './connection.ts';

/** What is counted to limit it: right across all nodes, because it is kept here. */
export function postgresCounted({ unitOfWork }: Connections): Pick<UserStorage, 'tryToCount' | 'uncount'> {
  return {
    tryToCount: (limits, now, since, event) =>
      unitOfWork(async (client) => {
        // One at a time for each key, in an order that is everybody's.
        for (const key of limits.map((limit) => limit.key).sort()) {
          await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [key]);
        }
        for (const { key, most } of limits) {
          await client.query('UPDATE counted SET at = $2 WHERE key = $1 AND at > $2', [key, now]);
          const text = 'SELECT count(*) AS count FROM counted WHERE key = $1 AND at >= $2';
          const { rows } = await client.query<{ count: number }>(text, [key, since]);
          if (rows[0]!.count >= most) return false;
        }
        await client.query('INSERT INTO counted (key, at) SELECT key, $2 FROM unnest($1::text[]) AS key', [
          limits.map(({ key }) => key),
          now,
        ]);
        await appendAudit(client, event);
        return true;
      }),
    uncount: (cleared, takenBack, at) =>
      unitOfWork(async (client) => {
        await client.query('DELETE FROM counted WHERE key = ANY ($1)', [cleared]);
        for (const key of takenBack) {
          await client.query(
            `DELETE FROM counted WHERE ctid = (
               SELECT ctid FROM counted WHERE key = $1 AND at <= $2 ORDER BY at DESC LIMIT 1 FOR UPDATE SKIP LOCKED)`,
            [key, at],
          );
        }
      }),
  };
}
