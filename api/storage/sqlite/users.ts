import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import type { Grant, User, UserStorage } from '../storage.ts';
import { auditWriter } from './audit.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

export const users = table<Omit<User, 'grants'>>('users', {
  id: 'text',
  name: 'text',
  passwordHash: 'text',
  isDisabled: 'boolean',
});

const grants = table<Grant & { user: string }>('grants', { user: 'text', programme: 'text', role: 'text' });

const insertGrant = `${grants.insert} ON CONFLICT DO NOTHING`;

export function sqliteUsers(
  database: Database,
): Pick<UserStorage, 'putUser' | 'user' | 'userByName' | 'users'> {
  const select = `SELECT ${users.columns} FROM users`;
  const byId = database.prepare<[string], UserRow>(`${select} WHERE id = ?`);
  const byName = database.prepare<[string], UserRow>(`${select} WHERE name = ?`);
  const all = database.prepare<[], UserRow>(`${select} ORDER BY name`);
  const upsert = database.prepare(`
    ${users.insert} ON CONFLICT (id) DO UPDATE
    SET name = excluded.name, password_hash = excluded.password_hash, is_disabled = excluded.is_disabled`);
  const revoke = database.prepare<[string]>('DELETE FROM grants WHERE user = ?');
  const grant = database.prepare(insertGrant);
  const appendAudit = auditWriter(database);
  const withGrants = userReader(database);
  const find = (row: UserRow | undefined) => (row === undefined ? undefined : withGrants(users.fromRow(row)));

  return {
    putUser: unitOfWork(database, (user: User, event?: AuditEvent) => {
      // First, because a name that cannot be stored would be looked up as another one.
      const row = users.toRow(user);
      const holder = byName.get(user.name);
      if (holder !== undefined && users.fromRow(holder).id !== user.id) return 'nameTaken';
      upsert.run(row);
      revoke.run(user.id);
      for (const given of user.grants) grant.run(grants.toRow({ ...given, user: user.id }));
      appendAudit(event);
      return 'stored';
    }),
    async user(id) {
      return find(byId.get(id));
    },
    async userByName(name) {
      return find(byName.get(name));
    },
    async users() {
      return all.all().map((row) => withGrants(users.fromRow(row)));
    },
  };
}

type UserRow = Readonly<Record<string, unknown>>;

/** Completes a row of `users` with the grants. */
export function userReader(database: Database): (user: Omit<User, 'grants'>) => User {
  const grantsOf = database.prepare<[string], Grant>(
    'SELECT role, programme FROM grants WHERE user = ? ORDER BY programme, role',
  );
  return (user) => ({ ...user, grants: grantsOf.all(user.id) });
}

/** Puts a user who is not there yet, inside the caller's transaction. */
export function userWriter(database: Database): (user: User) => void {
  const insert = database.prepare(users.insert);
  const grant = database.prepare(insertGrant);
  return (user) => {
    insert.run(users.toRow(user));
    for (const given of user.grants) grant.run(grants.toRow({ ...given, user: user.id }));
  };
}
