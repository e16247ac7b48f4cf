import { LEAST_DIFFERENCE, MOST_RELEASES, type ReleaseStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { appendAudit } from './audit.ts';
import type { Connections } from './connection.ts';
import { putDocuments } from './documents.ts';
import { table } from './table.ts';
import { lockWaves } from './waves.ts';

export const releases = table(tables.releases);

export function postgresReleases({ read, unitOfWork }: Connections): ReleaseStorage {
  return {
    addRelease: (release, documents, event) =>
      unitOfWork(async (client) => {
        await lockWaves(client, [release.wave]);
        const { rows } = await client.query<{ next: number }>(
          `SELECT (SELECT coalesce(max(number), 0) + 1 FROM releases WHERE wave = $1) AS next
           FROM waves WHERE id = $1 AND programme = $2 AND state IN ('closed', 'published')`,
          [release.wave, release.programme],
        );
        if (rows[0]?.next !== release.number) return 'stale';
        if (release.number > MOST_RELEASES) return 'tooMany';
        const { wave, responses, digest, sealed, exclusions = 0 } = release;
        const confirmed = await client.query<{ count: number }>(
          `SELECT count(*)::integer AS count FROM exclusions WHERE wave = $1 AND state = 'confirmed'`,
          [wave],
        );
        if (confirmed.rows[0]!.count !== exclusions) return 'stale';
        if (responses !== undefined && digest !== undefined) {
          const sealed = await client.query(
            `SELECT 1 FROM waves WHERE id = $1 AND sealed_responses = $2 AND sealed_digest = $3
             AND sealed_responses = (SELECT coalesce(sum(count), 0) FROM response_counts WHERE wave = waves.id)`,
            [wave, responses, digest],
          );
          if (sealed.rowCount === 0) return 'stale';
          const close = await client.query(
            'SELECT 1 FROM releases WHERE wave = $1 AND abs(responses - $2) < $3 AND digest <> $4',
            [wave, responses, LEAST_DIFFERENCE, digest],
          );
          if (close.rowCount !== 0) return 'tooClose';
        }
        await putDocuments(client, [{ hash: release.hash, body: documents.release }]);
        if (sealed !== undefined && documents.sealed !== undefined) {
          await putDocuments(client, [{ hash: sealed, body: documents.sealed }]);
        }
        await client.query(releases.insert, releases.values(release));
        await client.query(`UPDATE waves SET state = 'published' WHERE id = $1`, [release.wave]);
        await appendAudit(client, event);
        return 'added';
      }),
    releases: (programme) =>
      read(async (client) => {
        const { rows } = await client.query(
          `SELECT ${releases.columns} FROM releases WHERE programme = $1
           ORDER BY (SELECT period FROM waves WHERE waves.id = releases.wave), wave, number`,
          [programme],
        );
        return rows.map(releases.fromRow);
      }),
    release: (hash) =>
      read(async (client) => {
        const { rows } = await client.query(`SELECT ${releases.columns} FROM releases WHERE hash = $1`, [
          hash,
        ]);
        return rows[0] === undefined ? undefined : releases.fromRow(rows[0]);
      }),
  };
}
