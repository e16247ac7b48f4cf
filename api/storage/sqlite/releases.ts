import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import {
  LEAST_DIFFERENCE,
  MOST_RELEASES,
  type ReleaseDocuments,
  type ReleaseStorage,
  type StoredRelease,
} from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { auditWriter } from './audit.ts';
import { documentWriter } from './documents.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

export const releases = table(tables.releases);

export function sqliteReleases(database: Database): ReleaseStorage {
  const ofProgramme = database.prepare<[string]>(`
    SELECT ${releases.columns} FROM releases WHERE programme = ?
    ORDER BY (SELECT period FROM waves WHERE waves.id = releases.wave), wave, number`);
  const byHash = database.prepare<[string]>(`SELECT ${releases.columns} FROM releases WHERE hash = ?`);
  const isPublishable = database.prepare<[string, string]>(
    `SELECT 1 FROM waves WHERE id = ? AND programme = ? AND state IN ('closed', 'published')`,
  );
  const lastNumber = database
    .prepare<[string], number>('SELECT coalesce(max(number), 0) FROM releases WHERE wave = ?')
    .pluck();
  const isAsSealed = database.prepare<[string, number, string, number]>(`
    SELECT 1 FROM waves WHERE id = ? AND sealed_responses = ? AND sealed_digest = ?
      AND ? = (SELECT coalesce(sum(count), 0) FROM response_counts WHERE wave = waves.id)`);
  const isTooClose = database.prepare<[string, number, string]>(
    `SELECT 1 FROM releases WHERE wave = ? AND abs(responses - ?) < ${LEAST_DIFFERENCE} AND digest <> ?`,
  );
  const confirmed = database
    .prepare<[string], number>(`SELECT count(*) FROM exclusions WHERE wave = ? AND state = 'confirmed'`)
    .pluck();
  const insert = database.prepare(releases.insert);
  const publish = database.prepare<[string]>(`UPDATE waves SET state = 'published' WHERE id = ?`);
  const putDocument = documentWriter(database);
  const appendAudit = auditWriter(database);

  return {
    addRelease: unitOfWork(
      database,
      (release: StoredRelease, documents: ReleaseDocuments, event?: AuditEvent) => {
        if (!isPublishable.get(release.wave, release.programme)) return 'stale';
        if (release.number !== (lastNumber.get(release.wave) ?? 0) + 1) return 'stale';
        if (release.number > MOST_RELEASES) return 'tooMany';
        const { wave, responses, digest, sealed, exclusions = 0 } = release;
        if (exclusions !== confirmed.get(wave)) return 'stale';
        if (responses !== undefined && digest !== undefined) {
          if (!isAsSealed.get(wave, responses, digest, responses)) return 'stale';
          if (isTooClose.get(wave, responses, digest)) return 'tooClose';
        }
        putDocument({ hash: release.hash, body: documents.release });
        if (sealed !== undefined && documents.sealed !== undefined) {
          putDocument({ hash: sealed, body: documents.sealed });
        }
        insert.run(releases.toRow(release));
        publish.run(release.wave);
        appendAudit(event);
        return 'added';
      },
    ),
    async releases(programme) {
      return ofProgramme.all(programme).map(releases.fromRow);
    },
    async release(hash) {
      const row = byHash.get(hash);
      return row === undefined ? undefined : releases.fromRow(row);
    },
  };
}
