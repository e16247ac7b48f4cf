import type { Grant, User, UserStorage } from '../storage.ts';
import { appendAudit } from './audit.ts';
import type { Client, Connections } from './connection.ts';
import { table } from './table.ts';

export const users = table<Omit<User, 'grants'>>('users', {
  id: 'text',
  name: 'text',
  passwordHash: 'text',
  isDisabled: 'boolean',
});

const grants = table<Grant & { user: string }>('grants', { user: 'text', programme: 'text', role: 'text' });

/** The grants of a user as JSON, in the order every engine gives them. */
export const grantsOfUser = `
  (SELECT coalesce(json_agg(json_build_object('role', role, 'programme', programme) ORDER BY programme, role), '[]')
   FROM grants WHERE grants."user" = users.id) AS grants`;

export function userFromRow(row: unknown): User {
  return { ...users.fromRow(row), grants: (row as User).grants };
}

export function postgresUsers({
  read,
  unitOfWork,
}: Connections): Pick<UserStorage, 'putUser' | 'user' | 'userByName' | 'users'> {
  const find = (condition: string, values: readonly string[]) =>
    read(async (client) => {
      const { rows } = await client.query(
        `SELECT ${users.columns}, ${grantsOfUser} FROM users WHERE ${condition} ORDER BY name`,
        [...values],
      );
      return rows.map(userFromRow);
    });
  return {
    putUser: (user, event) =>
      unitOfWork(async (client) => {
        // First, because a name that cannot be stored would be looked up as another one.
        const values = users.values(user);
        // One at a time for a name, so that of two who want it one is told.
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [user.name]);
        const holder = await client.query('SELECT 1 FROM users WHERE name = $1 AND id <> $2', [
          user.name,
          user.id,
        ]);
        if (holder.rowCount !== 0) return 'nameTaken';
        await client.query(
          `${users.insert} ON CONFLICT (id) DO UPDATE
           SET name = excluded.name, password_hash = excluded.password_hash, is_disabled = excluded.is_disabled`,
          values,
        );
        await client.query('DELETE FROM grants WHERE "user" = $1', [user.id]);
        await putGrants(client, user);
        await appendAudit(client, event);
        return 'stored';
      }),
    user: async (id) => (await find('id = $1', [id]))[0],
    userByName: async (name) => (await find('name = $1', [name]))[0],
    users: () => find('true', []),
  };
}

/** Puts a user who is not there yet, inside the caller's transaction. */
export async function addUser(client: Client, user: User): Promise<void> {
  await client.query(users.insert, users.values(user));
  await putGrants(client, user);
}

async function putGrants(client: Client, user: User): Promise<void> {
  for (const grant of user.grants) {
    await client.query(`${grants.insert} ON CONFLICT DO NOTHING`, grants.values({ ...grant, user: user.id }));
  }
}
