import { DatabaseError } from 'pg';
import { StorageError, type StorageTrouble } from '../storage-error.ts';
import { UnstorableValue } from '../storable-value.ts';

/** Doing it again may succeed: another transaction was in the way, and nothing of this one was stored. */
export function isInTheWay(error: unknown): boolean {
  return error instanceof DatabaseError && ['40001', '40P01'].includes(error.code ?? '');
}

export function isTaken(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '23505';
}

/** A row breaks its contract; it was refused, whatever else was in its batch. */
export function isMalformedRow(error: unknown): boolean {
  if (error instanceof UnstorableValue) return true;
  if (!(error instanceof DatabaseError)) return false;
  // CHECK, NOT NULL, text that is no JSON, characters JSON cannot name, numbers out of range.
  return ['23514', '23502', '22P02', '22P05', '22003', '22021'].includes(error.code ?? '');
}

const troubles: readonly (readonly [RegExp, StorageTrouble, string])[] = [
  [/^(40001|40P01|55P03|53300|57014)$/, 'busy', 'is busy. Nothing was stored; try again'],
  [/^(53100|53200)$/, 'full', 'has no room. Nothing was stored; make room'],
  [/^(58030|58P01|XX001|XX002)$/, 'broken', 'can no longer be trusted'],
  // It is shutting down, starting up, has become a standby, or has given us up.
  [/^(57P0[1-5]|25006|25P03|08...)$/, 'unreachable', 'cannot be reached; it is tried again'],
];

/** What an error of the server, or of the way to it, means for the caller; others stay as they are. */
export function storageErrorOf(error: unknown): unknown {
  if (error instanceof StorageError || !(error instanceof Error)) return error;
  if (error instanceof DatabaseError) {
    const found = troubles.find(([code]) => code.test(error.code ?? ''));
    if (!found) return error;
    const [, reason, sentence] = found;
    return new StorageError(reason, `The database ${sentence}: ${error.message}.`, { cause: error });
  }
  // All connections are in use, and none came free in time.
  if (error.message.includes('timeout exceeded when trying to connect')) {
    return new StorageError('busy', 'The database is busy. Nothing was stored; try again.', { cause: error });
  }
  const isOfTheWay =
    ('code' in error && /^E[A-Z_]+$/.test(String(error.code))) ||
    /terminated|timeout|Connection ended|not queryable|closed the connection/i.test(error.message);
  if (!isOfTheWay) return error;
  const reason = error.message === '' && 'code' in error ? String(error.code) : error.message;
  return new StorageError('unreachable', `The database cannot be reached: ${reason}.`, { cause: error });
}

/** The connection is of no more use, and what became of the work on it is not known. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof StorageError && error.reason === 'unreachable';
}
