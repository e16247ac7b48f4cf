import type { Context } from 'hono';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { AuditEvent } from '../storage/audit-chain.ts';
import type { Session, User } from '../storage/storage.ts';
import { auditEvent } from './audit-event.ts';
import type { Actor } from './authorize.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import { devicePlace, networkPlace } from './places.ts';
import { needsSecondFactor } from './second-factor.ts';
import { hashToken, isBoundTo, newBoundToken, newToken } from './token.ts';

const COOKIE = 'manyi_session';
const DEVICE_COOKIE = 'manyi_device';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A session ends half an hour after its last use, and twelve hours after sign-in whatever happens. */
const IDLE_MINUTES = 30;
const LONGEST_MINUTES = 12 * 60;
/** Between the password and the second factor. */
const AWAITING_MINUTES = 10;
/** A browser is known for as long as browsers keep a cookie at most, a network for as long after its last use. */
const KNOWN_DAYS = 400;
const PROPOSAL_DAYS = 30;

type SessionDeps = Pick<Deps, 'storage' | 'clock' | 'proxies' | 'publicUrl' | 'keys' | 'secondFactor'>;

/** How far somebody has come: in, or before the second factor. */
export type Entered = { readonly actor: Actor } | { readonly awaits: NonNullable<Session['awaits']> };

interface How {
  readonly via: 'password' | 'link';
  readonly network: string;
}

/**
 * Begins a session of somebody whose password or link was right. Who has a second factor, or must have one, is not in
 * yet: the session then lets nobody do anything but give a code, or enrol.
 */
export async function enter(c: Context, deps: SessionDeps, user: User, how: How): Promise<Entered> {
  const awaits = missingStep(deps, user);
  if (awaits === undefined) return { actor: await startSession(c, deps, user, how) };
  await forgetSession(c, deps);
  const token = newBoundToken(deps.keys, 256, boundTo({ user: user.id, awaits }));
  const now = deps.clock();
  const { network } = how;
  const tokenHash = hashToken(token);
  const session = { tokenHash, user: user.id, createdAt: now, lastSeenAt: now, network, awaits };
  if (!(await deps.storage.addSession(session))) throw new Problem('linkUsed');
  writeCookie(c, deps, COOKIE, token, AWAITING_MINUTES * 60);
  return { awaits };
}

function missingStep({ secondFactor }: SessionDeps, user: User): Session['awaits'] {
  if (user.secondFactor !== undefined) return 'code';
  return needsSecondFactor(secondFactor, user) ? 'enrolment' : undefined;
}

/** @param how what the audit chain is told: by which way and from which network */
export async function startSession(
  c: Context,
  deps: SessionDeps,
  user: User,
  how: How & { readonly secondFactor?: true },
): Promise<Actor> {
  const { storage } = deps;
  const now = deps.clock();
  await forgetSession(c, deps);
  const token = newBoundToken(deps.keys, 256, boundTo({ user: user.id }));
  const actor = { user: user.id, name: user.name, grants: user.grants };
  const device = deviceOf(c, deps) ?? newToken();
  const { network } = how;
  const isAdded = await storage.addSession(
    { tokenHash: hashToken(token), user: user.id, createdAt: now, lastSeenAt: now, network },
    auditEvent(deps, actor, 'signedIn', user.id, { ...how }),
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
  const found = await sessionOf(c, deps);
  if (!found || found.session.awaits !== undefined) return undefined;
  const { user, session } = found;
  const now = deps.clock();
  if (now - session.lastSeenAt > MINUTE) await deps.storage.touchSession(session.tokenHash, now);
  return { user: user.id, name: user.name, grants: user.grants };
}

/** Whoever has given a password and not yet the second factor, and what is missing. */
export async function waitingPerson(c: Context, deps: SessionDeps) {
  const found = await sessionOf(c, deps);
  const awaits = found?.session.awaits;
  return found && awaits ? { user: found.user, awaits } : undefined;
}

async function sessionOf(c: Context, deps: SessionDeps) {
  const { storage } = deps;
  const token = readCookie(c, deps, COOKIE);
  const session = token === undefined ? undefined : await storage.session(hashToken(token));
  if (!session) return undefined;
  // One that was put in or changed past the platform, or begun before tokens were bound.
  const isOurs = isBoundTo(deps.keys, token!, boundTo(session));
  const user = !isOurs || isOver(session, deps.clock()) ? undefined : await storage.user(session.user);
  if (user && !user.isDisabled) return { session, user };
  await storage.removeSession(session.tokenHash);
  return undefined;
}

/** Whose a session is, and what it lets one do. */
function boundTo({ user, awaits }: Pick<Session, 'user' | 'awaits'>): readonly string[] {
  return ['session', user, awaits ?? ''];
}

/** Also when it was used in what is the future now: a clock that was set back does not lengthen a session. */
function isOver({ createdAt, lastSeenAt, awaits }: Session, now: number): boolean {
  const idle = Math.abs(now - lastSeenAt);
  if (awaits !== undefined && idle > AWAITING_MINUTES * MINUTE) return true;
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
