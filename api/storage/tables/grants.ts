import type { Grant } from '../verbs/users.ts';
import type { Table } from './table.ts';

export const grants: Table<Grant & { readonly user: string }> = {
  name: 'grants',
  columns: {
    user: 'text',
    programme: 'text',
    role: 'text',
  },
  key: ['user', 'programme', 'role'],
  spread: 'whole',
  archive: { within: 'user' },
  application: ['INSERT', 'DELETE'],
};
