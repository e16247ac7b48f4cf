import { auditEvent, type Doer } from './audit-event.ts';
import { hashPassword } from './password.ts';
import { isStrongEnough } from './is-strong-enough.ts';
import { hashToken, isBoundTo, newBoundToken } from './token.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { passwordDigest } from '../verify/password-digest.ts';
import type { Notice, SignInLink, User } from '../storage/storage.ts';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** How far the clocks of two machines, or of one before and after it was set, may differ. */
const CLOCK_MINUTES = 30;

/**
 * A link that lets `user` in once within a week; only its hash is kept, and links made before it are void.
 * Returns the token.
 *
 * @param notice what the person is told at the next sign-in
 */
export async function newSignInLink(
  deps: Pick<Deps, 'storage' | 'clock' | 'keys'>,
  user: string,
  purpose: SignInLink['purpose'],
  by: Doer,
  details: Readonly<Record<string, unknown>> = {},
  notice?: Notice,
): Promise<string> {
  const token = newBoundToken(deps.keys, 128, boundTo({ user, purpose }));
  const link = { tokenHash: hashToken(token), user, purpose, expiresAt: deps.clock() + WEEK };
  const event = auditEvent(deps, by, 'linkIssued', user, { purpose, ...details });
  if (!(await deps.storage.addSignInLink(link, event, notice))) throw new Problem('userDisabled');
  return token;
}

/** Whom a link lets in, and to do what. */
function boundTo({ user, purpose }: Pick<SignInLink, 'user' | 'purpose'>): readonly string[] {
  return ['link', user, purpose];
}

/**
 * None that was put in or changed past the platform, or made before tokens were bound. And not one made in what is the
 * future now: the clock that made it was wrong, and it would last for long.
 */
async function linkOf({ storage, clock, keys }: Pick<Deps, 'storage' | 'clock' | 'keys'>, token: string) {
  const now = clock();
  const link = await storage.signInLink(hashToken(token), now);
  if (!link || !isBoundTo(keys, token, boundTo(link))) return undefined;
  return link.expiresAt - now <= WEEK + CLOCK_MINUTES * MINUTE ? link : undefined;
}

/** What a link is for. Looking, as link scanners do, does not use it up. */
export async function lookAtLink(deps: Pick<Deps, 'storage' | 'clock' | 'keys'>, token: string) {
  const link = await linkOf(deps, token);
  const user = link && (await deps.storage.user(link.user));
  if (!link || !user || user.isDisabled) throw new Problem('linkUsed');
  return { purpose: link.purpose, name: user.name };
}

/**
 * Uses the link up. One that sets a password keeps until a good enough password comes with it; then the password,
 * the end of every link and of every session are one step, which comes before or after a disabling, never between.
 */
export async function useLink(
  deps: Pick<Deps, 'storage' | 'clock' | 'passwords' | 'keys'>,
  token: string,
  { password = '', network }: { readonly password?: string | undefined; readonly network: string },
): Promise<User> {
  const { storage, clock } = deps;
  const tokenHash = hashToken(token);
  const link = await linkOf(deps, token);
  const user = link && (await storage.user(link.user));
  if (!link || !user || user.isDisabled) throw new Problem('linkUsed');
  if (link.purpose === 'signIn') {
    if (!(await storage.takeSignInLink(tokenHash, clock()))) throw new Problem('linkUsed');
    return user;
  }
  if (!isStrongEnough(password, user.name)) throw new Problem('passwordTooWeak');
  const place = deps.passwords.reserve(network, true);
  try {
    const passwordHash = await hashPassword(password, place.derive);
    const event = auditEvent(deps, { user: user.id, name: user.name }, 'passwordSet', user.id, {
      via: 'link',
      password: passwordDigest(deps.keys, user.id, passwordHash),
    });
    if (!(await storage.usePasswordLink(tokenHash, clock(), passwordHash, event)))
      throw new Problem('linkUsed');
    return user;
  } finally {
    place.release();
  }
}
