import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import { openHeld } from '../../api/keys/held-answers.ts';
import { type Keys, keysFrom } from '../../api/keys/keys.ts';
import type { HeldResponse } from '../../api/storage/storage.ts';
import type { Ledger } from './ledger.ts';
import type { Promises } from './promises.ts';
import { sentIdIn } from './survey.ts';
import type { Account } from './trial.ts';
import { lastingDatabase } from '../../api/storage/sqlite/lasting-database.ts';

/** A response as it lies in the database, read past the product. */
export interface StoredRow {
  readonly id: string;
  readonly answers: string;
}

/**
 * Reads what is stored, of one wave or of all, without a right to write: responses, and answers by invitation that are
 * held, opened with the keys beside the database. These are stored under ids of their own; they are given here under
 * those they were sent with, which their texts spell.
 */
export function storedRows(file: string, wave?: string): readonly StoredRow[] {
  const where = wave === undefined ? 'true' : 'wave = @wave';
  const { responses, held } = reading(file, (database) => ({
    responses: database
      .prepare<[object], StoredRow & { channel: string }>(
        `SELECT id, answers, channel FROM responses WHERE ${where} ORDER BY rowid`,
      )
      .all({ wave }),
    held: database
      .prepare<[object], HeldResponse>(`SELECT * FROM held_responses WHERE ${where}`)
      .all({ wave }),
  }));
  const keys = held.length === 0 ? undefined : keysBeside(file);
  const opened = held.map((each) => {
    const response = openHeld(keys!, each);
    if (!response) throw new Error(`a held answer of ${file} cannot be opened with the keys beside it`);
    return response;
  });
  return [...responses, ...opened].map(({ id, answers, channel }) => ({
    id: channel === 'invitation' ? (sentIdIn(answers) ?? id) : id,
    answers,
  }));
}

function keysBeside(file: string): Keys {
  const { secret } = JSON.parse(readFileSync(join(dirname(file), 'keys.json'), 'utf8')) as { secret: string };
  return keysFrom(Buffer.from(secret, 'base64url'));
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
