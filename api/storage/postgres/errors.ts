import { DatabaseError } from 'pg';
import { StorageError, type StorageTrouble } from '../storage.ts';

/** Doing it again may succeed: another transaction was in the way, and nothing of this one was stored. */
export function isInTheWay(error: unknown): boolean {
  return error instanceof DatabaseError && ['40001', '40P01'].includes(error.code ?? '');
}

export function isTaken(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '23505';
}

/** A row breaks its contract; it was refused, whatever else was in its batch. */
export function isMalformedRow(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false;
  // CHECK, NOT NULL, text that is no JSON, characters JSON cannot name, numbers out of range.
  return ['23514', '23502', '22P02', '22P05', '22003', '22021'].includes(error.code ?? '');
}

const troubles: readonly (readonly [RegExp, StorageTrouble, string])[] = [
  [/^(40001|40P01|55P03|53300|57014)$/, 'busy', 'is busy. Nothing was stored; try again'],
  [/^(53100|53200)$/, 'full', 'has no room. Nothing was stored; make room'],
  [/^(58030|58P01|XX001|XX002)$/, 'broken', 'can no longer be trusted'],
  // It is shutting down, starting up, or has become a standby.
  [/^(57P0[1-5]|25006|08...)$/, 'unreachable', 'cannot be reached; it is tried again'],
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
  const isOfTheWay =
    'syscall' in error ||
    /terminated|timeout|Connection ended|not queryable|closed the connection/i.test(error.message);
  if (!isOfTheWay) return error;
  return new StorageError('unreachable', `The database cannot be reached: ${error.message}.`, {
    cause: error,
  });
}
