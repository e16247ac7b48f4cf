import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Deps } from '../deps.ts';
import type { AuditEvent } from '../storage/audit-chain.ts';
import type { Storage, User } from '../storage/storage.ts';
import { auditEvent } from './audit.ts';
import type { Actor } from './authorize.ts';
import { isHttps } from './network.ts';
import { hashToken, newToken } from './token.ts';

const COOKIE = 'manyi_session';
const MINUTE = 60_000;
/** A session ends half an hour after its last use, and twelve hours after sign-in whatever happens. */
const IDLE_MINUTES = 30;
const LONGEST_MINUTES = 12 * 60;

/** @param how what the audit chain is told: by which way and from which network */
export async function startSession(
  c: Context,
  deps: Deps,
  user: User,
  how: { readonly via: 'password' | 'link'; readonly network: string },
): Promise<Actor> {
  const { storage } = deps;
  const now = deps.clock();
  await forgetSession(c, storage);
  const token = newToken();
  const actor = { user: user.id, name: user.name, grants: user.grants };
  await storage.addSession(
    { tokenHash: hashToken(token), user: user.id, createdAt: now, lastSeenAt: now },
    auditEvent(deps, actor, 'signedIn', user.id, how),
  );
  setCookie(c, COOKIE, token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: isHttps(c, deps.proxies),
    maxAge: LONGEST_MINUTES * 60,
  });
  return actor;
}

/** The person behind the request's cookie, while the session lasts. */
export async function actorOf(c: Context, storage: Storage, now: number): Promise<Actor | undefined> {
  const token = getCookie(c, COOKIE);
  if (token === undefined) return undefined;
  const tokenHash = hashToken(token);
  const session = await storage.session(tokenHash);
  if (!session) return undefined;
  const isOver =
    now - session.lastSeenAt > IDLE_MINUTES * MINUTE || now - session.createdAt > LONGEST_MINUTES * MINUTE;
  const user = isOver ? undefined : await storage.user(session.user);
  if (!user || user.isDisabled) {
    await storage.removeSession(tokenHash);
    return undefined;
  }
  if (now - session.lastSeenAt > MINUTE) await storage.touchSession(tokenHash, now);
  return { user: user.id, name: user.name, grants: user.grants };
}

export async function endSession(c: Context, deps: Deps, actor: Actor | undefined): Promise<void> {
  await forgetSession(c, deps.storage, actor && auditEvent(deps, actor, 'signedOut', actor.user));
  deleteCookie(c, COOKIE, { path: '/' });
}

/** Whoever signs in gets a new session; an old one, perhaps planted, is worth nothing afterwards. */
async function forgetSession(c: Context, storage: Storage, event?: AuditEvent): Promise<void> {
  const token = getCookie(c, COOKIE);
  if (token !== undefined) await storage.removeSession(hashToken(token), event);
}

/** Sessions and links that let nobody in any more go. */
export async function forgetExpired({ storage, clock, log }: Pick<Deps, 'storage' | 'clock' | 'log'>) {
  const now = clock();
  try {
    await storage.forgetExpired({
      sessionsSeenBefore: now - IDLE_MINUTES * MINUTE,
      sessionsCreatedBefore: now - LONGEST_MINUTES * MINUTE,
      linksExpiredBefore: now,
    });
  } catch (error) {
    log.warn({ err: error }, 'expired sessions could not be removed');
  }
}
