import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Storage, User } from '../storage/storage.ts';
import type { Actor } from './authorize.ts';
import { hashToken, newToken } from './token.ts';

const COOKIE = 'manyi_session';
const MINUTE = 60_000;
/** A session ends half an hour after its last use, and twelve hours after sign-in whatever happens. */
const IDLE_MINUTES = 30;
const LONGEST_MINUTES = 12 * 60;

export async function startSession(c: Context, storage: Storage, user: User, now: number): Promise<Actor> {
  await forgetSession(c, storage);
  const token = newToken();
  await storage.addSession({ tokenHash: hashToken(token), user: user.id, createdAt: now, lastSeenAt: now });
  setCookie(c, COOKIE, token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: isHttps(c),
    maxAge: LONGEST_MINUTES * 60,
  });
  return { user: user.id, name: user.name, grants: user.grants };
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

export async function endSession(c: Context, storage: Storage): Promise<void> {
  await forgetSession(c, storage);
  deleteCookie(c, COOKIE, { path: '/' });
}

/** Whoever signs in gets a new session; an old one, perhaps planted, is worth nothing afterwards. */
async function forgetSession(c: Context, storage: Storage): Promise<void> {
  const token = getCookie(c, COOKIE);
  if (token !== undefined) await storage.removeSession(hashToken(token));
}

/** Behind a proxy that ends TLS the request itself is plain; the proxy says what it was. */
function isHttps(c: Context): boolean {
  return new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https';
}
