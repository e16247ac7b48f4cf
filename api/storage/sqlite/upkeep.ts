import type { Database } from 'better-sqlite3';
import type { Storage } from '../storage.ts';
import { isLocked, storageErrorOf, unitOfWork } from './unit-of-work.ts';

type Upkeep = Pick<Storage, 'probe' | 'forgetExpired' | 'findDamage'>;

/** What is done to the database itself, now and then. */
export function sqliteUpkeep(database: Database): Upkeep {
  const mark = database.prepare<[string, number]>(
    'INSERT INTO node_marks (node, at) VALUES (?, ?) ON CONFLICT (node) DO UPDATE SET at = excluded.at',
  );
  const forgetSessions = database.prepare<[number, number, number, number]>(
    'DELETE FROM sessions WHERE last_seen_at < ? OR created_at < ? OR last_seen_at > ? OR created_at > ?',
  );
  const forgetLinks = database.prepare<[number]>('DELETE FROM sign_in_links WHERE expires_at < ?');
  const forgetCounted = database.prepare<[number]>('DELETE FROM counted WHERE at < ?');
  const forgetPlaces = database.prepare<[number]>('DELETE FROM known_places WHERE used_at < ?');
  const forgetProposals = database.prepare<[number]>('DELETE FROM proposals WHERE proposed_at < ?');
  const bringToNow = database.prepare<[number, number, number, number]>(
    `UPDATE sessions SET last_seen_at = min(last_seen_at, ?), created_at = min(created_at, ?)
     WHERE last_seen_at > ? OR created_at > ?`,
  );
  const bringCountedToNow = database.prepare<[number, number]>('UPDATE counted SET at = ? WHERE at > ?');
  const forget = unitOfWork(database, (expired: Parameters<Storage['forgetExpired']>[0]) => {
    const { now, sessionsNotAfter } = expired;
    forgetSessions.run(
      expired.sessionsSeenBefore,
      expired.sessionsCreatedBefore,
      sessionsNotAfter,
      sessionsNotAfter,
    );
    forgetLinks.run(expired.linksExpiredBefore);
    forgetCounted.run(expired.countedBefore);
    forgetPlaces.run(expired.placesUsedBefore);
    forgetProposals.run(expired.proposedBefore);
    bringToNow.run(now, now, now, now);
    bringCountedToNow.run(now, now);
  });
  const timeout = database.prepare<[], number>('PRAGMA busy_timeout').pluck();
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)');

  /**
   * Frames of the write-ahead log stay in its file after they were taken over, and tell which invitation was used
   * in which transaction. Where somebody reads at this moment it is left to the next time: nobody waits for it.
   */
  function emptyLog(): void {
    if (database.memory) return;
    const milliseconds = timeout.get()!;
    database.exec('PRAGMA busy_timeout = 0');
    try {
      checkpoint.get();
    } catch (error) {
      if (!isLocked(error)) throw storageErrorOf(database.name, error);
    } finally {
      database.exec(`PRAGMA busy_timeout = ${milliseconds}`);
    }
  }
  const checks: readonly { sentence: (found: Record<string, unknown>) => string; sql: string }[] = [
    { sql: 'PRAGMA integrity_check', sentence: (found) => `integrity: ${String(found['integrity_check'])}` },
    {
      sql: 'PRAGMA foreign_key_check',
      sentence: (found) =>
        `${String(found['table'])} refers to a row of ${String(found['parent'])} that is gone`,
    },
    {
      sql: `SELECT wave, count(*) AS stored, coalesce((
              SELECT sum(count) FROM response_counts WHERE response_counts.wave = responses.wave), 0) AS counted
            FROM responses GROUP BY wave HAVING stored <> counted`,
      sentence: (found) =>
        `wave ${String(found['wave'])} holds ${String(found['stored'])} responses and counts ${String(found['counted'])}`,
    },
  ];
  const statements = checks.map(({ sql, sentence }) => ({ statement: database.prepare(sql), sentence }));

  return {
    probe: unitOfWork(database, (node: string, at: number) => {
      mark.run(node, at);
    }),
    async forgetExpired(expired) {
      await forget(expired);
      emptyLog();
    },
    async findDamage() {
      return statements.flatMap(({ statement, sentence }) =>
        statement
          .all()
          .map((found) => sentence(found as Record<string, unknown>))
          .filter((found) => found !== 'integrity: ok'),
      );
    },
  };
}
