import type { Session } from '../verbs/users.ts';
import type { Table } from './table.ts';

export const sessions: Table<Session> = {
  name: 'sessions',
  columns: {
    tokenHash: 'text',
    user: 'text',
    createdAt: 'integer',
    lastSeenAt: 'integer',
    network: 'text',
    awaits: 'text',
  },
  key: ['tokenHash'],
  spread: 'whole',
  archive: { no: 'after a restore people sign in again' },
  application: ['INSERT', 'UPDATE', 'DELETE'],
};
