import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import { type Exclusion, type ExclusionDecision, type ExclusionStorage, MOST_RELEASES } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { auditWriter } from './audit.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

export const exclusions = table(tables.exclusions);

export function sqliteExclusions(database: Database): ExclusionStorage {
  const ofWave = database.prepare<[string]>(
    `SELECT ${exclusions.columns} FROM exclusions WHERE wave = ? ORDER BY asked_at, id`,
  );
  const isOpenToThem = database.prepare<[string]>(`
    SELECT 1 FROM waves WHERE id = ? AND sealed_digest IS NOT NULL
      AND (SELECT count(*) FROM releases WHERE wave = waves.id) < ${MOST_RELEASES}`);
  const stand = database
    .prepare<[string, string], number>(
      `SELECT count(*) FROM responses WHERE wave = ? AND id IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  const isExcluded = database.prepare<[string, string]>(`
    SELECT 1 FROM exclusions, json_each(exclusions.responses) AS excluded
    WHERE wave = ? AND state <> 'rejected' AND excluded.value IN (SELECT value FROM json_each(?)) LIMIT 1`);
  const insert = database.prepare(exclusions.insert);
  const decide = database.prepare<[string, number, string, string, string]>(`
    UPDATE exclusions SET state = ?, decided_at = ?, decided_by = ? WHERE wave = ? AND id = ? AND state = 'asked'`);
  const appendAudit = auditWriter(database);

  return {
    askExclusion: unitOfWork(database, (exclusion: Exclusion, event?: AuditEvent) => {
      const { wave, responses } = exclusion;
      if (!isOpenToThem.get(wave)) return 'wrongState';
      if (stand.get(wave, responses) !== (JSON.parse(responses) as readonly string[]).length)
        return 'unknown';
      if (isExcluded.get(wave, responses)) return 'excludedAlready';
      insert.run(exclusions.toRow(exclusion));
      appendAudit(event);
      return 'asked';
    }),
    decideExclusion: unitOfWork(
      database,
      (wave: string, id: string, { state, decidedAt, decidedBy }: ExclusionDecision, event?: AuditEvent) => {
        if (!isOpenToThem.get(wave)) return false;
        if (decide.run(state, decidedAt, decidedBy, wave, id).changes === 0) return false;
        appendAudit(event);
        return true;
      },
    ),
    async exclusions(wave) {
      return ofWave.all(wave).map(exclusions.fromRow);
    },
  };
}
