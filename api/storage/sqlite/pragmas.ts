import type { Database } from 'better-sqlite3';

const mebibyte = 1024 * 1024;

/**
 * What an acknowledged answer rests on: a write-ahead log that is synced at every commit (`fullfsync` asks the
 * same of a disk on macOS), keys that are enforced, and removed data that is overwritten.
 */
const durable = {
  journal_mode: 'wal',
  synchronous: 2,
  fullfsync: 1,
  foreign_keys: 1,
  secure_delete: 1,
  trusted_schema: 0,
  journal_size_limit: 64 * mebibyte,
} as const;

/** A database in memory has no log to write ahead; it is for tests, and durable to nobody. */
const inMemory = { ...durable, journal_mode: 'memory' } as const;

/** Sets what the storage rests on, reads it back and throws when the engine did not take it. */
export function setPragmas(database: Database, busyTimeoutMilliseconds: number): void {
  const wanted = {
    ...(database.name === ':memory:' ? inMemory : durable),
    busy_timeout: busyTimeoutMilliseconds,
  };
  const refused = Object.entries(wanted).flatMap(([pragma, value]) => {
    // Not `database.pragma`, whose statements are let go (see `lastingDatabase`).
    const change = database.prepare(`PRAGMA ${pragma} = ${value}`);
    if (change.reader) change.get();
    else change.run();
    const actual = database.prepare(`PRAGMA ${pragma}`).pluck().get();
    return actual === value ? [] : [`${pragma} is ${actual} and must be ${value}`];
  });
  if (refused.length === 0) return;
  throw new Error(
    `The database ${database.name} cannot keep answers safely: ${refused.join(', ')}. ` +
      'Put it on a local disk that this process may write to.',
  );
}
