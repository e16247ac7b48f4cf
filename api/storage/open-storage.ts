import { openPostgresForReading, openPostgresStorage } from './postgres/open-postgres-storage.ts';
import { openSqliteForReading, openSqliteStorage } from './sqlite/open-sqlite-storage.ts';
import { isMarkedImporting, markImporting, markServing, type ProcessMark } from './sqlite/process-mark.ts';
import type { ReadingStorage, Storage } from './storage.ts';

export interface StorageOptions {
  /** The built writer thread of SQLite; without it, writing happens on the caller's thread. */
  readonly sqliteWriter?: URL;
}

interface Engine {
  readonly open: (address: string, options: StorageOptions) => Promise<Storage>;
  readonly openForReading: (address: string) => Promise<ReadingStorage>;
  /** How processes that share a database know of each other; unset where any number may serve it. */
  readonly marks?: ProcessMarks;
}

interface ProcessMarks {
  readonly serving: (address: string, what: string) => ProcessMark;
  readonly importing: (address: string) => ProcessMark;
  readonly isImporting: (address: string) => boolean;
}

const noMark: ProcessMark = { release: () => undefined };
const isFile = (address: string) => sqlitePath(address) !== ':memory:';

const sqlite: Engine = {
  open: (address, { sqliteWriter }) =>
    openSqliteStorage(sqlitePath(address), sqliteWriter ? { writer: sqliteWriter } : {}),
  openForReading: (address) => openSqliteForReading(sqlitePath(address)),
  marks: {
    serving: (address, what) => (isFile(address) ? markServing(address, what) : noMark),
    importing: (address) => (isFile(address) ? markImporting(address) : noMark),
    isImporting: (address) => isFile(address) && isMarkedImporting(address),
  },
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

/**
 * Says that this process is the one that serves the database a URL names, until it ends or lets go; throws a
 * `MarkTaken` when another one is. `what` is told to whoever comes later.
 */
export function holdServing(url: string, what: string): ProcessMark {
  const { engine, address } = engineOf(url);
  return engine.marks?.serving(address, what) ?? noMark;
}

/** Says that this process imports into the database, so that what it has not finished is not taken for cut off. */
export function holdImporting(url: string): ProcessMark {
  const { engine, address } = engineOf(url);
  return engine.marks?.importing(address) ?? noMark;
}

/** Whether some process holds the above; unknown, and so false, where there are no marks. */
export function isImporting(url: string): boolean {
  const { engine, address } = engineOf(url);
  return engine.marks?.isImporting(address) ?? false;
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
