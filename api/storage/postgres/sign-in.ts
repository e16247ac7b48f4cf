import type { Session, SignInLink, UserStorage } from '../storage.ts';
import { appendAudit } from './audit.ts';
import type { Connections } from './connection.ts';
import { table } from './table.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

const sessions = table<Session>('sessions', {
  tokenHash: 'text',
  user: 'text',
  createdAt: 'integer',
  lastSeenAt: 'integer',
});

const links = table<SignInLink>('sign_in_links', {
  tokenHash: 'text',
  user: 'text',
  purpose: 'text',
  expiresAt: 'integer',
});

const failures = table<{ key: string; at: number }>('sign_in_failures', { key: 'text', at: 'integer' });

/** How a person got in, and how often somebody did not: right across all nodes, because it is kept here. */
export function postgresSignIn({
  read,
  unitOfWork,
}: Connections): Omit<UserStorage, 'putUser' | 'user' | 'userByName' | 'users'> {
  const change = (text: string, ...values: unknown[]) =>
    unitOfWork(async (client) => (await client.query(text, values)).rowCount ?? 0);
  return {
    addSession: (added, event) =>
      unitOfWork(async (client) => {
        await client.query(sessions.insert, sessions.values(added));
        await appendAudit(client, event);
      }),
    session: (tokenHash) =>
      read(async (client) => {
        const text = `SELECT ${sessions.columns} FROM sessions WHERE token_hash = $1`;
        const { rows } = await client.query(text, [tokenHash]);
        return rows[0] === undefined ? undefined : sessions.fromRow(rows[0]);
      }),
    async touchSession(tokenHash, lastSeenAt) {
      const text = 'UPDATE sessions SET last_seen_at = greatest(last_seen_at, $1) WHERE token_hash = $2';
      await change(text, lastSeenAt, tokenHash);
    },
    removeSession: (tokenHash, event) =>
      unitOfWork(async (client) => {
        const { rowCount } = await client.query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash]);
        if (rowCount !== 0) await appendAudit(client, event);
      }),
    async removeSessionsOf(user) {
      await change('DELETE FROM sessions WHERE "user" = $1', user);
    },

    addSignInLink: (added, event) =>
      unitOfWork(async (client) => {
        await client.query(links.insert, links.values(added));
        await appendAudit(client, event);
      }),
    takeSignInLink: (tokenHash, now) =>
      unitOfWork(async (client) => {
        const text = `DELETE FROM sign_in_links WHERE token_hash = $1 RETURNING ${links.columns}`;
        const { rows } = await client.query(text, [tokenHash]);
        const link = rows[0] === undefined ? undefined : links.fromRow(rows[0]);
        return link && link.expiresAt > now ? link : undefined;
      }),
    signInLink: (tokenHash, now) =>
      read(async (client) => {
        const text = `SELECT ${links.columns} FROM sign_in_links WHERE token_hash = $1 AND expires_at > $2`;
        const { rows } = await client.query(text, [tokenHash, now]);
        return rows[0] === undefined ? undefined : links.fromRow(rows[0]);
      }),

    addSignInFailure: (key, at) =>
      unitOfWork(async (client) => {
        await client.query('DELETE FROM sign_in_failures WHERE at < $1', [at - DAY_MILLISECONDS]);
        await client.query(failures.insert, failures.values({ key, at }));
      }),
    signInFailures: (key, since) =>
      read(async (client) => {
        const text = 'SELECT count(*) AS count FROM sign_in_failures WHERE key = $1 AND at >= $2';
        const { rows } = await client.query<{ count: number }>(text, [key, since]);
        return rows[0]!.count;
      }),
    async clearSignInFailures(key) {
      await change('DELETE FROM sign_in_failures WHERE key = $1', key);
    },
  };
}
