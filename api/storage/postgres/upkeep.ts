import type { Storage } from '../storage.ts';
import type { Connections } from './connection.ts';
import { appliedMigrations } from './migrate.ts';
import { refuseUnsafeServer } from './settings.ts';

type Upkeep = Pick<Storage, 'appliedMigrations' | 'probe' | 'forgetExpired' | 'findDamage'>;

/** Settings that were changed while the server runs are noticed after so long. */
const SETTINGS_MILLISECONDS = 5000;

/** What is done to the database itself, now and then. */
export function postgresUpkeep({ read, unitOfWork, longWork }: Connections): Upkeep {
  let settingsSeenAt = -Infinity;
  return {
    appliedMigrations: () => read(appliedMigrations),
    probe: (node, at) =>
      unitOfWork(async (client) => {
        const text =
          'INSERT INTO node_marks (node, at) VALUES ($1, $2) ON CONFLICT (node) DO UPDATE SET at = excluded.at';
        await client.query(text, [node, at]);
        if (performance.now() - settingsSeenAt < SETTINGS_MILLISECONDS) return;
        await refuseUnsafeServer(client);
        settingsSeenAt = performance.now();
      }),
    forgetExpired: (expired) =>
      unitOfWork(async (client) => {
        const { now, sessionsSeenBefore, sessionsCreatedBefore, sessionsNotAfter, linksExpiredBefore } =
          expired;
        await client.query(
          `DELETE FROM sessions
           WHERE last_seen_at < $1 OR created_at < $2 OR last_seen_at > $3 OR created_at > $3`,
          [sessionsSeenBefore, sessionsCreatedBefore, sessionsNotAfter],
        );
        await client.query('DELETE FROM sign_in_links WHERE expires_at < $1', [linksExpiredBefore]);
        await client.query('DELETE FROM counted WHERE at < $1', [expired.countedBefore]);
        await client.query('DELETE FROM known_places WHERE used_at < $1', [expired.placesUsedBefore]);
        await client.query('DELETE FROM proposals WHERE proposed_at < $1', [expired.proposedBefore]);
        await client.query(
          `UPDATE sessions SET last_seen_at = least(last_seen_at, $1), created_at = least(created_at, $1)
           WHERE last_seen_at > $1 OR created_at > $1`,
          [now],
        );
        await client.query('UPDATE counted SET at = $1 WHERE at > $1', [now]);
      }),
    findDamage: () =>
      longWork(async (client) => {
        const miscounted = await client.query<{ wave: string; stored: number; counted: number }>(`
          SELECT coalesce(stored.wave, counted.wave) AS wave, coalesce(stored.count, 0) AS stored,
            coalesce(counted.count, 0) AS counted
          FROM (SELECT wave, count(*) AS count FROM responses GROUP BY wave) AS stored
          FULL JOIN (SELECT wave, sum(count)::bigint AS count FROM response_counts GROUP BY wave) AS counted
            ON counted.wave = stored.wave
          WHERE stored.count IS DISTINCT FROM counted.count`);
        const homeless = await client.query<{ wave: string }>(
          'SELECT DISTINCT wave FROM responses WHERE NOT EXISTS (SELECT 1 FROM waves WHERE id = responses.wave)',
        );
        const fromElsewhere = await client.query<{ wave: string }>(`
          SELECT DISTINCT wave FROM responses WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())`);
        return [
          ...miscounted.rows.map(
            ({ wave, stored, counted }) => `wave ${wave} holds ${stored} responses and counts ${counted}`,
          ),
          ...homeless.rows.map(({ wave }) => `responses name the wave ${wave}, which is gone`),
          ...fromElsewhere.rows.map(
            ({ wave }) =>
              `responses of wave ${wave} were copied row by row from another server and are not read in their ` +
              'order; restore them from a backup instead',
          ),
        ];
      }),
  };
}
