import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { lastingDatabase } from './lasting-database.ts';
import type { Storage } from '../storage.ts';
import { sqliteDocuments } from './documents.ts';
import { sqliteImports } from './imports.ts';
import { sqliteInvitations } from './invitations.ts';
import { appliedMigrations, migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { setPragmas } from './pragmas.ts';
import { sqliteReleases } from './releases.ts';
import { sqliteResponses } from './responses.ts';
import { sqliteSignIn } from './sign-in.ts';
import { isLocked, lockedError } from './unit-of-work.ts';
import { sqliteUsers } from './users.ts';
import { sqliteWaves } from './waves.ts';

export interface SqliteOptions {
  /** How long a verb waits for another process to finish writing; this process stands still meanwhile. */
  readonly busyTimeoutMilliseconds?: number;
}

/** Opens the database file, making it and its folder where there is none; `:memory:` lives until it is closed. */
export async function openSqliteStorage(path: string, options: SqliteOptions = {}): Promise<Storage> {
  const database = openDatabase(path, options.busyTimeoutMilliseconds ?? 5000);
  return {
    engine: 'sqlite',
    ...sqliteDocuments(database),
    ...sqliteWaves(database),
    ...sqliteResponses(database),
    ...sqliteInvitations(database),
    ...sqliteImports(database),
    ...sqliteReleases(database),
    ...sqliteUsers(database),
    ...sqliteSignIn(database),
    async appliedMigrations() {
      return appliedMigrations(database);
    },
    async close() {
      database.close();
    },
  };
}

function openDatabase(path: string, busyTimeoutMilliseconds: number): Database.Database {
  const file = path === ':memory:' ? path : resolve(path);
  const database = openFile(file, busyTimeoutMilliseconds);
  try {
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

function openFile(file: string, timeout: number): Database.Database {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    return lastingDatabase(file, { timeout });
  } catch (error) {
    throw unopenedError(file, error);
  }
}

function unopenedError(file: string, cause: unknown) {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`The database ${file} cannot be opened: ${reason}.`, { cause });
}
