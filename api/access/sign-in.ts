import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { User } from '../storage/storage.ts';
import { isStorableText } from '../storage/storable-text.ts';
import { auditEvent } from './audit.ts';
import { isPassword, spendPasswordCheck } from './password.ts';

const LOCK_MINUTES = 15;
const MOST_FAILURES = 5;
/** Of one network, whatever the names: high enough for an office full of people behind one address. */
const MOST_NETWORK_FAILURES = 100;
/** Each check takes 128 MB and some tenths of a second. */
const MOST_CHECKS_AT_ONCE = 4;
let checks = 0;

/**
 * The user of this name and password. Five failures lock the account for fifteen minutes, for the network
 * they came from: a colleague elsewhere can still sign in, and a guesser who changes networks meets the
 * second lock, at five times as many failures from anywhere. One who changes names meets the third.
 */
export async function userByPassword(
  deps: Pick<Deps, 'storage' | 'clock'>,
  given: { readonly name: string; readonly password: string; readonly network: string },
): Promise<User> {
  const { storage } = deps;
  const now = deps.clock();
  if (!isStorableText(given.name)) throw new Problem('wrongPassword');
  const account = given.name.normalize('NFKC').toLowerCase();
  const locks = [
    { key: `${account} from ${given.network}`, most: MOST_FAILURES },
    { key: account, most: MOST_FAILURES * 5 },
    { key: `network ${given.network}`, most: MOST_NETWORK_FAILURES },
  ];
  for (const { key, most } of locks) {
    const failures = await storage.signInFailures(key, now - LOCK_MINUTES * 60_000);
    if (failures >= most) throw new Problem('tooManyAttempts');
  }
  if (checks >= MOST_CHECKS_AT_ONCE) throw new Problem('busy');
  // Counted before the check, so that many guesses sent at once are all counted.
  for (const { key } of locks) await storage.addSignInFailure(key, now);
  const user = await storage.userByName(given.name);
  if (!(await hasPassword(user, given.password))) {
    // Of a name that nobody has nothing is kept: it may be a password in the wrong place.
    const event = auditEvent(deps, undefined, 'signInRefused', user?.id ?? '', { network: given.network });
    await storage.appendAudit(event);
    throw new Problem('wrongPassword');
  }
  for (const { key } of locks.slice(0, 2)) await storage.clearSignInFailures(key);
  return user!;
}

async function hasPassword(user: User | undefined, password: string): Promise<boolean> {
  checks += 1;
  try {
    if (user?.passwordHash && !user.isDisabled) return await isPassword(password, user.passwordHash);
    await spendPasswordCheck(password);
    return false;
  } finally {
    checks -= 1;
  }
}
