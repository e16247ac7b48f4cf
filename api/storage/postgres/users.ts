import type { AuditEvent } from '../audit-chain.ts';
import { freeNameKey, nameKey } from '../name-key.ts';
import type { Grant, User, UserStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { usersWithKey as withKey } from '../tables/users.ts';
import { appendAudit } from './audit.ts';
import type { Client } from './client.ts';
import type { Connections } from './connection.ts';
import { table } from './table.ts';

export const users = table(tables.users);
const usersWithKey = table(withKey);

const grants = table(tables.grants);

/** The grants of a user as JSON, in the order every engine gives them. */
export const grantsOfUser = `
  (SELECT coalesce(json_agg(json_build_object('role', role, 'programme', programme) ORDER BY programme, role), '[]')
   FROM grants WHERE grants."user" = users.id) AS grants`;

export function userFromRow(row: unknown): User {
  return { ...users.fromRow(row), grants: (row as User).grants };
}

type Verbs = Pick<
  UserStorage,
  'putUser' | 'user' | 'userByName' | 'users' | 'disableUser' | 'enableUser' | 'setGrants'
>;

export function postgresUsers({ read, unitOfWork }: Connections): Verbs {
  const find = (condition: string, values: readonly string[], order = 'name') =>
    read(async (client) => {
      const { rows } = await client.query(
        `SELECT ${users.columns}, ${grantsOfUser} FROM users WHERE ${condition} ORDER BY ${order}`,
        [...values],
      );
      return rows.map(userFromRow);
    });
  return {
    putUser: (user, event) =>
      unitOfWork(async (client) => {
        // First, because a name that cannot be stored would be looked up as another one.
        users.values(user);
        const key = (await ownKey(client, user)) ?? nameKey(user.name);
        // One at a time for a name, so that of two who want it one is told.
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [key]);
        const holder = await client.query('SELECT 1 FROM users WHERE name_key = $1 AND id <> $2', [
          key,
          user.id,
        ]);
        if (holder.rowCount !== 0) return 'nameTaken';
        await client.query(
          `${usersWithKey.insert} ON CONFLICT (id) DO UPDATE
           SET name = excluded.name, name_key = excluded.name_key, password_hash = excluded.password_hash,
             is_disabled = excluded.is_disabled, second_factor = excluded.second_factor,
             last_code_step = excluded.last_code_step, recovery_codes = excluded.recovery_codes`,
          usersWithKey.values({ ...user, nameKey: key }),
        );
        await client.query('DELETE FROM grants WHERE "user" = $1', [user.id]);
        await putGrants(client, user.id, user.grants);
        await appendAudit(client, event);
        return 'stored';
      }),
    user: async (id) => (await find('id = $1', [id]))[0],
    userByName: async (name) =>
      (await find('name = $1 OR name_key = $2', [name, nameKey(name)], '(name = $1) DESC'))[0],
    users: () => find('true', []),
    disableUser: (id, event) =>
      unitOfWork(async (client) => {
        const state = await lockAdministration(client, id);
        if (state !== 'free') return state;
        await client.query('UPDATE users SET is_disabled = true WHERE id = $1', [id]);
        await client.query('DELETE FROM sign_in_links WHERE "user" = $1', [id]);
        await client.query('DELETE FROM sessions WHERE "user" = $1', [id]);
        return done(client, event);
      }),
    enableUser: (id, event) =>
      unitOfWork(async (client) => {
        const text = 'UPDATE users SET is_disabled = false WHERE id = $1 AND is_disabled';
        const isDone = (await client.query(text, [id])).rowCount !== 0;
        if (isDone) await appendAudit(client, event);
        return isDone;
      }),
    setGrants: (id, given, event) =>
      unitOfWork(async (client) => {
        const state = await lockAdministration(client, id);
        const staysOne = state === 'lastAdministrator' && given.some(isAdministration);
        if (state !== 'free' && !staysOne) return state;
        await client.query('DELETE FROM grants WHERE "user" = $1', [id]);
        await putGrants(client, id, given);
        return done(client, event);
      }),
  };
}

const isAdministration = ({ role, programme }: Grant) => role === 'administrator' && programme === '*';

async function done(client: Client, event: AuditEvent | undefined): Promise<'done'> {
  await appendAudit(client, event);
  return 'done';
}

async function ownKey(client: Client, { id, name }: User): Promise<string | undefined> {
  const text = 'SELECT name_key AS key FROM users WHERE id = $1 AND name = $2';
  return (await client.query<{ key: string }>(text, [id, name])).rows[0]?.key;
}

/** Held by whoever takes rights from somebody: two administrators must not each take them from the other. */
const ADMINISTRATION_LOCK = 7_266_941_003;

/** Locks the user's row, and tells whether the last administrator would go with it. */
async function lockAdministration(
  client: Client,
  id: string,
): Promise<'free' | 'lastAdministrator' | 'unknown'> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [ADMINISTRATION_LOCK]);
  const { rowCount } = await client.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [id]);
  if (rowCount === 0) return 'unknown';
  const { rows } = await client.query<{ isOne: boolean; isOther: boolean }>(
    `SELECT bool_or(id = $1) AS "isOne", bool_or(id <> $1 AND password_hash IS NOT NULL) AS "isOther"
     FROM users JOIN grants ON grants."user" = users.id
     WHERE NOT is_disabled AND role = 'administrator' AND programme = '*'`,
    [id],
  );
  const { isOne, isOther } = rows[0]!;
  return isOne && !isOther ? 'lastAdministrator' : 'free';
}

/** Puts a user who is not there yet, inside the caller's transaction. */
export async function addUser(client: Client, user: User): Promise<void> {
  const { rows } = await client.query<{ key: string }>('SELECT name_key AS key FROM users');
  const taken = new Set(rows.map(({ key }) => key));
  const key = freeNameKey(user.name, (tried) => taken.has(tried));
  await client.query(usersWithKey.insert, usersWithKey.values({ ...user, nameKey: key }));
  await putGrants(client, user.id, user.grants);
}

async function putGrants(client: Client, user: string, given: readonly Grant[]): Promise<void> {
  for (const grant of given) {
    await client.query(`${grants.insert} ON CONFLICT DO NOTHING`, grants.values({ ...grant, user }));
  }
}
