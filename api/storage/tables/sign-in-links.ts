import type { SignInLink } from '../verbs/users.ts';
import type { Table } from './table.ts';

export const signInLinks: Table<SignInLink> = {
  name: 'sign_in_links',
  columns: {
    tokenHash: 'text',
    user: 'text',
    purpose: 'text',
    expiresAt: 'integer',
  },
  key: ['tokenHash'],
  spread: 'whole',
  archive: { no: 'after a restore links are made again' },
  application: ['INSERT', 'DELETE'],
};
