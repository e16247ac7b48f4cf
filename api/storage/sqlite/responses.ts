import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import type {
  RecordHash,
  RecordOutcome,
  ResponseCount,
  ResponsePage,
  ResponseStorage,
  ResponseToRecord,
  StoredResponse,
} from '../storage.ts';
import { auditWriter } from './audit.ts';
import { type Admission, type Frame, responseRecorder, responses } from './record-response.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

const counts = table<ResponseCount>('response_counts', {
  channel: 'text',
  disposition: 'text',
  area: 'text',
  isLate: 'boolean',
  count: 'number',
});

export function sqliteResponses(database: Database): ResponseStorage {
  const record = responseRecorder(database);
  const takesResponse = database.prepare<[string, number]>(`
    SELECT 1 FROM waves
    WHERE id = ? AND kind = 'survey' AND (state = 'open' OR (state = 'closed' AND sealed_at IS NULL AND ? = 1))`);
  const invitedFrame = database.prepare<[string, string], Frame & { isUsed: 0 | 1 }>(`
    SELECT batches.stratum, batches.primary_unit AS primaryUnit, batches.weight, invitations.is_used AS isUsed
    FROM invitations JOIN invitation_batches AS batches
      ON batches.wave = invitations.wave AND batches.id = invitations.batch
    WHERE invitations.wave = ? AND invitations.token_hash = ?`);
  const useUp = database.prepare<[string, string]>(
    'UPDATE invitations SET is_used = 1 WHERE wave = ? AND token_hash = ?',
  );
  const page = database.prepare<[string, number, number], { sequence: number }>(`
    SELECT sequence, ${responses.columns} FROM responses
    WHERE wave = ? AND sequence > ? ORDER BY sequence LIMIT ?`);
  const standing = database.prepare<[string, string]>('SELECT 1 FROM responses WHERE wave = ? AND id = ?');
  const countRows = database.prepare<[string]>(`
    SELECT channel, disposition, nullif(area, '') AS area, is_late AS isLate, count FROM response_counts
    WHERE wave = ? ORDER BY channel, disposition, area, is_late`);

  const withoutHash = database.prepare<[number]>(
    `SELECT ${responses.columns} FROM responses WHERE record_hash IS NULL LIMIT ?`,
  );
  const addHash = database.prepare<[RecordHash]>(
    'UPDATE responses SET record_hash = @recordHash WHERE wave = @wave AND id = @id AND record_hash IS NULL',
  );
  const hasAllHashes = database.prepare<[], 0 | 1>('SELECT has_all_hashes FROM known_keys').pluck();
  const allAreHashed = database.prepare('UPDATE known_keys SET has_all_hashes = 1');
  const appendAudit = auditWriter(database);

  function admit(response: StoredResponse, invitation: string | undefined): Admission {
    if (response.channel === 'imported') return { refused: 'invalid' };
    if (response.channel !== 'invitation' && invitation !== undefined) return { refused: 'invalid' };
    if (!takesResponse.get(response.wave, response.isLate ? 1 : 0)) return { refused: 'waveNotOpen' };
    if (response.channel !== 'invitation') return {};
    const invited = invitation === undefined ? undefined : invitedFrame.get(response.wave, invitation);
    if (!invited) return { refused: 'invitationUnknown' };
    const { isUsed, ...frame } = invited;
    return isUsed === 1 ? { refused: 'invitationUsed' } : { frame };
  }

  function recordOne({ response, invitation }: ResponseToRecord): RecordOutcome {
    const outcome = record(response, () => admit(response, invitation));
    if (outcome === 'recorded' && invitation !== undefined) useUp.run(response.wave, invitation);
    return outcome;
  }

  return {
    recordResponses: unitOfWork(database, (batch: readonly ResponseToRecord[]) => batch.map(recordOne)),
    async responsesAfter(wave, cursor, limit): Promise<ResponsePage> {
      const rows = page.all(wave, toSequence(cursor), toPageSize(limit));
      return {
        responses: rows.map(responses.fromRow),
        cursor: rows.at(-1)?.sequence.toString() ?? cursor,
      };
    },
    async hasResponse(wave, id) {
      return standing.get(wave, id) !== undefined;
    },
    async responsesWithoutRecordHash(limit) {
      return withoutHash.all(toPageSize(limit)).map(responses.fromRow);
    },
    addRecordHashes: unitOfWork(database, (hashed: readonly RecordHash[], event?: AuditEvent) => {
      for (const each of hashed) addHash.run(each);
      if (hashed.length > 0) return;
      allAreHashed.run();
      appendAudit(event);
    }),
    async hasAllRecordHashes() {
      return hasAllHashes.get() === 1;
    },
    async countResponses(wave) {
      return countRows.all(wave).map(counts.fromRow);
    },
  };
}

function toSequence(cursor: string): number {
  if (!/^\d*$/.test(cursor)) throw new Error(`"${cursor}" is not a cursor that responsesAfter gave.`);
  return Number(cursor);
}

/** SQLite reads a negative limit as none at all. */
function toPageSize(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new Error(`A page cannot hold ${limit} responses.`);
  return limit;
}
