import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import type {
  RecordHash,
  RecordOutcome,
  ResponseCount,
  ResponsePage,
  ResponseStorage,
  ResponsesInGroups,
  ResponseToRecord,
  StoredResponse,
} from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { withoutSome } from '../without-some.ts';
import { auditWriter } from './audit.ts';
import { responseHolder, waveTakesResponse } from './hold-response.ts';
import { responseRecorder, responses } from './record-response.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

const counts = table(tables.responseCounts);

export function sqliteResponses(database: Database): ResponseStorage {
  const record = responseRecorder(database);
  const hold = responseHolder(database);
  const takesResponse = waveTakesResponse(database);
  const page = database.prepare<[string, number, number], { sequence: number }>(`
    SELECT sequence, ${responses.columns} FROM responses
    WHERE wave = ? AND sequence > ? ORDER BY sequence LIMIT ?`);
  const standing = database.prepare<[string, string]>('SELECT 1 FROM responses WHERE wave = ? AND id = ?');
  const byIds = database.prepare<[string, string]>(`
    SELECT ${responses.columns} FROM responses
    WHERE wave = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY id`);
  const held = database.prepare<[string, string]>('SELECT 1 FROM held_responses WHERE wave = ? AND key = ?');
  const countRows = database.prepare<[string]>(`
    SELECT channel, disposition, nullif(area, '') AS area, is_late AS isLate, count FROM response_counts
    WHERE wave = ? ORDER BY channel, disposition, area, is_late`);

  // Of the open link, the newest first: as many as are behind the last whole group, and the last of that group.
  const newestOpen = database.prepare<
    [string, number],
    Omit<ResponseCount, 'isLate'> & { sequence: number; isLate: 0 | 1 }
  >(`
    SELECT sequence, channel, disposition, area, is_late AS isLate, 1 AS count FROM responses
    WHERE wave = ? AND channel = 'open' ORDER BY sequence DESC LIMIT ?`);
  const inGroups = database.transaction((wave: string, least: number): ResponsesInGroups => {
    const all = countRows.all(wave).map(counts.fromRow);
    const open = all.reduce((sum, { channel, count }) => sum + (channel === 'open' ? count : 0), 0);
    const newest = newestOpen.all(wave, (open % least) + 1);
    return {
      counts: withoutSome(all, newest.slice(0, open % least).map(counts.fromRow)),
      openUntil: (newest[open % least]?.sequence ?? 0).toString(),
    };
  });

  const withoutHash = database.prepare<[number]>(
    `SELECT ${responses.columns} FROM responses WHERE record_hash IS NULL LIMIT ?`,
  );
  const addHash = database.prepare<[RecordHash]>(
    'UPDATE responses SET record_hash = @recordHash WHERE wave = @wave AND id = @id AND record_hash IS NULL',
  );
  const hasAllHashes = database.prepare<[], 0 | 1>('SELECT has_all_hashes FROM known_keys').pluck();
  const allAreHashed = database.prepare('UPDATE known_keys SET has_all_hashes = 1');
  const appendAudit = auditWriter(database);

  function refusal({ wave, channel, isLate }: StoredResponse): RecordOutcome | undefined {
    if (channel === 'imported') return 'invalid';
    if (!takesResponse(wave, isLate)) return 'waveNotOpen';
    return channel === 'invitation' ? 'invitationUnknown' : undefined;
  }

  function recordOne(given: ResponseToRecord): RecordOutcome {
    const { response } = given;
    return given.invitation === undefined ? record(response, () => refusal(response)) : hold(given);
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
    async responsesByIds(wave, ids) {
      return byIds.all(wave, JSON.stringify(ids)).map(responses.fromRow);
    },
    async hasResponse(wave, ids, key) {
      return ids.some((id) => standing.get(wave, id) !== undefined) || held.get(wave, key) !== undefined;
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
    async countResponsesInGroups(wave, least) {
      return inGroups(wave, least);
    },
  };
}

export function toSequence(cursor: string): number {
  if (!/^\d*$/.test(cursor)) throw new Error(`"${cursor}" is not a cursor that responsesAfter gave.`);
  return Number(cursor);
}

/** SQLite reads a negative limit as none at all. */
function toPageSize(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new Error(`A page cannot hold ${limit} responses.`);
  return limit;
}
