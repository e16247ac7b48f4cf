import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setPragmas } from './pragmas.ts';
import { lastingDatabase } from './lasting-database.ts';

describe('setPragmas', () => {
  let directory: string;
  const opened: Database[] = [];
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'manyi-storage-'));
  });
  afterEach(async () => {
    for (const database of opened.splice(0)) database.close();
    await rm(directory, { recursive: true });
  });
  const open = (name: string) => {
    const database = lastingDatabase(name);
    opened.push(database);
    return database;
  };

  it('has every commit synced to a write-ahead log, keys enforced and locks waited for', () => {
    const database = open(join(directory, 'manyi.db'));
    database.pragma('synchronous = OFF');
    database.pragma('foreign_keys = OFF');
    setPragmas(database, 1234);
    const taken = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map((pragma) =>
      database.pragma(pragma, { simple: true }),
    );
    expect(taken).toEqual(['wal', 2, 1, 1234]);
    expect(database.pragma('journal_size_limit', { simple: true })).toBe(64 * 1024 * 1024);
  });

  it('refuses a database that cannot have a write-ahead log', () => {
    // A name left empty gives a temporary database, which SQLite keeps with a rollback journal.
    expect(() => setPragmas(open(''), 1000)).toThrow(
      /cannot keep answers safely: journal_mode is delete and must be wal/,
    );
  });

  it('lets a database in memory do without one', () => {
    const database = open(':memory:');
    setPragmas(database, 1000);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});
