import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { nameKey } from '../storage/name-key.ts';
import type { User } from '../storage/storage.ts';
import { isStorableText } from '../storage/storable-text.ts';
import { beginAttempt, knownPlace, type Origin } from './attempts.ts';
import { auditEvent } from './audit-event.ts';
import { isPassword, spendPasswordCheck } from './password.ts';
import type { DeriveKey } from './password-queue.ts';
import { looksLikeRecoveryCode, recoveryCodeHash, stepOfCode } from './second-factor.ts';

export interface GivenPassword extends Origin {
  readonly name: string;
  readonly password: string;
}

type SignInDeps = Pick<Deps, 'storage' | 'clock' | 'passwords' | 'keys'>;

/** The user of this name and password. Guesses are limited (`beginAttempt`), and checks wait in a short queue. */
export async function userByPassword(deps: SignInDeps, given: GivenPassword): Promise<User> {
  const { storage, passwords } = deps;
  const { name, network, password } = given;
  if (!isStorableText(name)) throw new Problem('wrongPassword');
  const user = await storage.userByName(name);
  const known = await knownPlace(deps, user, given);
  const place = passwords.reserve(network, known !== undefined);
  try {
    const account = user ? ['account', user.id] : ['name', nameKey(name)];
    const attempt = await beginAttempt(deps, user, account, given, known);
    if (!(await hasPassword(user, password, place.derive))) {
      passwords.failed(network);
      // Of a name that nobody has nothing is kept: it may be a password in the wrong place.
      const event = auditEvent(deps, undefined, 'signInRefused', user?.id ?? '', { network });
      await storage.appendAudit(event);
      throw new Problem('wrongPassword');
    }
    await attempt.succeeded();
    return user!;
  } finally {
    place.release();
  }
}

/** Whether this is the password of somebody who is signed in; guesses at it are limited as at the door. */
export async function isOwnPassword(deps: SignInDeps, user: User, given: GivenPassword): Promise<boolean> {
  const known = await knownPlace(deps, user, given);
  const place = deps.passwords.reserve(given.network, true);
  try {
    const attempt = await beginAttempt(deps, user, ['account', user.id], given, known);
    const isRight = await hasPassword(user, given.password, place.derive);
    if (isRight) await attempt.succeeded();
    return isRight;
  } finally {
    place.release();
  }
}

/**
 * Checks the second factor of somebody whose password was right: a code of the authenticator, each once, or a
 * recovery code. Guesses are counted like those at passwords. Throws `wrongCode`.
 */
export async function checkCode(
  deps: SignInDeps,
  user: User,
  { code, ...origin }: Origin & { readonly code: string },
): Promise<void> {
  const { storage, keys } = deps;
  const known = await knownPlace(deps, user, origin);
  const attempt = await beginAttempt(deps, user, ['code', user.id], origin, known);
  if (!(await isRightCode())) {
    const event = auditEvent(deps, undefined, 'signInRefused', user.id, {
      network: origin.network,
      step: 'code',
    });
    await storage.appendAudit(event);
    throw new Problem('wrongCode');
  }
  await attempt.succeeded();

  async function isRightCode(): Promise<boolean> {
    if (looksLikeRecoveryCode(code)) {
      const event = auditEvent(deps, { user: user.id, name: user.name }, 'recoveryCodeUsed', user.id);
      return storage.useRecoveryCode(user.id, recoveryCodeHash(keys, user.id, code), event);
    }
    const found = stepOfCode(keys, user.id, user.secondFactor ?? '', code.replace(/\s/g, ''), deps.clock());
    return found !== undefined && storage.useCodeStep(user.id, found.step, found.latest);
  }
}

async function hasPassword(user: User | undefined, password: string, derive: DeriveKey): Promise<boolean> {
  if (user?.passwordHash && !user.isDisabled) return isPassword(password, user.passwordHash, derive);
  await spendPasswordCheck(password, derive);
  return false;
}
