import type { Deps } from '../deps.ts';
import { tellHeld } from './tell-held.ts';
import { openHeld } from '../keys/held-answers.ts';
import {
  LEAST_TOLD,
  type ResponseCount,
  type Storage,
  type StoredResponse,
  type ToldPlace,
  type Wave,
} from '../storage/storage.ts';

export interface WaveTotals {
  /** Everything received so far. */
  readonly total: number;
  /** Of what may be told. */
  readonly complete: number;
}

/** What is told of a wave to those who measure it. */
export interface ToldCounts {
  readonly total: number;
  /** While the wave is not sealed what is in whole groups of 20 alone, so fewer than the total. */
  readonly counts: readonly ResponseCount[];
}

const HOUR = 60 * 60_000;
const ROUNDED_TO = 5;
const PAGE = 500;
/** More are read again. */
const MOST_WAVES = 64;
/** Below this a count tells of people rather than of a survey. */
const LEAST_SHOWN = 10;

export function totalsOf({ total, counts }: ToldCounts): WaveTotals {
  return { total, complete: sum(counts.filter(({ disposition }) => disposition === 'complete')) };
}

/**
 * Counts as they may be told: of a sealed wave all, of another one only its total as it is now. Whoever looks again and
 * again, and knows who was at the door in between, so learns of a group what it answered and of nobody alone.
 */
export function toldCounts(deps: Pick<Deps, 'storage' | 'keys'>): (wave: Wave) => Promise<ToldCounts> {
  const { storage, keys } = deps;
  const heldOnes = new Map<string, Promise<HeldTold>>();

  /** Those held that were told of, added up as they come to be told. */
  function heldTold(wave: string): Promise<HeldTold> {
    const before = heldOnes.get(wave) ?? Promise.resolve({ place: { told: 0, key: '' }, counts: [] });
    const now = before
      .catch(() => ({ place: { told: 0, key: '' }, counts: [] }))
      .then(async (told) => {
        let { place, counts }: HeldTold = told;
        for (;;) {
          const page = await storage.toldAfter(wave, place, PAGE);
          counts = addedUp([
            ...counts,
            ...page.flatMap((held) => openHeld(keys, held) ?? []).map(countOfOne),
          ]);
          const last = page.at(-1);
          if (last) place = { told: last.told!, key: last.key };
          if (page.length < PAGE) return { place, counts };
          // Others are served between two pages.
          await new Promise((next) => setImmediate(next));
        }
      });
    if (heldOnes.size >= MOST_WAVES) heldOnes.clear();
    heldOnes.set(wave, now);
    return now;
  }

  return async (wave) => {
    if (wave.kind === 'imported' || wave.sealedDigest !== undefined) {
      heldOnes.delete(wave.id);
      const counts = await storage.countResponses(wave.id);
      return { total: sum(counts), counts };
    }
    await tellHeld(storage, wave.id);
    const { counts } = await storage.countResponsesInGroups(wave.id, LEAST_TOLD);
    const { counts: held } = await heldTold(wave.id);
    return { total: await totalOf(storage, wave.id), counts: addedUp([...counts, ...held]) };
  };
}

interface HeldTold {
  readonly place: ToldPlace;
  readonly counts: readonly ResponseCount[];
}

/** Everything received, whether it stands or is held. */
export async function totalOf(
  storage: Pick<Storage, 'countResponses' | 'countHeld'>,
  wave: string,
): Promise<number> {
  const held = await storage.countHeld(wave);
  return held.reduce((total, { held }) => total + held, sum(await storage.countResponses(wave)));
}

function countOfOne({ channel, disposition, area, isLate }: StoredResponse): ResponseCount {
  return { channel, disposition, ...(area === undefined ? {} : { area }), isLate, count: 1 };
}

function addedUp(all: readonly ResponseCount[]): readonly ResponseCount[] {
  const byKind = new Map<string, ResponseCount>();
  for (const each of all) {
    const { channel, disposition, area, isLate } = each;
    const kind = JSON.stringify([channel, disposition, area, isLate]);
    byKind.set(kind, { ...each, count: each.count + (byKind.get(kind)?.count ?? 0) });
  }
  return [...byKind.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count);
}

function sum(counts: readonly ResponseCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

/**
 * What is told of a wave to those who do not measure it: totals alone, rounded to 5, 0 for anything below 10,
 * and the same for an hour. Whoever looks every second so learns nothing of the moment in which somebody answered.
 */
export function totalsForReaders(
  deps: Pick<Deps, 'clock'>,
  countsOf: (wave: Wave) => Promise<ToldCounts>,
): (wave: Wave) => Promise<WaveTotals> {
  const told = new Map<string, { readonly at: number; readonly totals: WaveTotals }>();
  return async (wave) => {
    const now = deps.clock();
    const last = told.get(wave.id);
    // A clock that was set back does not make what was told last for ever.
    if (last && now >= last.at && now - last.at < HOUR) return last.totals;
    const { total, complete } = totalsOf(await countsOf(wave));
    const totals = { total: rounded(total), complete: rounded(complete) };
    told.set(wave.id, { at: now, totals });
    return totals;
  };
}

function rounded(count: number): number {
  return count < LEAST_SHOWN ? 0 : ROUNDED_TO * Math.round(count / ROUNDED_TO);
}
