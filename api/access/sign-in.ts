import type { Deps } from '../deps.ts';
import type { Keys } from '../keys/keys.ts';
import { Problem } from '../problems.ts';
import { nameKey } from '../storage/name-key.ts';
import type { Limit, User } from '../storage/storage.ts';
import { isStorableText } from '../storage/storable-text.ts';
import { auditEvent } from './audit.ts';
import { countingKey } from './counting-key.ts';
import { isPassword, spendPasswordCheck } from './password.ts';
import type { DeriveKey } from './password-queue.ts';
import { devicePlace, networkPlace } from './places.ts';

const LOCK_MINUTES = 15;
const MOST_FAILURES = 5;
/** From all networks together that the account never came from. */
const MOST_UNKNOWN_FAILURES = 5 * MOST_FAILURES;
/** Of one network, whatever the names: high enough for an office full of people behind one address. */
const MOST_NETWORK_FAILURES = 100;

export interface GivenPassword {
  readonly name: string;
  readonly password: string;
  readonly network: string;
  /** What the browser was given when somebody signed in with it before. */
  readonly device?: string | undefined;
}

type SignInDeps = Pick<Deps, 'storage' | 'clock' | 'passwords' | 'keys'>;

/**
 * The user of this name and password. Five failures lock the account for fifteen minutes, for the place they came
 * from; from places the account never came from, twenty-five in all do. A device or a network the account did come
 * from has a count of its own, so that nobody is locked out by what others do elsewhere.
 */
export async function userByPassword(deps: SignInDeps, given: GivenPassword): Promise<User> {
  const { storage, passwords } = deps;
  const { name, network, password } = given;
  if (!isStorableText(name)) throw new Problem('wrongPassword');
  const user = await storage.userByName(name);
  const known = await knownPlace(deps, user, given);
  const place = passwords.reserve(network, known !== undefined);
  try {
    const now = deps.clock();
    const limits = limitsOf(deps.keys, user ? ['account', user.id] : ['name', nameKey(name)], network, known);
    if (!(await storage.tryToCount(limits, now, now - LOCK_MINUTES * 60_000)))
      return await refuseLocked(deps, user, limits, network);
    if (!(await hasPassword(user, password, place.derive))) {
      passwords.failed(network);
      // Of a name that nobody has nothing is kept: it may be a password in the wrong place.
      const event = auditEvent(deps, undefined, 'signInRefused', user?.id ?? '', { network });
      await storage.appendAudit(event);
      throw new Problem('wrongPassword');
    }
    const ofNetwork = networkKey(deps.keys, network);
    const counted = limits.map(({ key }) => key);
    await storage.uncount(
      counted.filter((key) => key !== ofNetwork),
      counted.filter((key) => key === ofNetwork),
      now,
    );
    return user!;
  } finally {
    place.release();
  }
}

/** The place of the device, or else of the network, if the account came from there before. */
async function knownPlace(
  { storage, keys }: SignInDeps,
  user: User | undefined,
  { network, device }: GivenPassword,
): Promise<string | undefined> {
  const ofDevice = device === undefined ? undefined : devicePlace(keys, device);
  const places = [networkPlace(keys, network), ...(ofDevice === undefined ? [] : [ofDevice])];
  // Asked for nobody as well, so that it takes the same time.
  const known = await storage.knownPlaces(user?.id ?? '', places);
  return known.find((each) => each === ofDevice) ?? known[0];
}

function limitsOf(
  keys: Keys,
  account: readonly string[],
  network: string,
  known: string | undefined,
): readonly Limit[] {
  const ofNetwork = { key: networkKey(keys, network), most: MOST_NETWORK_FAILURES };
  const ofPlace = { key: countingKey(keys, 'from', ...account, known ?? network), most: MOST_FAILURES };
  if (known === undefined) {
    const unknown = {
      key: countingKey(keys, 'from unknown networks', ...account),
      most: MOST_UNKNOWN_FAILURES,
    };
    return [ofPlace, unknown, ofNetwork];
  }
  // What others do in the same network is nothing to a device that is known.
  return known === networkPlace(keys, network) ? [ofPlace, ofNetwork] : [ofPlace];
}

function networkKey(keys: Keys, network: string): string {
  return countingKey(keys, 'every account', network);
}

/** Told to the audit chain once for each lock, however often somebody runs against it. */
async function refuseLocked(
  deps: SignInDeps,
  user: User | undefined,
  limits: readonly Limit[],
  network: string,
): Promise<never> {
  const now = deps.clock();
  const event = auditEvent(deps, undefined, 'signInLocked', user?.id ?? '', { network });
  const once = [{ key: countingKey(deps.keys, 'locked', limits[0]!.key), most: 1 }];
  await deps.storage.tryToCount(once, now, now - LOCK_MINUTES * 60_000, event);
  throw new Problem('tooManyAttempts');
}

async function hasPassword(user: User | undefined, password: string, derive: DeriveKey): Promise<boolean> {
  if (user?.passwordHash && !user.isDisabled) return isPassword(password, user.passwordHash, derive);
  await spendPasswordCheck(password, derive);
  return false;
}
