import { emptiedToken } from '../sqlite/retention.ts';
import type { RetentionStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { appendAudit } from './audit.ts';
import type { Connections } from './connection.ts';
import { invitations } from './invitations.ts';
import { table } from './table.ts';

export const retentions = table(tables.retentions);

/** What is erased is erased by the owner of the tables: the role that answers the network has no right to it. */
export function postgresRetention({ read, unitOfWork, longWork, open }: Connections): RetentionStorage {
  return {
    retentions: () =>
      read(async (client) => {
        const { rows } = await client.query(
          `SELECT ${retentions.columns} FROM retentions ORDER BY until, wave`,
        );
        return rows.map(retentions.fromRow);
      }),
    declareRetention: (wave, until, event) =>
      unitOfWork(async (client) => {
        const { rowCount } = await client.query(
          `INSERT INTO retentions AS standing (wave, until) VALUES ($1, $2)
           ON CONFLICT (wave) DO UPDATE SET until = excluded.until WHERE standing.erased_at IS NULL`,
          [wave, until],
        );
        if (rowCount === 0) return false;
        await appendAudit(client, event);
        return true;
      }),
    eraseTexts: (wave, texts) =>
      unitOfWork(async (client) => {
        await client.query(
          `UPDATE responses SET answers = given.answers FROM unnest($2::text[], $3::text[]) AS given (id, answers)
           WHERE responses.wave = $1 AND responses.id = given.id`,
          [wave, texts.map(({ id }) => id), texts.map(({ answers }) => answers)],
        );
      }),
    finishRetention: (wave, erasedAt, event) =>
      longWork(async (client) => {
        const { rows } = await client.query<{ batch: string; isUsed: boolean }>(
          'DELETE FROM invitations WHERE wave = $1 RETURNING batch, is_used AS "isUsed"',
          [wave],
        );
        rows.sort((a, b) =>
          a.batch === b.batch ? Number(a.isUsed) - Number(b.isUsed) : a.batch < b.batch ? -1 : 1,
        );
        const emptied = rows.map((row, index) => ({ wave, tokenHash: emptiedToken(index), ...row }));
        await client.query(invitations.insertAll, invitations.arrays(emptied));
        await client.query('UPDATE retentions SET erased_at = $2 WHERE wave = $1', [wave, erasedAt]);
        await appendAudit(client, event);
      }),
    async compact() {
      const client = await open();
      try {
        await client.query('VACUUM FULL responses');
        await client.query('VACUUM FULL invitations');
        await client.query('CHECKPOINT');
      } finally {
        await client.end();
      }
    },
  };
}
