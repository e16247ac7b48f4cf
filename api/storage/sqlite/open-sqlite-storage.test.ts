import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtScript } from '../../built-script.ts';
import { aResponse, allResponses, openWave } from '../contract/samples.ts';
import { migrations } from './migrations/migrations.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';
import { lastingDatabase } from './lasting-database.ts';

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manyi-storage-'));
  file = join(directory, 'manyi.db');
});
afterEach(() => rm(directory, { recursive: true }));

/** Does something to the database file behind the storage's back. */
function withDatabase<Result>(use: (database: Database) => Result): Result {
  const database = lastingDatabase(file);
  try {
    return use(database);
  } finally {
    database.close();
  }
}

describe('opening a SQLite storage', () => {
  it('leaves a write-ahead log behind, whatever the file was before', async () => {
    withDatabase((database) => database.pragma('journal_mode = DELETE'));
    await (await openSqliteStorage(file)).close();
    expect(withDatabase((database) => database.pragma('journal_mode', { simple: true }))).toBe('wal');
  });

  it('applies the migrations once and in order', async () => {
    const names = migrations.map((migration) => migration.name);
    for (let start = 1; start <= 3; start += 1) {
      const storage = await openSqliteStorage(file);
      expect(await storage.appliedMigrations()).toEqual(names);
      await storage.close();
    }
  });

  it('refuses a database with a migration it does not know, and leaves it as it is', async () => {
    await (await openSqliteStorage(file)).close();
    withDatabase((database) =>
      database.exec(`INSERT INTO schema_migrations (position, name) VALUES (99, '0099-quotas')`),
    );
    await expect(openSqliteStorage(file)).rejects.toThrow(/made by a newer version.*0099-quotas/);
    withDatabase((database) => database.exec('DELETE FROM schema_migrations WHERE position = 99'));
    await (await openSqliteStorage(file)).close();
  });

  it.each([
    ['here', {}],
    ['in a thread of its own', { writer: builtScript('sqlite-writer') }],
  ])('refuses a database of another application, writing %s, and holds nothing of it', async (_, options) => {
    withDatabase((database) => database.exec('CREATE TABLE notes (text)'));
    await expect(openSqliteStorage(file, options)).rejects.toThrow(
      /belongs to another application: it holds notes/,
    );
    withDatabase((database) => database.exec('DROP TABLE notes'));
    const storage = await openSqliteStorage(file, options);
    await openWave(storage);
    expect(await storage.recordResponses([{ response: aResponse() }])).toEqual(['recorded']);
    await storage.close();
  });

  it.each(['this is no database', 'SQLite format 3\0 and then nothing'])(
    'refuses a file that is no database: %j',
    async (content) => {
      await writeFile(file, content.padEnd(4096, '.'));
      await expect(openSqliteStorage(file)).rejects.toThrow(`The database ${file} cannot be opened`);
    },
  );

  it('says which file cannot be opened', async () => {
    await expect(openSqliteStorage(directory)).rejects.toThrow(`The database ${directory} cannot be opened`);
  });
});

describe('two storages on one file', () => {
  it('see what the other stored, and keep exactly one of the same response', async () => {
    const [one, other] = [await openSqliteStorage(file), await openSqliteStorage(file)];
    await openWave(one);
    const batch = [{ response: aResponse() }];
    const outcomes = await Promise.all([one, other, one, other].map((each) => each.recordResponses(batch)));
    expect(outcomes.flat().filter((outcome) => outcome === 'recorded')).toHaveLength(1);
    expect(await allResponses(other)).toEqual([aResponse()]);
    await one.close();
    await other.close();
  });
});

describe('a database another process is writing to', () => {
  /** Starts a process that holds the write lock until it is ended. */
  async function holdWriteLock(heldMilliseconds: number) {
    const script = `
      const database = new (require('better-sqlite3'))(${JSON.stringify(file)});
      database.exec('BEGIN IMMEDIATE');
      process.stdout.write('locked');
      setTimeout(() => database.exec('COMMIT'), ${heldMilliseconds});`;
    const holder = spawn(process.execPath, ['--input-type=commonjs', '--eval', script], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(holder, 'exit');
    await once(holder.stdout, 'data');
    return async () => {
      holder.kill();
      await ended;
    };
  }

  it('is waited for', async () => {
    const storage = await openSqliteStorage(file);
    await openWave(storage);
    const release = await holdWriteLock(300);
    expect(await storage.recordResponses([{ response: aResponse() }])).toEqual(['recorded']);
    await release();
    await storage.close();
  });

  it('gives a clear error after the wait, stores nothing, and takes the answer later', async () => {
    const storage = await openSqliteStorage(file, { busyTimeoutMilliseconds: 50 });
    await openWave(storage);
    const release = await holdWriteLock(60_000);
    const message = `The database ${file} is locked by another process`;
    await expect(storage.recordResponses([{ response: aResponse() }])).rejects.toThrow(message);
    await expect(openSqliteStorage(file, { busyTimeoutMilliseconds: 50 })).rejects.toThrow(message);
    expect(await allResponses(storage)).toEqual([]);
    await release();
    expect(await storage.recordResponses([{ response: aResponse() }])).toEqual(['recorded']);
    await storage.close();
  });
});
