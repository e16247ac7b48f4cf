import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import type { Ledger } from './ledger.ts';
import type { Promises } from './promises.ts';
import type { Account } from './trial.ts';
import { lastingDatabase } from '../../api/storage/sqlite/lasting-database.ts';

/** A response as it lies in the database, read past the product. */
export interface StoredRow {
  readonly id: string;
  readonly answers: string;
}

/** Reads what is stored, of one wave or of all, without a right to write. */
export function storedRows(file: string, wave?: string): readonly StoredRow[] {
  const where = wave === undefined ? 'true' : 'wave = @wave';
  return reading(file, (database) =>
    database
      .prepare<[object], StoredRow>(`SELECT id, answers FROM responses WHERE ${where} ORDER BY rowid`)
      .all({ wave }),
  );
}

/** 'ok', or what SQLite found. */
export function integrity(file: string): string {
  return reading(file, (database) => String(database.pragma('integrity_check', { simple: true })));
}

export function reading<Result>(file: string, read: (database: Database) => Result): Result {
  const database = lastingDatabase(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

/** Fewer prove nothing: a server that refuses everything loses nothing. */
const LEAST_ACKNOWLEDGED = 300;

/** Lays what is stored beside what was sent and acknowledged. */
export function account(
  ledger: Ledger,
  rows: readonly StoredRow[],
  promises: Promises,
  least = LEAST_ACKNOWLEDGED,
): Account {
  const ids = new Set(rows.map(({ id }) => id));
  const acknowledged = ledger.acknowledged();
  const isStrange = ({ id }: StoredRow) => ledger.get(id) === undefined;
  const isAltered = ({ id, answers }: StoredRow) => {
    const entry = ledger.get(id);
    return entry !== undefined && !isDeepStrictEqual(JSON.parse(answers), entry.response.answers);
  };
  promises.expect(!rows.some(isStrange), 'something is stored that was not sent');
  promises.expect(!rows.some(isAltered), 'a stored answer differs from what was sent');
  promises.expect(
    acknowledged.length >= least,
    `only ${acknowledged.length} answers were acknowledged, so nothing was proved`,
  );
  for (const fault of ledger.faults) promises.expect(false, fault);
  return {
    sent: ledger.sent,
    acknowledged: acknowledged.length,
    stored: rows.length,
    lost: acknowledged.filter(({ response }) => !ids.has(response.id)).length,
    doubled: rows.length - ids.size,
  };
}
