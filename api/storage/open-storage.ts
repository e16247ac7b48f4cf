import { openPostgresStorage } from './postgres/open-postgres-storage.ts';
import { openSqliteStorage } from './sqlite/open-sqlite-storage.ts';
import type { Storage } from './storage.ts';

export interface StorageOptions {
  /** The built writer thread of SQLite; without it, writing happens on the caller's thread. */
  readonly sqliteWriter?: URL;
}

/** What follows the scheme is the engine's own. */
const engines: Readonly<
  Record<string, (address: string, options: StorageOptions, url: string) => Promise<Storage>>
> = {
  sqlite: openSqlite,
  postgres: openPostgres,
  postgresql: openPostgres,
};

/**
 * Opens the storage a URL names: `sqlite:./data/manyi.db`, `sqlite:/var/lib/manyi/manyi.db`, and
 * `sqlite::memory:` for tests, `postgres://user:password@host/manyi`. Brings its schema up to date.
 */
export async function openStorage(url: string, options: StorageOptions = {}): Promise<Storage> {
  const [, scheme = '', address = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url) ?? [];
  const open = engines[scheme.toLowerCase()];
  if (open) return open(address, options, url);
  const possible = Object.keys(engines).map((name) => `${name}:`);
  // The rest of the URL may hold a password, so it is not repeated.
  throw new Error(
    `There is no storage engine for ${scheme === '' ? 'a URL without a scheme' : `"${scheme}:"`}. ` +
      `The database URL begins with ${possible.join(' or ')}, for example sqlite:./data/manyi.db.`,
  );
}

async function openPostgres(_: string, __: StorageOptions, url: string): Promise<Storage> {
  return openPostgresStorage(url);
}

async function openSqlite(address: string, { sqliteWriter }: StorageOptions): Promise<Storage> {
  if (address === '' || address.startsWith('//')) {
    throw new Error(
      'A SQLite URL is sqlite: and a path: sqlite:./data/manyi.db or sqlite:/var/lib/manyi.db.',
    );
  }
  return openSqliteStorage(address, sqliteWriter ? { writer: sqliteWriter } : {});
}
