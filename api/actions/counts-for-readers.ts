import type { Deps } from '../deps.ts';
import type { ResponseCount } from '../storage/storage.ts';

export interface WaveTotals {
  readonly total: number;
  readonly complete: number;
}

const HOUR = 60 * 60_000;
const ROUNDED_TO = 5;
/** Below this a count tells of people rather than of a survey. */
const LEAST_SHOWN = 10;

export function totalsOf(counts: readonly ResponseCount[]): WaveTotals {
  const sum = (those: readonly ResponseCount[]) => those.reduce((total, { count }) => total + count, 0);
  return {
    total: sum(counts),
    complete: sum(counts.filter(({ disposition }) => disposition === 'complete')),
  };
}

/**
 * What is told of a wave to those who do not measure it: totals alone, rounded to 5, 0 for anything below 10,
 * and the same for an hour. Whoever looks every second so learns nothing of the moment in which somebody answered.
 */
export function totalsForReaders(
  deps: Pick<Deps, 'storage' | 'clock'>,
): (wave: string) => Promise<WaveTotals> {
  const told = new Map<string, { readonly at: number; readonly totals: WaveTotals }>();
  return async (wave) => {
    const now = deps.clock();
    const last = told.get(wave);
    // A clock that was set back does not make what was told last for ever.
    if (last && now >= last.at && now - last.at < HOUR) return last.totals;
    const { total, complete } = totalsOf(await deps.storage.countResponses(wave));
    const totals = { total: rounded(total), complete: rounded(complete) };
    told.set(wave, { at: now, totals });
    return totals;
  };
}

function rounded(count: number): number {
  return count < LEAST_SHOWN ? 0 : ROUNDED_TO * Math.round(count / ROUNDED_TO);
}
