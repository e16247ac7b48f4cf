import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import type { ErasedTexts, RetentionStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { auditWriter } from './audit.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

export const retentions = table(tables.retentions);

export function sqliteRetention(database: Database): RetentionStorage {
  const all = database.prepare(`SELECT ${retentions.columns} FROM retentions ORDER BY until, wave`);
  const declare = database.prepare<[string, string]>(
    'INSERT INTO retentions (wave, until) VALUES (?, ?) ON CONFLICT (wave) DO UPDATE SET until = excluded.until',
  );
  const isErased = database.prepare<[string]>(
    'SELECT 1 FROM retentions WHERE wave = ? AND erased_at IS NOT NULL',
  );
  const erase = database.prepare<[string, string, string]>(
    'UPDATE responses SET answers = ? WHERE wave = ? AND id = ?',
  );
  // Rows that say only of which batch they were and whether they were used, in an order that tells nothing more.
  const emptied = database.prepare<[string], { batch: string; isUsed: number }>(
    'SELECT batch, is_used AS isUsed FROM invitations WHERE wave = ? ORDER BY batch, is_used',
  );
  const removeInvitations = database.prepare<[string]>('DELETE FROM invitations WHERE wave = ?');
  const putEmptied = database.prepare<[string, string, string, number]>(
    'INSERT INTO invitations (wave, token_hash, batch, is_used) VALUES (?, ?, ?, ?)',
  );
  const finish = database.prepare<[number, string]>('UPDATE retentions SET erased_at = ? WHERE wave = ?');
  const appendAudit = auditWriter(database);

  return {
    async retentions() {
      return all.all().map(retentions.fromRow);
    },
    declareRetention: unitOfWork(database, (wave: string, until: string, event?: AuditEvent) => {
      if (isErased.get(wave)) return false;
      declare.run(wave, until);
      appendAudit(event);
      return true;
    }),
    eraseTexts: unitOfWork(database, (wave: string, texts: readonly ErasedTexts[]) => {
      for (const { id, answers } of texts) erase.run(answers, wave, id);
    }),
    finishRetention: unitOfWork(database, (wave: string, erasedAt: number, event?: AuditEvent) => {
      const rows = emptied.all(wave);
      removeInvitations.run(wave);
      rows.forEach(({ batch, isUsed }, index) => putEmptied.run(wave, emptiedToken(index), batch, isUsed));
      finish.run(erasedAt, wave);
      appendAudit(event);
    }),
    async compact() {
      database.exec('VACUUM');
      const [found] = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all() as { busy: number }[];
      if (found && found.busy !== 0) {
        throw new Error('The log still holds what was erased: somebody reads the database. Run it again.');
      }
    },
  };
}

/** Stands where the hash of a token stood; no token has such a hash. */
export function emptiedToken(index: number): string {
  return `removed-${String(index).padStart(9, '0')}`;
}
