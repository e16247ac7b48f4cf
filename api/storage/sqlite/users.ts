import type { Database } from 'better-sqlite3';
import type { Grant, User, UserStorage } from '../storage.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

const users = table<Omit<User, 'grants'>>('users', {
  id: 'text',
  name: 'text',
  passwordHash: 'text',
  isDisabled: 'boolean',
});

const grants = table<Grant & { user: string }>('grants', { user: 'text', programme: 'text', role: 'text' });

export function sqliteUsers(
  database: Database,
): Pick<UserStorage, 'putUser' | 'user' | 'userByName' | 'users'> {
  const select = `SELECT ${users.columns} FROM users`;
  const byId = database.prepare<[string]>(`${select} WHERE id = ?`);
  const byName = database.prepare<[string]>(`${select} WHERE name = ?`);
  const all = database.prepare(`${select} ORDER BY name`);
  const grantsOf = database.prepare<[string], Grant>(
    'SELECT role, programme FROM grants WHERE user = ? ORDER BY programme, role',
  );
  const upsert = database.prepare(`
    ${users.insert} ON CONFLICT (id) DO UPDATE
    SET name = excluded.name, password_hash = excluded.password_hash, is_disabled = excluded.is_disabled`);
  const revoke = database.prepare<[string]>('DELETE FROM grants WHERE user = ?');
  const grant = database.prepare(`${grants.insert} ON CONFLICT DO NOTHING`);

  function withGrants(row: unknown): User {
    const user = users.fromRow(row);
    return { ...user, grants: grantsOf.all(user.id) };
  }

  return {
    putUser: unitOfWork(database, (user: User) => {
      const holder = byName.get(user.name);
      if (holder !== undefined && users.fromRow(holder).id !== user.id) return 'nameTaken';
      upsert.run(users.toRow(user));
      revoke.run(user.id);
      for (const given of user.grants) grant.run(grants.toRow({ ...given, user: user.id }));
      return 'stored';
    }),
    async user(id) {
      const row = byId.get(id);
      return row === undefined ? undefined : withGrants(row);
    },
    async userByName(name) {
      const row = byName.get(name);
      return row === undefined ? undefined : withGrants(row);
    },
    async users() {
      return all.all().map(withGrants);
    },
  };
}
