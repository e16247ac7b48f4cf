import { resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import { auditKeyOf, setAuditKey } from '../audit-seal.ts';
import type { ReadingStorage, Storage } from '../storage.ts';
import { sqliteArchive, type OpenedConnection } from './archive.ts';
import { openDatabase, openReader } from './open-database.ts';
import { sqliteVerbs } from './verbs.ts';
import { startWriterThread } from './writer/thread.ts';

export interface SqliteOptions {
  /** How long a verb waits for another process to finish writing. */
  readonly busyTimeoutMilliseconds?: number;
  /**
   * The built `writer/worker.ts`: writing then has a thread and a connection of its own, and the caller's
   * thread never waits for the disk. Unset, everything happens on the caller's thread.
   */
  readonly writer?: URL;
}

const BUSY_TIMEOUT_MILLISECONDS = 5000;

/** Opens the database file, making it and its folder where there is none; `:memory:` lives until it is closed. */
export async function openSqliteStorage(path: string, options: SqliteOptions = {}): Promise<Storage> {
  const busyTimeoutMilliseconds = options.busyTimeoutMilliseconds ?? BUSY_TIMEOUT_MILLISECONDS;
  return options.writer && path !== ':memory:'
    ? openWithWriter(resolve(path), options.writer, busyTimeoutMilliseconds)
    : openOnThisThread(path, busyTimeoutMilliseconds);
}

/** A connection of its own to a database that is open elsewhere. */
export async function openSqliteForReading(path: string): Promise<ReadingStorage> {
  const file = resolve(path);
  const reader = openReader(file, BUSY_TIMEOUT_MILLISECONDS);
  return {
    ...sqliteVerbs(reader),
    ...sqliteArchive(furtherConnections(file, BUSY_TIMEOUT_MILLISECONDS)),
    async close() {
      reader.close();
    },
  };
}

async function openWithWriter(file: string, script: URL, timeout: number): Promise<Storage> {
  const writer = await startWriterThread(script, { file, busyTimeoutMilliseconds: timeout });
  const reader = openReader(file, timeout);
  const verbs = { ...sqliteVerbs(reader), ...writer.verbs };
  return {
    engine: 'sqlite',
    ...verbs,
    ...sqliteArchive(furtherConnections(file, timeout, reader)),
    async useAuditKey(key) {
      // Of the thread that writes, and of this one, which restores.
      setAuditKey(reader, key);
      await verbs.useAuditKey(key);
    },
    async close() {
      reader.close();
      await writer.close();
    },
  };
}

function openOnThisThread(path: string, timeout: number): Storage {
  const database = openDatabase(path, timeout);
  const hasOneConnection = path === ':memory:';
  const ownConnection = () => ({ database, release: () => undefined });
  return {
    engine: 'sqlite',
    ...sqliteVerbs(database),
    ...sqliteArchive(hasOneConnection ? ownConnection : furtherConnections(path, timeout, database)),
    async close() {
      database.close();
    },
  };
}

/** Long work has a connection of its own, so that it neither waits for the short nor holds it up. */
function furtherConnections(file: string, timeout: number, first?: Database) {
  return (mode: 'read' | 'write'): OpenedConnection => {
    const database = mode === 'read' ? openReader(file, timeout) : openDatabase(file, timeout);
    if (first) setAuditKey(database, auditKeyOf(first));
    return { database, release: () => database.close() };
  };
}
