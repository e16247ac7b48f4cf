import type { Notice, Session, UserStorage } from '../storage.ts';
import { MOST_KNOWN_PLACES } from '../verbs/users.ts';
import type { AuditEvent } from '../audit-chain.ts';
import { tables } from '../tables/tables.ts';
import { appendAudit } from './audit.ts';
import type { Client } from './client.ts';
import type { Connections } from './connection.ts';
import { table } from './table.ts';

const sessions = table(tables.sessions);

const links = table(tables.signInLinks);

const notices = table(tables.notices);

type Verbs = Pick<
  UserStorage,
  | 'setPassword'
  | 'usePasswordLink'
  | 'addSession'
  | 'session'
  | 'sessionsOf'
  | 'touchSession'
  | 'removeSession'
  | 'removeSessionsOf'
  | 'knownPlaces'
  | 'addSignInLink'
  | 'takeSignInLink'
  | 'signInLink'
  | 'setSecondFactor'
  | 'useCodeStep'
  | 'useRecoveryCode'
  | 'notices'
  | 'removeNotices'
>;

/** How a person gets in, and what lets nobody in any more. */
export function postgresSignIn({ read, unitOfWork }: Connections): Verbs {
  const change = (text: string, ...values: unknown[]) =>
    unitOfWork(async (client) => (await client.query(text, values)).rowCount ?? 0);
  const all = <Row>(text: string, values: readonly unknown[], fromRow: (row: unknown) => Row) =>
    read(async (client) => (await client.query(text, [...values])).rows.map(fromRow));

  return {
    setPassword: (user, passwordHash, event, keep) =>
      unitOfWork((client) => putPassword(client, user, passwordHash, event, keep)),
    usePasswordLink: (tokenHash, now, passwordHash, event) =>
      unitOfWork(async (client) => {
        const text = 'SELECT "user" FROM sign_in_links WHERE token_hash = $1';
        const owner = (await client.query<{ user: string }>(text, [tokenHash])).rows[0]?.user;
        // The user's row first, as everybody does who changes what belongs to it; then the link again.
        if (owner === undefined || !(await lockEnabled(client, owner))) return false;
        const still = await client.query(`${text} AND expires_at > $2`, [tokenHash, now]);
        return still.rowCount !== 0 && putPassword(client, owner, passwordHash, event);
      }),

    addSession: (added, event, places = []) =>
      unitOfWork(async (client) => {
        if ((await lockUser(client, added.user)) === 'disabled') return false;
        await client.query(sessions.insert, sessions.values(added));
        if (places.length > 0) await rememberPlaces(client, added, places);
        await appendAudit(client, event);
        return true;
      }),
    session: async (tokenHash) => {
      const text = `SELECT ${sessions.columns} FROM sessions WHERE token_hash = $1`;
      return (await all(text, [tokenHash], sessions.fromRow))[0];
    },
    sessionsOf: (user) =>
      all(
        `SELECT ${sessions.columns} FROM sessions WHERE "user" = $1 ORDER BY created_at DESC, token_hash`,
        [user],
        sessions.fromRow,
      ),
    async touchSession(tokenHash, lastSeenAt) {
      const text = 'UPDATE sessions SET last_seen_at = greatest(last_seen_at, $1) WHERE token_hash = $2';
      await change(text, lastSeenAt, tokenHash);
    },
    removeSession: (tokenHash, event) =>
      unitOfWork(async (client) => {
        const { rowCount } = await client.query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash]);
        if (rowCount !== 0) await appendAudit(client, event);
      }),
    removeSessionsOf: (user, event, keep) =>
      unitOfWork(async (client) => {
        const removed = await endSessions(client, user, keep);
        if (removed > 0) await appendAudit(client, event);
        return removed;
      }),
    knownPlaces: (user, places) =>
      all(
        'SELECT place FROM known_places WHERE "user" = $1 AND place = ANY ($2) ORDER BY place',
        [user, places],
        (row) => (row as { place: string }).place,
      ),

    addSignInLink: (added, event, notice) =>
      unitOfWork(async (client) => {
        if (!(await lockEnabled(client, added.user))) return false;
        await client.query('DELETE FROM sign_in_links WHERE "user" = $1', [added.user]);
        await client.query(links.insert, links.values(added));
        await tell(client, notice);
        await appendAudit(client, event);
        return true;
      }),
    takeSignInLink: (tokenHash, now) =>
      unitOfWork(async (client) => {
        const text = `DELETE FROM sign_in_links WHERE token_hash = $1 RETURNING ${links.columns}`;
        const { rows } = await client.query(text, [tokenHash]);
        const link = rows[0] === undefined ? undefined : links.fromRow(rows[0]);
        return link && link.expiresAt > now ? link : undefined;
      }),
    signInLink: async (tokenHash, now) => {
      const text = `SELECT ${links.columns} FROM sign_in_links WHERE token_hash = $1 AND expires_at > $2`;
      return (await all(text, [tokenHash, now], links.fromRow))[0];
    },

    setSecondFactor: (user, { secondFactor, lastCodeStep, recoveryCodes }, event, more = {}) =>
      unitOfWork(async (client) => {
        if (!(await lockEnabled(client, user))) return false;
        await client.query(
          'UPDATE users SET second_factor = $2, last_code_step = $3, recovery_codes = $4 WHERE id = $1',
          [user, secondFactor, lastCodeStep, recoveryCodes],
        );
        await endSessions(client, user, more.keep);
        await tell(client, more.notice);
        await appendAudit(client, event);
        return true;
      }),
    useCodeStep: async (user, step, latest) => {
      const text = `UPDATE users SET last_code_step = $2 WHERE id = $1 AND NOT is_disabled
        AND (last_code_step IS NULL OR last_code_step < $2 OR last_code_step > $3)`;
      return (await change(text, user, step, latest)) > 0;
    },
    useRecoveryCode: (user, codeHash, event) =>
      unitOfWork(async (client) => {
        const text = 'SELECT recovery_codes AS codes FROM users WHERE id = $1 AND NOT is_disabled FOR UPDATE';
        const { rows } = await client.query<{ codes: string | null }>(text, [user]);
        const codes = JSON.parse(rows[0]?.codes ?? '[]') as string[];
        if (!codes.includes(codeHash)) return false;
        const left = JSON.stringify(codes.filter((code) => code !== codeHash));
        await client.query('UPDATE users SET recovery_codes = $2 WHERE id = $1', [user, left]);
        await appendAudit(client, event);
        return true;
      }),

    notices: (user) =>
      all(
        `SELECT ${notices.columns} FROM notices WHERE "user" = $1 ORDER BY at, kind`,
        [user],
        notices.fromRow,
      ),
    async removeNotices(user, until) {
      await change('DELETE FROM notices WHERE "user" = $1 AND at <= $2', user, until);
    },
  };

  async function tell(client: Client, notice: Notice | undefined) {
    if (notice) await client.query(`${notices.insert} ON CONFLICT DO NOTHING`, notices.values(notice));
  }
}

/** Locks the user's row, so that disabling comes either before or after. */
async function lockUser(client: Client, user: string): Promise<'enabled' | 'disabled' | 'unknown'> {
  const text = 'SELECT is_disabled AS "isDisabled" FROM users WHERE id = $1 FOR UPDATE';
  const row = (await client.query<{ isDisabled: boolean }>(text, [user])).rows[0];
  if (row === undefined) return 'unknown';
  return row.isDisabled ? 'disabled' : 'enabled';
}

async function lockEnabled(client: Client, user: string): Promise<boolean> {
  return (await lockUser(client, user)) === 'enabled';
}

async function putPassword(
  client: Client,
  user: string,
  passwordHash: string,
  event: AuditEvent,
  keep?: string,
): Promise<boolean> {
  if (!(await lockEnabled(client, user))) return false;
  await client.query('UPDATE users SET password_hash = $2 WHERE id = $1', [user, passwordHash]);
  await client.query('DELETE FROM sign_in_links WHERE "user" = $1', [user]);
  await endSessions(client, user, keep);
  await appendAudit(client, event);
  return true;
}

async function endSessions(client: Client, user: string, keep = ''): Promise<number> {
  const text = 'DELETE FROM sessions WHERE "user" = $1 AND token_hash <> $2';
  return (await client.query(text, [user, keep])).rowCount ?? 0;
}

async function rememberPlaces(
  client: Client,
  { user, createdAt }: Session,
  places: readonly string[],
): Promise<void> {
  await client.query(
    `INSERT INTO known_places ("user", place, used_at) SELECT $1, place, $3 FROM unnest($2::text[]) AS place
     ON CONFLICT ("user", place) DO UPDATE SET used_at = excluded.used_at`,
    [user, places, createdAt],
  );
  await client.query(
    `DELETE FROM known_places WHERE "user" = $1 AND place NOT IN (
       SELECT place FROM known_places WHERE "user" = $1 ORDER BY used_at DESC, place LIMIT ${MOST_KNOWN_PLACES})`,
    [user],
  );
}
