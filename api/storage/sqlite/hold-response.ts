import type { Database } from 'better-sqlite3';
import { isStorableResponse } from '../storable-response.ts';
import type { RecordOutcome, ResponseToRecord } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { standingResponse } from './record-response.ts';
import { table } from './table.ts';

export const heldResponses = table(tables.heldResponses);

type Invited = Extract<ResponseToRecord, { readonly invitation: string }>;

/** The gate for answers by invitation, inside the caller's transaction: they are held instead of stored. */
export function responseHolder(database: Database) {
  const standing = standingResponse(database);
  const takesResponse = waveTakesResponse(database);
  const heldContent = database
    .prepare<[string, string], string>('SELECT content FROM held_responses WHERE wave = ? AND key = ?')
    .pluck();
  const invitationOf = database.prepare<[string, string], { batch: string; isUsed: 0 | 1 }>(
    'SELECT batch, is_used AS isUsed FROM invitations WHERE wave = ? AND token_hash = ?',
  );
  const insert = database.prepare(heldResponses.insert);
  const useUp = database.prepare<[string, string]>(
    'UPDATE invitations SET is_used = 1 WHERE wave = ? AND token_hash = ?',
  );

  return function hold({ response, invitation, held }: Invited): RecordOutcome {
    if (!isStorableResponse(response)) return 'invalid';
    const { wave, isLate } = response;
    const known = standing(response);
    if (known) return known;
    const content = heldContent.get(wave, held.key);
    if (content !== undefined) return content === held.content ? 'alreadyRecorded' : 'conflict';
    if (!takesResponse(wave, isLate)) return 'waveNotOpen';
    const invited = invitationOf.get(wave, invitation);
    if (!invited) return 'invitationUnknown';
    if (invited.isUsed === 1) return 'invitationUsed';
    insert.run(heldResponses.toRow({ wave, batch: invited.batch, ...held }));
    useUp.run(wave, invitation);
    return 'recorded';
  };
}

export function waveTakesResponse(database: Database): (wave: string, isLate: boolean) => boolean {
  const takes = database.prepare<[string, number]>(`
    SELECT 1 FROM waves
    WHERE id = ? AND kind = 'survey' AND (state = 'open' OR (state = 'closed' AND sealed_at IS NULL AND ? = 1))`);
  return (wave, isLate) => takes.get(wave, isLate ? 1 : 0) !== undefined;
}
