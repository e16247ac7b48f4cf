import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import { MOST_KNOWN_PLACES } from '../verbs/users.ts';
import type { Notice, Session, SignInLink, User, UserStorage } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { auditWriter } from './audit.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

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
export function sqliteSignIn(database: Database): Verbs {
  const isDisabled = database.prepare<[string], number>('SELECT is_disabled FROM users WHERE id = ?').pluck();
  const isEnabled = (user: string) => isDisabled.get(user) === 0;
  const appendAudit = auditWriter(database);

  const session = database.prepare<[string]>(`SELECT ${sessions.columns} FROM sessions WHERE token_hash = ?`);
  const sessionsOf = database.prepare<[string]>(
    `SELECT ${sessions.columns} FROM sessions WHERE user = ? ORDER BY created_at DESC, token_hash`,
  );
  const insertSession = database.prepare(sessions.insert);
  const touch = database.prepare<[number, string]>(
    'UPDATE sessions SET last_seen_at = max(last_seen_at, ?) WHERE token_hash = ?',
  );
  const removeSession = database.prepare<[string]>('DELETE FROM sessions WHERE token_hash = ?');
  const removeSessions = database.prepare<[string, string]>(
    'DELETE FROM sessions WHERE user = ? AND token_hash <> ?',
  );
  const endSessions = (user: string, keep = '') => removeSessions.run(user, keep).changes;

  const knownPlace = database.prepare<[string, string]>(
    'SELECT 1 FROM known_places WHERE user = ? AND place = ?',
  );
  const rememberPlace = database.prepare<[string, string, number]>(
    `INSERT INTO known_places (user, place, used_at) VALUES (?, ?, ?)
     ON CONFLICT (user, place) DO UPDATE SET used_at = excluded.used_at`,
  );
  const forgetPlaces = database.prepare<[string, string]>(
    `DELETE FROM known_places WHERE user = ? AND place NOT IN (
       SELECT place FROM known_places WHERE user = ? ORDER BY used_at DESC, place LIMIT ${MOST_KNOWN_PLACES})`,
  );

  const link = database.prepare<[string, number]>(
    `SELECT ${links.columns} FROM sign_in_links WHERE token_hash = ? AND expires_at > ?`,
  );
  const insertLink = database.prepare(links.insert);
  const removeLink = database.prepare<[string]>('DELETE FROM sign_in_links WHERE token_hash = ?');
  const removeLinks = database.prepare<[string]>('DELETE FROM sign_in_links WHERE user = ?');

  const setHash = database.prepare<[string, string]>('UPDATE users SET password_hash = ? WHERE id = ?');
  const setFactor = database.prepare(
    'UPDATE users SET second_factor = ?, last_code_step = ?, recovery_codes = ? WHERE id = ?',
  );
  const setStep = database.prepare<[number, string, number, number]>(
    `UPDATE users SET last_code_step = ?
     WHERE id = ? AND (last_code_step IS NULL OR last_code_step < ? OR last_code_step > ?)`,
  );
  const codesOf = database
    .prepare<[string], string>('SELECT recovery_codes FROM users WHERE id = ? AND is_disabled = 0')
    .pluck();
  const setCodes = database.prepare<[string, string]>('UPDATE users SET recovery_codes = ? WHERE id = ?');

  const insertNotice = database.prepare(`${notices.insert} ON CONFLICT DO NOTHING`);
  const noticesOf = database.prepare<[string]>(
    `SELECT ${notices.columns} FROM notices WHERE user = ? ORDER BY at, kind`,
  );
  const removeNotices = database.prepare<[string, number]>('DELETE FROM notices WHERE user = ? AND at <= ?');
  const tell = (notice: Notice | undefined) => notice && insertNotice.run(notices.toRow(notice));

  function findLink(tokenHash: string, now: number): SignInLink | undefined {
    const row = link.get(tokenHash, now);
    return row === undefined ? undefined : links.fromRow(row);
  }

  function putPassword(user: string, passwordHash: string, event: AuditEvent, keep?: string): boolean {
    if (!isEnabled(user)) return false;
    setHash.run(passwordHash, user);
    removeLinks.run(user);
    endSessions(user, keep);
    appendAudit(event);
    return true;
  }

  return {
    setPassword: unitOfWork(database, putPassword),
    usePasswordLink: unitOfWork(
      database,
      (tokenHash: string, now: number, passwordHash: string, event: AuditEvent) => {
        const found = findLink(tokenHash, now);
        return found !== undefined && putPassword(found.user, passwordHash, event);
      },
    ),

    addSession: unitOfWork(database, (added: Session, event?: AuditEvent, places: readonly string[] = []) => {
      if (isDisabled.get(added.user) === 1) return false;
      insertSession.run(sessions.toRow(added));
      for (const place of places) rememberPlace.run(added.user, place, added.createdAt);
      if (places.length > 0) forgetPlaces.run(added.user, added.user);
      appendAudit(event);
      return true;
    }),
    async session(tokenHash) {
      const row = session.get(tokenHash);
      return row === undefined ? undefined : sessions.fromRow(row);
    },
    async sessionsOf(user) {
      return sessionsOf.all(user).map(sessions.fromRow);
    },
    touchSession: unitOfWork(database, (tokenHash: string, lastSeenAt: number) => {
      touch.run(lastSeenAt, tokenHash);
    }),
    removeSession: unitOfWork(database, (tokenHash: string, event?: AuditEvent) => {
      if (removeSession.run(tokenHash).changes > 0) appendAudit(event);
    }),
    removeSessionsOf: unitOfWork(database, (user: string, event?: AuditEvent, keep?: string) => {
      const removed = endSessions(user, keep);
      if (removed > 0) appendAudit(event);
      return removed;
    }),
    async knownPlaces(user, places) {
      return places.filter((place) => knownPlace.get(user, place) !== undefined);
    },

    addSignInLink: unitOfWork(database, (added: SignInLink, event?: AuditEvent, notice?: Notice) => {
      if (!isEnabled(added.user)) return false;
      removeLinks.run(added.user);
      insertLink.run(links.toRow(added));
      tell(notice);
      appendAudit(event);
      return true;
    }),
    takeSignInLink: unitOfWork(database, (tokenHash: string, now: number) => {
      const found = findLink(tokenHash, now);
      removeLink.run(tokenHash);
      return found;
    }),
    async signInLink(tokenHash, now) {
      return findLink(tokenHash, now);
    },

    setSecondFactor: unitOfWork(
      database,
      (
        user: string,
        factor: Pick<User, 'secondFactor' | 'lastCodeStep' | 'recoveryCodes'>,
        event?: AuditEvent,
        more: { readonly keep?: string; readonly notice?: Notice } = {},
      ) => {
        if (!isEnabled(user)) return false;
        const { secondFactor, lastCodeStep, recoveryCodes } = factor;
        setFactor.run(secondFactor ?? null, lastCodeStep ?? null, recoveryCodes ?? null, user);
        endSessions(user, more.keep);
        tell(more.notice);
        appendAudit(event);
        return true;
      },
    ),
    useCodeStep: unitOfWork(
      database,
      (user: string, step: number, latest: number) =>
        isEnabled(user) && setStep.run(step, user, step, latest).changes > 0,
    ),
    useRecoveryCode: unitOfWork(database, (user: string, codeHash: string, event: AuditEvent) => {
      const codes = JSON.parse(codesOf.get(user) ?? '[]') as string[];
      if (!codes.includes(codeHash)) return false;
      setCodes.run(JSON.stringify(codes.filter((code) => code !== codeHash)), user);
      appendAudit(event);
      return true;
    }),

    async notices(user) {
      return noticesOf.all(user).map(notices.fromRow);
    },
    removeNotices: unitOfWork(database, (user: string, until: number) => {
      removeNotices.run(user, until);
    }),
  };
}
