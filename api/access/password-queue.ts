import { Problem } from '../problems.ts';

/** What scrypt is asked for. */
export interface KeyWanted {
  readonly password: string;
  readonly salt: Uint8Array;
  readonly exponent: number;
  readonly blockSize: number;
  readonly parallelism: number;
}
export type DeriveKey = (wanted: KeyWanted) => Promise<Uint8Array>;

/** A place in the queue. It is taken at once, or not at all, and given back whatever happens. */
export interface PasswordPlace {
  readonly derive: DeriveKey;
  readonly release: () => void;
}

export interface PasswordQueue {
  /**
   * Takes a place, or throws `busy`.
   *
   * @param isKnown whether the account came in from here before, or is signed in already
   */
  readonly reserve: (network: string, isKnown: boolean) => PasswordPlace;
  /** A password from this network was wrong: it comes after networks whose passwords are right. */
  readonly failed: (network: string) => void;
}

/** Each takes 128 MB and some tenths of a second of a processor. */
const AT_ONCE = 2;
const MOST_PLACES = { known: 48, calm: 32, failing: 16 } as const;
const MOST_OF_ONE_NETWORK = { known: 16, calm: 8, failing: 4 } as const;
const FAILING_FROM = 3;
const FAILING_MILLISECONDS = 15 * 60_000;
const MOST_NETWORKS = 10_000;

type Standing = keyof typeof MOST_PLACES;
const standings: readonly Standing[] = ['known', 'calm', 'failing'];

interface Waiting {
  readonly network: string;
  readonly standing: Standing;
  readonly begin: () => void;
}

/**
 * Lets a few keys be derived at once. Who came in from there before is served first, then networks that have not
 * failed, each network in its turn; some places are kept for those, so that a flood of guesses never fills the
 * queue before somebody who has the right password.
 */
export function createPasswordQueue(derive: DeriveKey, clock: () => number): PasswordQueue {
  const places = new Map<string, number>();
  const failures = new Map<string, { count: number; last: number }>();
  const servedAt = new Map<string, number>();
  let waiting: readonly Waiting[] = [];
  let taken = 0;
  let running = 0;
  let served = 0;

  function standingOf(network: string, isKnown: boolean): Standing {
    if (isKnown) return 'known';
    const failed = failures.get(network);
    const isFailing =
      failed !== undefined &&
      failed.count >= FAILING_FROM &&
      Math.abs(clock() - failed.last) < FAILING_MILLISECONDS;
    return isFailing ? 'failing' : 'calm';
  }

  function next() {
    if (running >= AT_ONCE || waiting.length === 0) return;
    const turn = ({ network, standing }: Waiting) => [
      standings.indexOf(standing),
      servedAt.get(network) ?? 0,
    ];
    const first = waiting.reduce((best, each) => (isBefore(turn(each), turn(best)) ? each : best));
    waiting = waiting.filter((each) => each !== first);
    served += 1;
    remember(servedAt, first.network, served);
    running += 1;
    first.begin();
  }

  return {
    reserve(network, isKnown) {
      const standing = standingOf(network, isKnown);
      const ofNetwork = places.get(network) ?? 0;
      if (taken >= MOST_PLACES[standing] || ofNetwork >= MOST_OF_ONE_NETWORK[standing])
        throw new Problem('busy');
      taken += 1;
      places.set(network, ofNetwork + 1);
      let isHeld = true;
      return {
        async derive(wanted) {
          await new Promise<void>((begin) => {
            waiting = [...waiting, { network, standing, begin }];
            next();
          });
          try {
            return await derive(wanted);
          } finally {
            running -= 1;
            next();
          }
        },
        release() {
          if (!isHeld) return;
          isHeld = false;
          taken -= 1;
          const left = places.get(network)! - 1;
          if (left === 0) places.delete(network);
          else places.set(network, left);
        },
      };
    },
    failed(network) {
      const before = failures.get(network);
      const isRecent = before !== undefined && Math.abs(clock() - before.last) < FAILING_MILLISECONDS;
      remember(failures, network, { count: isRecent ? before.count + 1 : 1, last: clock() });
    },
  };
}

function isBefore([standing = 0, servedAt = 0]: number[], [other = 0, otherServedAt = 0]: number[]) {
  return standing < other || (standing === other && servedAt < otherServedAt);
}

/** Whoever changes networks cannot make this grow without end. */
function remember<Value>(kept: Map<string, Value>, network: string, value: Value): void {
  kept.delete(network);
  kept.set(network, value);
  if (kept.size > MOST_NETWORKS) kept.delete(kept.keys().next().value!);
}
