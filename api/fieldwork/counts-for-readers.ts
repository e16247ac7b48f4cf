import type { InferOutput } from 'valibot';
import type { Deps } from '../deps.ts';
import type { countsReply } from './fieldwork-replies.ts';
import { LEAST_TOLD, type ResponseCount, type Storage, type Wave } from '../storage/storage.ts';

export interface WaveTotals {
  /** Everything received so far. */
  readonly total: number;
  /** Of what may be told. */
  readonly complete: number;
}

const HOUR = 60 * 60_000;
const ROUNDED_TO = 5;
/** Below this a count tells of people rather than of a survey. */
const LEAST_SHOWN = 10;

/** What is told of a wave to those who measure it. */
export type ToldCounts = Readonly<InferOutput<typeof countsReply>>;

export function totalsOf({ total, counts }: ToldCounts): WaveTotals {
  return { total, complete: sum(counts.filter(({ disposition }) => disposition === 'complete')) };
}

/**
 * Counts as they may be told: of a sealed wave all. Of another one the total as it is now, and of answers by invitation
 * how many there are, and nothing of what they say: whoever knows who was at the door, or answers a few times in
 * somebody's place, could subtract.
 */
export async function toldCounts(
  storage: Pick<Storage, 'countResponses' | 'countResponsesInGroups' | 'countHeld' | 'invitationBatches'>,
  { id, kind, sealedDigest }: Wave,
): Promise<ToldCounts> {
  const all = await storage.countResponses(id);
  if (kind === 'imported' || sealedDigest !== undefined) return { total: sum(all), counts: all };
  const { counts } = await storage.countResponsesInGroups(id, LEAST_TOLD);
  const held = await storage.countHeld(id);
  const strata = new Map((await storage.invitationBatches(id)).map(({ id, stratum }) => [id, stratum]));
  const answered = new Map<string, number>();
  for (const each of held) {
    const stratum = strata.get(each.batch)!;
    answered.set(stratum, (answered.get(stratum) ?? 0) + each.held);
  }
  return {
    total: held.reduce((total, each) => total + each.held, sum(all)),
    counts: counts.filter(({ channel }) => channel === 'open'),
    invited: [...new Set(strata.values())].sort().map((stratum) => {
      const count = answered.get(stratum) ?? 0;
      return { stratum, answered: count - (count % LEAST_TOLD) };
    }),
  };
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

function sum(counts: readonly ResponseCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
