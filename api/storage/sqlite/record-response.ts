import Database from 'better-sqlite3';
import type { RecordOutcome, StoredResponse } from '../storage.ts';
import { UnstorableValue } from '../storable-value.ts';
import { table } from './table.ts';

export const responses = table<StoredResponse>('responses', {
  wave: 'text',
  id: 'text',
  questionnaire: 'text',
  contentHash: 'text',
  recordHash: 'text',
  channel: 'text',
  mode: 'text',
  language: 'text',
  disposition: 'text',
  area: 'text',
  localDay: 'text',
  isLate: 'boolean',
  durationBand: 'text',
  weight: 'number',
  stratum: 'text',
  primaryUnit: 'text',
  answers: 'text',
});

/** The part of the sample a response stands for. */
export type Frame = Pick<StoredResponse, 'stratum' | 'primaryUnit' | 'weight'>;

/** Why a new response may not be stored, or the frame it is stored with instead of its own. */
export type Admission = { readonly refused: RecordOutcome } | { readonly frame?: Frame };

/**
 * The one gate through which a response is stored, inside the caller's transaction. Whether the same stands
 * already is asked before `admit`, so an answer sent again is acknowledged after the wave closed.
 */
export function responseRecorder(database: Database.Database) {
  const standingHash = database
    .prepare<[string, string], string>('SELECT content_hash FROM responses WHERE wave = ? AND id = ?')
    .pluck();
  const insert = database.prepare(responses.insert);

  return function record(response: StoredResponse, admit: () => Admission): RecordOutcome {
    try {
      const row = responses.toRow(response);
      const standing = standingHash.get(response.wave, response.id);
      if (standing !== undefined) return standing === response.contentHash ? 'alreadyRecorded' : 'conflict';
      const admission = admit();
      if ('refused' in admission) return admission.refused;
      insert.run({ ...row, ...admission.frame });
      return 'recorded';
    } catch (error) {
      if (error instanceof UnstorableValue || isMalformedRow(error)) return 'invalid';
      throw error;
    }
  };
}

/** A failed CHECK takes back its own statement only, so the rest of the batch stays. */
function isMalformedRow(error: unknown) {
  const codes = ['SQLITE_CONSTRAINT_CHECK', 'SQLITE_CONSTRAINT_NOTNULL', 'SQLITE_CONSTRAINT_DATATYPE'];
  return error instanceof Database.SqliteError && codes.includes(error.code);
}
