import type { Notice } from '../verbs/users.ts';
import type { Table } from './table.ts';

export const notices: Table<Notice> = {
  name: 'notices',
  columns: {
    user: 'text',
    at: 'integer',
    kind: 'text',
    by: 'text',
  },
  key: ['user', 'at', 'kind'],
  spread: 'whole',
  archive: { no: 'the audit chain tells the same' },
  application: ['INSERT', 'DELETE'],
};
