import { openPostgresForReading, openPostgresStorage } from './postgres/open-postgres-storage.ts';
import { openSqliteForReading, openSqliteStorage } from './sqlite/open-sqlite-storage.ts';
import type { ReadingStorage, Storage } from './storage.ts';

export interface StorageOptions {
  /** The built writer thread of SQLite; without it, writing happens on the caller's thread. */
  readonly sqliteWriter?: URL;
}

interface Engine {
  readonly open: (address: string, options: StorageOptions) => Promise<Storage>;
  readonly openForReading: (address: string) => Promise<ReadingStorage>;
}

const sqlite: Engine = {
  open: (address, { sqliteWriter }) =>
    openSqliteStorage(sqlitePath(address), sqliteWriter ? { writer: sqliteWriter } : {}),
  openForReading: (address) => openSqliteForReading(sqlitePath(address)),
};
const postgres = (scheme: string): Engine => ({
  open: (address) => openPostgresStorage(`${scheme}:${address}`),
  openForReading: (address) => openPostgresForReading(`${scheme}:${address}`),
});

/** By scheme; what follows it is the engine's own. */
const engines: Readonly<Record<string, Engine>> = {
  sqlite,
  postgres: postgres('postgres'),
  postgresql: postgres('postgresql'),
};

/**
 * Opens the storage a URL names: `sqlite:./data/manyi.db`, `sqlite:/var/lib/manyi/manyi.db`, and
 * `sqlite::memory:` for tests, `postgres://user:password@host/manyi`. Brings its schema up to date.
 */
export async function openStorage(url: string, options: StorageOptions = {}): Promise<Storage> {
  const { engine, address } = engineOf(url);
  return engine.open(address, options);
}

/** Another way into a storage that is open and up to date, for a thread that only reads. */
export async function openForReading(url: string): Promise<ReadingStorage> {
  const { engine, address } = engineOf(url);
  return engine.openForReading(address);
}

function engineOf(url: string): { readonly engine: Engine; readonly address: string } {
  const [, scheme = '', address = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url) ?? [];
  const engine = engines[scheme.toLowerCase()];
  if (engine) return { engine, address };
  const possible = Object.keys(engines).map((name) => `${name}:`);
  // The rest of the URL may hold a password, so it is not repeated.
  throw new Error(
    `There is no storage engine for ${scheme === '' ? 'a URL without a scheme' : `"${scheme}:"`}. ` +
      `The database URL begins with ${possible.join(' or ')}, for example sqlite:./data/manyi.db.`,
  );
}

function sqlitePath(address: string): string {
  if (address === '' || address.startsWith('//')) {
    throw new Error(
      'A SQLite URL is sqlite: and a path: sqlite:./data/manyi.db or sqlite:/var/lib/manyi.db.',
    );
  }
  return address;
}
