import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { lastingDatabase } from './lasting-database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { narrowToOwner } from './owner-only.ts';
import { setPragmas } from './pragmas.ts';
import { isLocked, lockedError } from './unit-of-work.ts';

/** A connection that may write, on a file that is made where there is none, with its schema up to date. */
export function openDatabase(path: string, busyTimeoutMilliseconds: number): Database.Database {
  const file = path === ':memory:' ? path : resolve(path);
  const database = openFile(file, busyTimeoutMilliseconds);
  try {
    if (file !== ':memory:') narrowToOwner(file);
    setPragmas(database, busyTimeoutMilliseconds);
    migrate(database, migrations);
    return database;
  } catch (error) {
    database.close();
    if (isLocked(error)) throw lockedError(file, error);
    if (error instanceof Database.SqliteError) throw unopenedError(file, error);
    throw error;
  }
}

/** A further connection that cannot write. */
export function openReader(path: string, busyTimeoutMilliseconds: number): Database.Database {
  return lastingDatabase(resolve(path), { readonly: true, timeout: busyTimeoutMilliseconds });
}

function openFile(file: string, timeout: number): Database.Database {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return lastingDatabase(file, { timeout });
  } catch (error) {
    throw unopenedError(file, error);
  }
}

function unopenedError(file: string, cause: unknown) {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`The database ${file} cannot be opened: ${reason}.`, { cause });
}
