import type { User } from '../verbs/users.ts';
import type { ArchivedTable, Table } from './table.ts';

export const users: ArchivedTable<Omit<User, 'grants'>, 'user'> = {
  name: 'users',
  columns: {
    id: 'text',
    name: 'text',
    passwordHash: 'text',
    isDisabled: 'boolean',
    secondFactor: 'text',
    lastCodeStep: 'integer',
    recoveryCodes: 'text',
  },
  besides: { name_key: 'follows from the name' },
  key: ['id'],
  spread: 'whole',
  archive: { kind: 'user', of: 'platform' },
  application: ['INSERT', 'UPDATE'],
};

/** The same with the key under which a name is known again. */
export const usersWithKey = {
  ...users,
  columns: { ...users.columns, nameKey: 'text' },
} as Table<Omit<User, 'grants'> & { readonly nameKey: string }>;
