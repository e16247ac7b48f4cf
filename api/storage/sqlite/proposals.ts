import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import type { Proposal, UserStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { auditWriter } from './audit.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

const proposals = table(tables.proposals);

/** What one administrator wants done and another has not confirmed yet. */
export function sqliteProposals(
  database: Database,
): Pick<UserStorage, 'addProposal' | 'proposals' | 'takeProposal'> {
  const select = `SELECT ${proposals.columns} FROM proposals`;
  const insert = database.prepare(proposals.insert);
  const all = database.prepare(`${select} ORDER BY proposed_at, id`);
  const byId = database.prepare<[string]>(`${select} WHERE id = ?`);
  const remove = database.prepare<[string]>('DELETE FROM proposals WHERE id = ?');
  const appendAudit = auditWriter(database);
  return {
    addProposal: unitOfWork(database, (proposal: Proposal, event?: AuditEvent) => {
      insert.run(proposals.toRow(proposal));
      appendAudit(event);
    }),
    async proposals() {
      return all.all().map(proposals.fromRow);
    },
    takeProposal: unitOfWork(database, (id: string, event?: AuditEvent) => {
      const row = byId.get(id);
      if (row === undefined) return undefined;
      remove.run(id);
      appendAudit(event);
      return proposals.fromRow(row);
    }),
  };
}
