import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import type { Limit, UserStorage } from '../storage.ts';
import { auditWriter } from './audit.ts';
import { unitOfWork } from './unit-of-work.ts';

/** What is counted to limit it. */
export function sqliteCounted(database: Database): Pick<UserStorage, 'tryToCount' | 'uncount'> {
  const bringToNow = database.prepare<[number, string, number]>(
    'UPDATE counted SET at = ? WHERE key = ? AND at > ?',
  );
  const count = database
    .prepare<[string, number], number>('SELECT count(*) FROM counted WHERE key = ? AND at >= ?')
    .pluck();
  const add = database.prepare<[string, number]>('INSERT INTO counted (key, at) VALUES (?, ?)');
  const clear = database.prepare<[string]>('DELETE FROM counted WHERE key = ?');
  const takeBack = database.prepare<[string, number]>(
    `DELETE FROM counted WHERE rowid = (
       SELECT rowid FROM counted WHERE key = ? AND at <= ? ORDER BY at DESC LIMIT 1)`,
  );
  const appendAudit = auditWriter(database);

  return {
    tryToCount: unitOfWork(
      database,
      (limits: readonly Limit[], now: number, since: number, event?: AuditEvent) => {
        for (const { key } of limits) bringToNow.run(now, key, now);
        if (limits.some(({ key, most }) => count.get(key, since)! >= most)) return false;
        for (const { key } of limits) add.run(key, now);
        appendAudit(event);
        return true;
      },
    ),
    uncount: unitOfWork(database, (cleared: readonly string[], takenBack: readonly string[], at: number) => {
      for (const key of cleared) clear.run(key);
      for (const key of takenBack) takeBack.run(key, at);
    }),
  };
}
