import { auditEvent, type Doer } from '../access/audit.ts';
import { hashPassword, isStrongEnough } from '../access/password.ts';
import { hashToken, newToken } from '../access/token.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { passwordDigest } from '../verify/password-digest.ts';
import type { SignInLink, Storage, User } from '../storage/storage.ts';

const DAY = 24 * 60 * 60_000;

/** A link that lets `user` in once within a week; only its hash is kept. Returns the token. */
export async function newSignInLink(
  deps: { readonly storage: Storage; readonly clock: () => number },
  user: string,
  purpose: SignInLink['purpose'],
  by: Doer,
): Promise<string> {
  const token = newToken(128);
  const link = { tokenHash: hashToken(token), user, purpose, expiresAt: deps.clock() + 7 * DAY };
  await deps.storage.addSignInLink(link, auditEvent(deps, by, 'linkIssued', user, { purpose }));
  return token;
}

/** What a link is for. Looking, as link scanners do, does not use it up. */
export async function lookAtLink(deps: Deps, token: string) {
  const link = await deps.storage.signInLink(hashToken(token), deps.clock());
  const user = link && (await deps.storage.user(link.user));
  if (!link || !user || user.isDisabled) throw new Problem('linkUsed');
  return { purpose: link.purpose, name: user.name };
}

/** Uses the link up. One that sets a password keeps until a good enough password comes with it. */
export async function useLink(deps: Deps, token: string, password: string | undefined): Promise<User> {
  const { purpose, name } = await lookAtLink(deps, token);
  if (purpose === 'setPassword' && !isStrongEnough(password ?? '', name))
    throw new Problem('passwordTooWeak');
  const link = await deps.storage.takeSignInLink(hashToken(token), deps.clock());
  const user = link && (await deps.storage.user(link.user));
  if (!user) throw new Problem('linkUsed');
  if (purpose === 'signIn' || password === undefined) return user;
  const changed = { ...user, passwordHash: await hashPassword(password) };
  const event = auditEvent(deps, { user: user.id, name }, 'passwordSet', user.id, {
    password: passwordDigest(deps.keys, user.id, changed.passwordHash),
  });
  await deps.storage.putUser(changed, event);
  await deps.storage.removeSessionsOf(user.id);
  return changed;
}
