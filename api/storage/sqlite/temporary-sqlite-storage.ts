import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenedStorage } from '../contract/subject.ts';
import { openSqliteStorage, type SqliteOptions } from './open-sqlite-storage.ts';

/** An empty SQLite storage in a directory of its own, for tests. */
export async function temporarySqliteStorage(
  options: SqliteOptions = {},
): Promise<OpenedStorage & { readonly file: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'manyi-storage-'));
  const file = join(directory, 'manyi.db');
  let storage = await openSqliteStorage(file, options);
  return {
    file,
    storage,
    async reopen() {
      await storage.close();
      storage = await openSqliteStorage(file, options);
      return storage;
    },
    async close() {
      await storage.close();
      await rm(directory, { recursive: true });
    },
  };
}
