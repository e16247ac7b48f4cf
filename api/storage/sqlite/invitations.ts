import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import type { InvitationBatch, InvitationStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { auditWriter } from './audit.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

export const invitationBatches = table(tables.invitationBatches);

const invitations = table(tables.invitations);

interface Usage {
  readonly batch: string;
  readonly issued: number;
  readonly used: number;
}

export function sqliteInvitations(database: Database): InvitationStorage {
  const insertBatch = database.prepare(invitationBatches.insert);
  const insertInvitation = database.prepare(invitations.insert);
  const batchesOfWave = database.prepare<[string]>(
    `SELECT ${invitationBatches.columns} FROM invitation_batches WHERE wave = ? ORDER BY created_at, id`,
  );
  const usageOfWave = database.prepare<[string], Usage>(
    'SELECT batch, count(*) AS issued, sum(is_used) AS used FROM invitations WHERE wave = ? GROUP BY batch',
  );
  const appendAudit = auditWriter(database);
  const isUsed = database
    .prepare<[string, string], 0 | 1>('SELECT is_used FROM invitations WHERE wave = ? AND token_hash = ?')
    .pluck();

  const batchOf = database.prepare<[string, string]>(
    `SELECT ${invitationBatches.columns} FROM invitation_batches AS batches
     WHERE (wave, id) = (SELECT wave, batch FROM invitations WHERE wave = ? AND token_hash = ?)`,
  );

  return {
    addInvitations: unitOfWork(
      database,
      (batch: InvitationBatch, tokenHashes: readonly string[], event?: AuditEvent) => {
        insertBatch.run(invitationBatches.toRow(batch));
        for (const tokenHash of tokenHashes) {
          insertInvitation.run(
            invitations.toRow({ wave: batch.wave, tokenHash, batch: batch.id, isUsed: false }),
          );
        }
        appendAudit(event);
      },
    ),
    async invitationBatches(wave) {
      const usages = new Map(usageOfWave.all(wave).map((usage) => [usage.batch, usage]));
      return batchesOfWave.all(wave).map((row) => {
        const batch = invitationBatches.fromRow(row);
        const usage = usages.get(batch.id);
        return { ...batch, issued: usage?.issued ?? 0, used: usage?.used ?? 0 };
      });
    },
    async invitationBatchOf(wave, tokenHash) {
      const row = batchOf.get(wave, tokenHash);
      return row === undefined ? undefined : invitationBatches.fromRow(row);
    },
    async invitationState(wave, tokenHash) {
      const used = isUsed.get(wave, tokenHash);
      if (used === undefined) return 'unknown';
      return used === 1 ? 'used' : 'unused';
    },
  };
}
