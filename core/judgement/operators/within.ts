import { normalCumulative } from '../../numeric/normal-distribution.ts';
import { decide, type LevelKind } from './operator.ts';

export interface Within {
  readonly kind: 'within';
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Met where the whole interval lies in the range, not met where it lies wholly outside. The power is the least of that to
 * say "not met" `distance` outside and "met" inside, at most in the middle.
 *
 * @example
 * within.verdict({ kind: 'within', lowest: 60, highest: 70 }, [61, 69]); // 'met'
 * within.verdict({ kind: 'within', lowest: 60, highest: 70 }, [71, 75]); // 'notMet'
 */
export const within: LevelKind<Within> = {
  ends: ({ lowest, highest }) => [lowest, highest],
  verdict: (range, [lowest, highest]) =>
    decide(
      lowest >= range.lowest && highest <= range.highest,
      highest < range.lowest || lowest > range.highest,
    ),
  scaled: (range, factor) => ({ ...range, lowest: factor * range.lowest, highest: factor * range.highest }),
  power({ lowest, highest }, { error, reach, distance }) {
    const inside = Math.min(distance, (highest - lowest) / 2);
    const isAboveLowest = normalCumulative(inside / error - reach);
    const isAboveHighest = 1 - normalCumulative((highest - lowest - inside) / error - reach);
    return Math.min(normalCumulative(distance / error - reach), Math.max(0, isAboveLowest - isAboveHighest));
  },
  faults: ({ lowest, highest }) => (lowest < highest ? [] : ['must have its lowest value below its highest']),
};
