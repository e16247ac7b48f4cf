import { Problem } from '../problems.ts';
import type { Storage, User } from '../storage/storage.ts';
import { isStorableText } from '../storage/storable-text.ts';
import { isPassword, spendPasswordCheck } from './password.ts';

const LOCK_MINUTES = 15;
const MOST_FAILURES = 5;

/**
 * The user of this name and password. Five failures lock the account for fifteen minutes, for the network
 * they came from: a colleague elsewhere can still sign in, and a guesser who changes networks meets the
 * second lock, at five times as many failures from anywhere.
 */
export async function userByPassword(
  storage: Storage,
  given: { readonly name: string; readonly password: string; readonly network: string },
  now: number,
): Promise<User> {
  if (!isStorableText(given.name)) throw new Problem('wrongPassword');
  const account = given.name.normalize('NFKC').toLowerCase();
  const here = `${account} from ${given.network}`;
  const since = now - LOCK_MINUTES * 60_000;
  const isLocked =
    (await storage.signInFailures(here, since)) >= MOST_FAILURES ||
    (await storage.signInFailures(account, since)) >= MOST_FAILURES * 5;
  if (isLocked) throw new Problem('tooManyAttempts');
  // Counted before the check, so that many guesses sent at once are all counted.
  await storage.addSignInFailure(here, now);
  await storage.addSignInFailure(account, now);
  const user = await storage.userByName(given.name);
  if (!user?.passwordHash || user.isDisabled) {
    await spendPasswordCheck(given.password);
    throw new Problem('wrongPassword');
  }
  if (!(await isPassword(given.password, user.passwordHash))) throw new Problem('wrongPassword');
  await storage.clearSignInFailures(here);
  await storage.clearSignInFailures(account);
  return user;
}

/** The network an address belongs to: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = tail.split(':').filter((group) => group !== '');
  const zeros = plain.includes('::')
    ? Array.from({ length: 8 - groups.length - rest.length }, () => '0')
    : [];
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}
