import type { Deps } from '../deps.ts';
import type { Keys } from '../keys/keys.ts';
import { Problem } from '../problems.ts';
import type { Limit, User } from '../storage/storage.ts';
import { auditEvent } from './audit-event.ts';
import { countingKey } from './counting-key.ts';
import { devicePlace, networkPlace } from './places.ts';

export const LOCK_MINUTES = 15;
const MOST_FAILURES = 5;
/** From all networks together that the account never came from. */
const MOST_UNKNOWN_FAILURES = 5 * MOST_FAILURES;
/** Of one network, whatever the names: high enough for an office full of people behind one address. */
const MOST_NETWORK_FAILURES = 100;

/** Where a request comes from. */
export interface Origin {
  readonly network: string;
  /** What the browser was given when somebody signed in with it before. */
  readonly device?: string | undefined;
}

type AttemptDeps = Pick<Deps, 'storage' | 'clock' | 'keys'>;

/** The place of the device, or else of the network, if the account came from there before. */
export async function knownPlace(
  { storage, keys }: AttemptDeps,
  user: User | undefined,
  { network, device }: Origin,
): Promise<string | undefined> {
  const ofDevice = device === undefined ? undefined : devicePlace(keys, device);
  const places = [networkPlace(keys, network), ...(ofDevice === undefined ? [] : [ofDevice])];
  // Asked for nobody as well, so that it takes the same time.
  const known = await storage.knownPlaces(user?.id ?? '', places);
  return known.find((each) => each === ofDevice) ?? known[0];
}

export interface Attempt {
  /** It was right: it counts for nothing, nor do the wrong ones before it from the same place. */
  readonly succeeded: () => Promise<void>;
}

/**
 * Counts an attempt before it is made, so that of many at once none is missed; throws `tooManyAttempts` when there
 * were too many. Five failures lock the account for fifteen minutes, for the place they came from; from places the
 * account never came from, twenty-five in all do. A device or a network the account did come from has a count of
 * its own, so that nobody is locked out by what others do elsewhere.
 *
 * @param account what is guessed at, in parts
 * @param known the known place it comes from
 */
export async function beginAttempt(
  deps: AttemptDeps,
  user: User | undefined,
  account: readonly string[],
  { network }: Origin,
  known: string | undefined,
): Promise<Attempt> {
  const { storage, keys } = deps;
  const now = deps.clock();
  const since = now - LOCK_MINUTES * 60_000;
  const limits = limitsOf(keys, account, network, known);
  if (!(await storage.tryToCount(limits, now, since))) {
    // Told to the audit chain once for each lock, however often somebody runs against it.
    const event = auditEvent(deps, undefined, 'signInLocked', user?.id ?? '', { network });
    await storage.tryToCount(
      [{ key: countingKey(keys, 'locked', limits[0]!.key), most: 1 }],
      now,
      since,
      event,
    );
    throw new Problem('tooManyAttempts');
  }
  const ofNetwork = networkKey(keys, network);
  const counted = limits.map(({ key }) => key);
  return {
    succeeded: () =>
      storage.uncount(
        counted.filter((key) => key !== ofNetwork),
        counted.filter((key) => key === ofNetwork),
        now,
      ),
  };
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
    const key = countingKey(keys, 'from unknown networks', ...account);
    return [ofPlace, { key, most: MOST_UNKNOWN_FAILURES }, ofNetwork];
  }
  // What others do in the same network is nothing to a device that is known.
  return known === networkPlace(keys, network) ? [ofPlace, ofNetwork] : [ofPlace];
}

function networkKey(keys: Keys, network: string): string {
  return countingKey(keys, 'every account', network);
}
