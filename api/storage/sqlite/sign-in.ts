import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import type { Session, SignInLink, UserStorage } from '../storage.ts';
import { auditWriter } from './audit.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;

const sessions = table<Session>('sessions', {
  tokenHash: 'text',
  user: 'text',
  createdAt: 'number',
  lastSeenAt: 'number',
});

const links = table<SignInLink>('sign_in_links', {
  tokenHash: 'text',
  user: 'text',
  purpose: 'text',
  expiresAt: 'number',
});

const failures = table<{ key: string; at: number }>('sign_in_failures', { key: 'text', at: 'number' });

/** How a person got in, and how often somebody did not. */
export function sqliteSignIn(
  database: Database,
): Omit<UserStorage, 'putUser' | 'user' | 'userByName' | 'users'> {
  const session = database.prepare<[string]>(`SELECT ${sessions.columns} FROM sessions WHERE token_hash = ?`);
  const insertSession = database.prepare(sessions.insert);
  const touch = database.prepare<[number, string]>(
    'UPDATE sessions SET last_seen_at = max(last_seen_at, ?) WHERE token_hash = ?',
  );
  const removeSession = database.prepare<[string]>('DELETE FROM sessions WHERE token_hash = ?');
  const removeSessionsOf = database.prepare<[string]>('DELETE FROM sessions WHERE user = ?');

  const link = database.prepare<[string, number]>(
    `SELECT ${links.columns} FROM sign_in_links WHERE token_hash = ? AND expires_at > ?`,
  );
  const insertLink = database.prepare(links.insert);
  const removeLink = database.prepare<[string]>('DELETE FROM sign_in_links WHERE token_hash = ?');

  const insertFailure = database.prepare(failures.insert);
  const forgetFailures = database.prepare<[number]>('DELETE FROM sign_in_failures WHERE at < ?');
  const countFailures = database
    .prepare<[string, number], number>('SELECT count(*) FROM sign_in_failures WHERE key = ? AND at >= ?')
    .pluck();
  const clearFailures = database.prepare<[string]>('DELETE FROM sign_in_failures WHERE key = ?');
  const appendAudit = auditWriter(database);

  function findLink(tokenHash: string, now: number): SignInLink | undefined {
    const row = link.get(tokenHash, now);
    return row === undefined ? undefined : links.fromRow(row);
  }

  return {
    addSession: unitOfWork(database, (added: Session, event?: AuditEvent) => {
      insertSession.run(sessions.toRow(added));
      appendAudit(event);
    }),
    async session(tokenHash) {
      const row = session.get(tokenHash);
      return row === undefined ? undefined : sessions.fromRow(row);
    },
    touchSession: unitOfWork(database, (tokenHash: string, lastSeenAt: number) => {
      touch.run(lastSeenAt, tokenHash);
    }),
    removeSession: unitOfWork(database, (tokenHash: string, event?: AuditEvent) => {
      if (removeSession.run(tokenHash).changes > 0) appendAudit(event);
    }),
    removeSessionsOf: unitOfWork(database, (user: string) => {
      removeSessionsOf.run(user);
    }),

    addSignInLink: unitOfWork(database, (added: SignInLink, event?: AuditEvent) => {
      insertLink.run(links.toRow(added));
      appendAudit(event);
    }),
    takeSignInLink: unitOfWork(database, (tokenHash: string, now: number) => {
      const found = findLink(tokenHash, now);
      removeLink.run(tokenHash);
      return found;
    }),
    async signInLink(tokenHash, now) {
      return findLink(tokenHash, now);
    },

    addSignInFailure: unitOfWork(database, (key: string, at: number) => {
      forgetFailures.run(at - dayMilliseconds);
      insertFailure.run(failures.toRow({ key, at }));
    }),
    async signInFailures(key, since) {
      return countFailures.get(key, since) ?? 0;
    },
    clearSignInFailures: unitOfWork(database, (key: string) => {
      clearFailures.run(key);
    }),
  };
}
