import type { Proposal } from '../verbs/users.ts';
import type { Table } from './table.ts';

export const proposals: Table<Proposal> = {
  name: 'proposals',
  columns: {
    id: 'text',
    kind: 'text',
    user: 'text',
    name: 'text',
    grants: 'text',
    proposedBy: 'text',
    proposedAt: 'integer',
  },
  key: ['id'],
  spread: 'whole',
  archive: { no: 'after a restore they are made again' },
  application: ['INSERT', 'DELETE'],
};
