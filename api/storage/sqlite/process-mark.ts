import { mkdirSync, realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { isLocked } from './unit-of-work.ts';
import { lastingDatabase } from './lasting-database.ts';

/**
 * Marks beside a database file by which processes know of each other. A mark is a lock of the operating system on
 * a small file, taken by way of SQLite: it ends with the process, however that ends, so there is no stale mark to
 * recognise, no clock to trust, and no process number that may mean another process in another container.
 *
 * | file        | held by                       | and so                                               |
 * |-------------|-------------------------------|------------------------------------------------------|
 * | `-serving`  | the one process that serves   | another one is refused, and told who it is           |
 * | `-importing`| each command that imports     | what it has not finished is not taken for cut off    |
 */
export interface ProcessMark {
  readonly release: () => void;
}

/** Another process has it; `who` says which. */
export class MarkTaken extends Error {
  readonly who: string;
  constructor(file: string, who: string) {
    super(
      `The database ${file} is in use by ${who}. One process at a time serves a SQLite file; stop that one first, ` +
        'or use PostgreSQL for several.',
    );
    this.who = who;
  }
}

/** Takes the mark of the one that serves; throws `MarkTaken` when another process has it. */
export function markServing(database: string, what: string): ProcessMark {
  const file = trueFile(database);
  const mark = openMark(`${file}-serving`);
  try {
    begin(mark);
    writeName(mark, `${what} (process ${process.pid} on ${hostname()})`);
  } catch (error) {
    const who = isLocked(error) ? holderIn(mark) : undefined;
    mark.close();
    if (who === undefined) throw error;
    throw new MarkTaken(file, who);
  }
  return { release: () => void mark.close() };
}

/** Takes a mark that any number of processes may hold. */
export function markImporting(database: string): ProcessMark {
  const mark = openMark(`${trueFile(database)}-importing`);
  // A read that does not end holds the file against whoever asks for all of it.
  mark.exec('BEGIN');
  mark.prepare('SELECT count(*) FROM holder').get();
  return { release: () => void mark.close() };
}

/** Whether any process holds the mark of `markImporting`. */
export function isMarkedImporting(database: string): boolean {
  const mark = openMark(`${trueFile(database)}-importing`);
  try {
    mark.exec('BEGIN EXCLUSIVE');
    return false;
  } catch (error) {
    if (isLocked(error)) return true;
    throw error;
  } finally {
    mark.close();
  }
}

/** The file itself, by whatever links and folders it is named: one file has one mark. */
function trueFile(database: string): string {
  const file = resolve(database);
  try {
    return realpathSync(file);
  } catch {
    // It is not made yet.
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return join(realpathSync(dirname(file)), basename(file));
  }
}

/** Only what another process does at this very moment is waited for. */
const WAIT_MILLISECONDS = 1000;

function openMark(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const mark = lastingDatabase(file, { timeout: WAIT_MILLISECONDS });
  // A mark that is held may have no holder yet, and need not be made.
  if (!isMade(mark)) mark.exec('CREATE TABLE IF NOT EXISTS holder (who TEXT NOT NULL) STRICT');
  mark.prepare('PRAGMA busy_timeout = 0').get();
  return mark;
}

function isMade(mark: Database.Database): boolean {
  return mark.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'holder'`).get() !== undefined;
}

function begin(mark: Database.Database): void {
  mark.exec('BEGIN IMMEDIATE');
}

/** Others see what is written only after it is committed, and the lock begins anew after that. */
function writeName(mark: Database.Database, who: string): void {
  try {
    mark.prepare('DELETE FROM holder').run();
    mark.prepare('INSERT INTO holder (who) VALUES (?)').run(who);
    mark.exec('COMMIT');
  } catch (error) {
    // On a full disk the lock is held as well, without a name.
    if (!(error instanceof Database.SqliteError && error.code === 'SQLITE_FULL')) throw error;
    if (mark.inTransaction) mark.exec('ROLLBACK');
  }
  begin(mark);
}

function holderIn(mark: Database.Database): string {
  const who = mark.prepare<[], string>('SELECT who FROM holder').pluck().get();
  return who ?? 'another process';
}
