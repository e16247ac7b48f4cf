import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import { freeNameKey, nameKey } from '../name-key.ts';
import type { Grant, User, UserStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { usersWithKey as withKey } from '../tables/users.ts';
import { auditWriter } from './audit.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

type UserRow = Omit<User, 'grants'>;

export const users = table(tables.users);
const usersWithKey = table(withKey);

const grants = table(tables.grants);

const insertGrant = `${grants.insert} ON CONFLICT DO NOTHING`;

type Verbs = Pick<
  UserStorage,
  'putUser' | 'user' | 'userByName' | 'users' | 'disableUser' | 'enableUser' | 'setGrants'
>;

export function sqliteUsers(database: Database): Verbs {
  const select = `SELECT ${users.columns} FROM users`;
  const byId = database.prepare<[string]>(`${select} WHERE id = ?`);
  const byName = database.prepare<[string, string, string]>(
    `${select} WHERE name = ? OR name_key = ? ORDER BY name = ? DESC LIMIT 1`,
  );
  const keyOf = database
    .prepare<[string, string], string>('SELECT name_key FROM users WHERE id = ? AND name = ?')
    .pluck();
  const holderOf = database.prepare<[string], string>('SELECT id FROM users WHERE name_key = ?').pluck();
  const all = database.prepare(`${select} ORDER BY name`);
  const upsert = database.prepare(`
    ${usersWithKey.insert} ON CONFLICT (id) DO UPDATE
    SET name = excluded.name, name_key = excluded.name_key, password_hash = excluded.password_hash,
      is_disabled = excluded.is_disabled, second_factor = excluded.second_factor,
      last_code_step = excluded.last_code_step, recovery_codes = excluded.recovery_codes`);
  const disable = database.prepare<[string]>('UPDATE users SET is_disabled = 1 WHERE id = ?');
  const enable = database.prepare<[string]>(
    'UPDATE users SET is_disabled = 0 WHERE id = ? AND is_disabled = 1',
  );
  const removeSessions = database.prepare<[string]>('DELETE FROM sessions WHERE user = ?');
  const removeLinks = database.prepare<[string]>('DELETE FROM sign_in_links WHERE user = ?');
  const revoke = database.prepare<[string]>('DELETE FROM grants WHERE user = ?');
  const isLast = lastAdministrator(database);
  const put = grantWriter(database);
  const appendAudit = auditWriter(database);
  const withGrants = userReader(database);
  const find = (row: unknown) => (row === undefined ? undefined : withGrants(users.fromRow(row)));

  return {
    putUser: unitOfWork(database, (user: User, event?: AuditEvent) => {
      // First, because a name that cannot be stored would be looked up as another one.
      users.toRow(user);
      const key = keyOf.get(user.id, user.name) ?? nameKey(user.name);
      const holder = holderOf.get(key);
      if (holder !== undefined && holder !== user.id) return 'nameTaken';
      upsert.run(usersWithKey.toRow({ ...user, nameKey: key }));
      revoke.run(user.id);
      put(user.id, user.grants);
      appendAudit(event);
      return 'stored';
    }),
    async user(id) {
      return find(byId.get(id));
    },
    async userByName(name) {
      return find(byName.get(name, nameKey(name), name));
    },
    async users() {
      return all.all().map((row) => withGrants(users.fromRow(row)));
    },
    disableUser: unitOfWork(database, (id: string, event?: AuditEvent) => {
      if (byId.get(id) === undefined) return 'unknown';
      if (isLast(id)) return 'lastAdministrator';
      disable.run(id);
      removeLinks.run(id);
      removeSessions.run(id);
      appendAudit(event);
      return 'done';
    }),
    enableUser: unitOfWork(database, (id: string, event?: AuditEvent) => {
      const isDone = enable.run(id).changes > 0;
      if (isDone) appendAudit(event);
      return isDone;
    }),
    setGrants: unitOfWork(database, (id: string, given: readonly Grant[], event?: AuditEvent) => {
      if (byId.get(id) === undefined) return 'unknown';
      if (isLast(id) && !given.some(isAdministration)) return 'lastAdministrator';
      revoke.run(id);
      put(id, given);
      appendAudit(event);
      return 'done';
    }),
  };
}

const isAdministration = ({ role, programme }: Grant) => role === 'administrator' && programme === '*';

/** Whether this is an enabled administrator, and no other one can sign in. */
function lastAdministrator(database: Database): (id: string) => boolean {
  const administrators = `SELECT 1 FROM users JOIN grants ON grants.user = users.id
    WHERE is_disabled = 0 AND role = 'administrator' AND programme = '*'`;
  const isOne = database.prepare<[string]>(`${administrators} AND id = ?`);
  const other = database.prepare<[string]>(`${administrators} AND password_hash IS NOT NULL AND id <> ?`);
  return (id) => isOne.get(id) !== undefined && other.get(id) === undefined;
}

/** Completes a row of `users` with the grants. */
export function userReader(database: Database): (user: UserRow) => User {
  const grantsOf = database.prepare<[string], Grant>(
    'SELECT role, programme FROM grants WHERE user = ? ORDER BY programme, role',
  );
  return (user) => ({ ...user, grants: grantsOf.all(user.id) });
}

/** Puts a user who is not there yet, inside the caller's transaction. */
export function userWriter(database: Database): (user: User) => void {
  const insert = database.prepare(usersWithKey.insert);
  const holderOf = database.prepare<[string]>('SELECT 1 FROM users WHERE name_key = ?');
  const put = grantWriter(database);
  return (user) => {
    const key = freeNameKey(user.name, (tried) => holderOf.get(tried) !== undefined);
    insert.run(usersWithKey.toRow({ ...user, nameKey: key }));
    put(user.id, user.grants);
  };
}

function grantWriter(database: Database): (user: string, given: readonly Grant[]) => void {
  const grant = database.prepare(insertGrant);
  return (user, given) => {
    for (const each of given) grant.run(grants.toRow({ ...each, user }));
  };
}
