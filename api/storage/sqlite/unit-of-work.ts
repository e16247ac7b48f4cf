import Database from 'better-sqlite3';
import { StorageError } from '../storage.ts';

/**
 * Makes a verb of a function that reads and writes: one transaction, on disk before the promise resolves. It
 * takes the write lock at its beginning, so what the function reads is still true when it writes.
 */
export function unitOfWork<Given extends unknown[], Result>(
  database: Database.Database,
  work: (...given: Given) => Result,
): (...given: Given) => Promise<Result> {
  const transaction = database.transaction(work).immediate;
  return async (...given) => {
    try {
      return transaction(...given);
    } catch (error) {
      throw storageErrorOf(database.name, error);
    }
  };
}

/** What an error of the engine means for the caller; errors that are none of the engine's stay as they are. */
export function storageErrorOf(file: string, error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { code } = error;
  if (code.startsWith('SQLITE_BUSY')) return lockedError(file, error);
  // The index of the log cannot grow where the disk has no room, which SQLite reports as an I/O error.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') {
    return new StorageError('full', `The disk of ${file} is full. Nothing was stored; make room.`, {
      cause: error,
    });
  }
  if (/^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY)/.test(code)) {
    return new StorageError('broken', `The database ${file} can no longer be trusted: ${error.message}.`, {
      cause: error,
    });
  }
  return error;
}

export function isLocked(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

export function lockedError(file: string, cause: unknown) {
  const message = `The database ${file} is locked by another process. Nothing was stored; try again.`;
  return new StorageError('busy', message, { cause });
}
