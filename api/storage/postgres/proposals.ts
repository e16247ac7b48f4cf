import type { UserStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { appendAudit } from './audit.ts';
import type { Connections } from './connection.ts';
import { table } from './table.ts';

const proposals = table(tables.proposals);

/** What one administrator wants done and another has not confirmed yet. */
export function postgresProposals({
  read,
  unitOfWork,
}: Connections): Pick<UserStorage, 'addProposal' | 'proposals' | 'takeProposal'> {
  return {
    addProposal: (proposal, event) =>
      unitOfWork(async (client) => {
        await client.query(proposals.insert, proposals.values(proposal));
        await appendAudit(client, event);
      }),
    proposals: () =>
      read(async (client) => {
        const text = `SELECT ${proposals.columns} FROM proposals ORDER BY proposed_at, id`;
        return (await client.query(text)).rows.map(proposals.fromRow);
      }),
    takeProposal: (id, event) =>
      unitOfWork(async (client) => {
        const text = `DELETE FROM proposals WHERE id = $1 RETURNING ${proposals.columns}`;
        const { rows } = await client.query(text, [id]);
        if (rows[0] === undefined) return undefined;
        await appendAudit(client, event);
        return proposals.fromRow(rows[0]);
      }),
  };
}
