import { DEFAULT_OPEN_PER_MINUTE, type Storage, type Wave } from '../storage/storage.ts';

/** Whether one more answer by the open link may be stored. */
export type Admission =
  | { readonly kind: 'off' }
  /** So many came in this minute, or take up the last places just now, that this one has to come again. */
  | { readonly kind: 'full' }
  /** All that the wave takes by the open link are stored: to come again is of no use. */
  | { readonly kind: 'fullInAll' }
  /** A place is kept until it is told whether the answer took it. */
  | { readonly kind: 'admitted'; readonly settle: (isStored: boolean) => void };

/**
 * The limits of the open link of each wave: by wave, never by address, because a whole community centre shares one.
 * Invited answers have no limit.
 *
 * The process counts for itself. What it knows of the wave (the switch, the limits, how many are stored) is read
 * again every two seconds, so on one node no limit is ever passed; several nodes each take as many a minute, and
 * together pass the limit in all by what they took within two seconds.
 */
export interface OpenLink {
  admit(wave: string): Promise<Admission>;
  /** Whether the wave has all it takes by the open link, as far as is known, or the last of it is being stored. */
  fullness(wave: string): Promise<'full' | 'fullInAll' | undefined>;
  /** The wave was changed here: what is known of it is read again. */
  forget(wave: string): void;
}

const FRESH_MILLISECONDS = 2000;
const MINUTE = 60_000;
const MOST_WAVES = 64;

interface Known {
  readAt: number;
  wave: Wave | undefined;
  /** Stored when it was read, and since. Counted twice at worst, and then only until it is read again. */
  stored: number;
  /** Admitted, and not yet stored or refused. */
  underWay: number;
  minute: number;
  inMinute: number;
}

export function createOpenLink(
  storage: Pick<Storage, 'wave' | 'countResponses'>,
  clock: () => number,
): OpenLink {
  const knownWaves = new Map<string, Known>();
  const readings = new Map<string, Promise<Known>>();

  function read(id: string): Promise<Known> {
    const known: Known = knownWaves.get(id) ?? {
      readAt: 0,
      wave: undefined,
      stored: 0,
      underWay: 0,
      minute: 0,
      inMinute: 0,
    };
    const reading = (async () => {
      const readAt = clock();
      // Before the counting begins, so that what is stored meanwhile is not forgotten.
      known.stored = 0;
      const wave = await storage.wave(id);
      const counts = wave?.openInAll === undefined ? [] : await storage.countResponses(id);
      known.stored += counts.reduce((sum, { channel, count }) => sum + (channel === 'open' ? count : 0), 0);
      known.wave = wave;
      known.readAt = readAt;
      if (!knownWaves.has(id) && knownWaves.size >= MOST_WAVES) knownWaves.clear();
      knownWaves.set(id, known);
      return known;
    })().finally(() => readings.delete(id));
    readings.set(id, reading);
    return reading;
  }

  function knownOf(id: string): Known | Promise<Known> {
    const known = knownWaves.get(id);
    const age = known === undefined ? Infinity : clock() - known.readAt;
    if (known && age >= 0 && age < FRESH_MILLISECONDS && !readings.has(id)) return known;
    return readings.get(id) ?? read(id);
  }

  function fullnessOf({ wave, stored, underWay }: Known): 'full' | 'fullInAll' | undefined {
    const inAll = wave?.openInAll ?? Infinity;
    if (stored >= inAll) return 'fullInAll';
    // What is under way may yet fail, and leave its place to another.
    return stored + underWay >= inAll ? 'full' : undefined;
  }

  return {
    async admit(id) {
      const known = await knownOf(id);
      if (known.wave?.openLink === 'off') return { kind: 'off' };
      const minute = Math.floor(clock() / MINUTE);
      if (minute !== known.minute) [known.minute, known.inMinute] = [minute, 0];
      const perMinute = known.wave?.openPerMinute ?? DEFAULT_OPEN_PER_MINUTE;
      const fullness = fullnessOf(known);
      if (fullness) return { kind: fullness };
      if (known.inMinute >= perMinute) return { kind: 'full' };
      known.underWay += 1;
      known.inMinute += 1;
      return {
        kind: 'admitted',
        settle(isStored) {
          known.underWay -= 1;
          if (isStored) known.stored += 1;
          else if (known.minute === minute) known.inMinute -= 1;
        },
      };
    },
    async fullness(id) {
      return fullnessOf(await knownOf(id));
    },
    forget(id) {
      const known = knownWaves.get(id);
      if (known) known.readAt = -Infinity;
    },
  };
}
