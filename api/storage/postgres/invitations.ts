import type { InvitationStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { appendAudit } from './audit.ts';
import type { Connections } from './connection.ts';
import { table } from './table.ts';

export const invitationBatches = table(tables.invitationBatches);

export const invitations = table(tables.invitations);

export function postgresInvitations({ read, unitOfWork }: Connections): InvitationStorage {
  return {
    addInvitations: (batch, tokenHashes, event) =>
      unitOfWork(async (client) => {
        await client.query(invitationBatches.insert, invitationBatches.values(batch));
        const { wave, id } = batch;
        // In the order of the hashes, so that where a row lies does not tell the order in which it was made.
        const issued = [...tokenHashes]
          .sort()
          .map((tokenHash) => ({ wave, tokenHash, batch: id, isUsed: false }));
        await client.query(invitations.insertAll, invitations.arrays(issued));
        await appendAudit(client, event);
      }),
    invitationBatches: (wave) =>
      read(async (client) => {
        const { rows } = await client.query<{ issued: number; used: number }>(
          `SELECT ${invitationBatches.columns},
             (SELECT count(*) FROM invitations WHERE wave = $1 AND batch = batches.id) AS issued,
             (SELECT count(*) FROM invitations WHERE wave = $1 AND batch = batches.id AND is_used) AS used
           FROM invitation_batches AS batches WHERE wave = $1 ORDER BY created_at, id`,
          [wave],
        );
        return rows.map((row) => ({ ...invitationBatches.fromRow(row), issued: row.issued, used: row.used }));
      }),
    invitationBatchOf: (wave, tokenHash) =>
      read(async (client) => {
        const { rows } = await client.query({
          name: 'invitation-batch-of',
          text: `SELECT ${invitationBatches.columns} FROM invitation_batches
            WHERE (wave, id) = (SELECT wave, batch FROM invitations WHERE wave = $1 AND token_hash = $2)`,
          values: [wave, tokenHash],
        });
        return rows[0] === undefined ? undefined : invitationBatches.fromRow(rows[0]);
      }),
    invitationState: (wave, tokenHash) =>
      read(async (client) => {
        const { rows } = await client.query<{ isUsed: boolean }>(
          'SELECT is_used AS "isUsed" FROM invitations WHERE wave = $1 AND token_hash = $2',
          [wave, tokenHash],
        );
        if (rows[0] === undefined) return 'unknown';
        return rows[0].isUsed ? 'used' : 'unused';
      }),
  };
}
