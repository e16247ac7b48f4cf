import type { Context } from 'hono';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { AuditEvent } from '../storage/audit-chain.ts';
import type { Session, User } from '../storage/storage.ts';
import { auditEvent } from './audit.ts';
import type { Actor } from './authorize.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import { devicePlace, networkPlace } from './places.ts';
import { hashToken, newToken } from './token.ts';

const COOKIE = 'manyi_session';
const DEVICE_COOKIE = 'manyi_device';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A session ends half an hour after its last use, and twelve hours after sign-in whatever happens. */
const IDLE_MINUTES = 30;
const LONGEST_MINUTES = 12 * 60;
/** A browser is known for as long as browsers keep a cookie at most, a network for as long after its last use. */
const KNOWN_DAYS = 400;
const PROPOSAL_DAYS = 30;

type SessionDeps = Pick<Deps, 'storage' | 'clock' | 'proxies' | 'publicUrl' | 'keys'>;

/** @param how what the audit chain is told: by which way and from which network */
export async function startSession(
  c: Context,
  deps: SessionDeps,
  user: User,
  how: { readonly via: 'password' | 'link'; readonly network: string },
): Promise<Actor> {
  const { storage } = deps;
  const now = deps.clock();
  await forgetSession(c, deps);
  const token = newToken();
  const actor = { user: user.id, name: user.name, grants: user.grants };
  const device = deviceOf(c, deps) ?? newToken();
  const { network } = how;
  const isAdded = await storage.addSession(
    { tokenHash: hashToken(token), user: user.id, createdAt: now, lastSeenAt: now, network },
    auditEvent(deps, actor, 'signedIn', user.id, how),
    [networkPlace(deps.keys, network), devicePlace(deps.keys, device)],
  );
  // Somebody was disabled while the password was checked.
  if (!isAdded) throw new Problem(how.via === 'link' ? 'linkUsed' : 'wrongPassword');
  writeCookie(c, deps, COOKIE, token, LONGEST_MINUTES * 60);
  writeCookie(c, deps, DEVICE_COOKIE, device, (KNOWN_DAYS * DAY) / 1000);
  return actor;
}

/** What this browser was given when somebody signed in with it before. */
export function deviceOf(c: Context, around: Pick<Deps, 'proxies' | 'publicUrl'>): string | undefined {
  const device = readCookie(c, around, DEVICE_COOKIE);
  return device !== undefined && /^[\w-]{43}$/.test(device) ? device : undefined;
}

/** The person behind the request's cookie, while the session lasts. */
export async function actorOf(c: Context, deps: SessionDeps): Promise<Actor | undefined> {
  const { storage } = deps;
  const tokenHash = sessionHashOf(c, deps);
  const session = tokenHash === undefined ? undefined : await storage.session(tokenHash);
  if (!session) return undefined;
  const now = deps.clock();
  const user = isOver(session, now) ? undefined : await storage.user(session.user);
  if (!user || user.isDisabled) {
    await storage.removeSession(session.tokenHash);
    return undefined;
  }
  if (now - session.lastSeenAt > MINUTE) await storage.touchSession(session.tokenHash, now);
  return { user: user.id, name: user.name, grants: user.grants };
}

/** Also when it was used in what is the future now: a clock that was set back does not lengthen a session. */
function isOver({ createdAt, lastSeenAt }: Session, now: number): boolean {
  const idle = Math.abs(now - lastSeenAt);
  return (
    idle > IDLE_MINUTES * MINUTE ||
    now - createdAt > LONGEST_MINUTES * MINUTE ||
    createdAt - now > IDLE_MINUTES * MINUTE
  );
}

/** Hash of the session the request came with, whether or not it still lasts. */
export function sessionHashOf(c: Context, around: Pick<Deps, 'proxies' | 'publicUrl'>): string | undefined {
  const token = readCookie(c, around, COOKIE);
  return token === undefined ? undefined : hashToken(token);
}

export async function endSession(c: Context, deps: SessionDeps, actor: Actor | undefined): Promise<void> {
  await forgetSession(c, deps, actor && auditEvent(deps, actor, 'signedOut', actor.user));
  dropCookie(c, deps, COOKIE);
}

/** Whoever signs in gets a new session; an old one, perhaps planted, is worth nothing afterwards. */
async function forgetSession(c: Context, deps: SessionDeps, event?: AuditEvent): Promise<void> {
  const tokenHash = sessionHashOf(c, deps);
  if (tokenHash !== undefined) await deps.storage.removeSession(tokenHash, event);
}

/** Sessions, links, counts and proposals that count for nothing any more go. */
export async function forgetExpired({ storage, clock, log }: Pick<Deps, 'storage' | 'clock' | 'log'>) {
  const now = clock();
  try {
    await storage.forgetExpired({
      now,
      sessionsSeenBefore: now - IDLE_MINUTES * MINUTE,
      sessionsCreatedBefore: now - LONGEST_MINUTES * MINUTE,
      sessionsNotAfter: now + IDLE_MINUTES * MINUTE,
      linksExpiredBefore: now,
      countedBefore: now - DAY,
      placesUsedBefore: now - KNOWN_DAYS * DAY,
      proposedBefore: now - PROPOSAL_DAYS * DAY,
    });
  } catch (error) {
    log.warn({ err: error }, 'expired sessions could not be removed');
  }
}
