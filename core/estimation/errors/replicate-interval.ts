import { moments, standardDeviations } from '../../numeric/moments.ts';
import { studentQuantile } from '../../numeric/student-distribution.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/** A value with the interval its replicates give it. */
export interface ReplicateInterval {
  readonly value: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
}

/**
 * The interval of a figure that only replicates give an error: value -+ t(clusters - strata) standard errors, the
 * standard error being the standard deviation of the replicates of a bootstrap (`resampledClusters`).
 *
 * @param lowest the least the figure can be
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1] });
 * replicateInterval(design, 5, [4, 5, 6]); // { value: 5, standardError: 1, interval: [0.697, 9.303] }
 */
export function replicateInterval(
  design: SampleDesign,
  value: number,
  replicates: ArrayLike<number>,
  { level = 0.95, lowest = -Infinity }: { readonly level?: number; readonly lowest?: number } = {},
): ReplicateInterval {
  const count = replicates.length;
  if (count < 2) throw new RangeError(`replicateInterval requires two replicates or more (got ${count})`);
  const standardError = standardDeviations(moments([replicates]))[0]!;
  const reach = studentQuantile((1 + level) / 2, design.clusterCount - design.stratumCount) * standardError;
  return { value, standardError, interval: [Math.max(lowest, value - reach), value + reach] };
}
