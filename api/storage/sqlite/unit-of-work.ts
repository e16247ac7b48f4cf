import Database from 'better-sqlite3';

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
      throw isLocked(error) ? lockedError(database.name, error) : error;
    }
  };
}

export function isLocked(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

export function lockedError(file: string, cause: unknown) {
  return new Error(`The database ${file} is locked by another process. Nothing was stored; try again.`, {
    cause,
  });
}
