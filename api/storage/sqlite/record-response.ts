import Database from 'better-sqlite3';
import type { RecordOutcome, StoredResponse } from '../storage.ts';
import { UnstorableValue } from '../storable-value.ts';
import { tables } from '../tables/tables.ts';
import { table } from './table.ts';

export const responses = table(tables.responses);

/**
 * The one gate through which a response is stored, inside the caller's transaction. Whether the same stands
 * already is asked before `refusal`, so an answer sent again is acknowledged after the wave closed.
 */
export function responseRecorder(database: Database.Database) {
  const standing = standingResponse(database);
  const insert = database.prepare(responses.insert);

  return function record(response: StoredResponse, refusal: () => RecordOutcome | undefined): RecordOutcome {
    try {
      const row = responses.toRow(response);
      const known = standing(response);
      if (known) return known;
      const refused = refusal();
      if (refused) return refused;
      insert.run(row);
      return 'recorded';
    } catch (error) {
      if (error instanceof UnstorableValue || isMalformedRow(error)) return 'invalid';
      throw error;
    }
  };
}

/** What became of a response whose id stands already; nothing where it does not. */
export function standingResponse(database: Database.Database) {
  const standingHash = database
    .prepare<[string, string], string>('SELECT content_hash FROM responses WHERE wave = ? AND id = ?')
    .pluck();
  return ({ wave, id, contentHash }: StoredResponse): RecordOutcome | undefined => {
    const hash = standingHash.get(wave, id);
    if (hash === undefined) return undefined;
    return hash === contentHash ? 'alreadyRecorded' : 'conflict';
  };
}

/** A failed CHECK takes back its own statement only, so the rest of the batch stays. */
function isMalformedRow(error: unknown) {
  const codes = ['SQLITE_CONSTRAINT_CHECK', 'SQLITE_CONSTRAINT_NOTNULL', 'SQLITE_CONSTRAINT_DATATYPE'];
  return error instanceof Database.SqliteError && codes.includes(error.code);
}
