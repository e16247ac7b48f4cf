import { weightedQuantile } from '../../estimation/figures/weighted-quantile.ts';
import { moments, standardDeviations } from '../../numeric/moments.ts';

/** What replicates say about the error of a figure. */
export interface Spread {
  readonly mean: number;
  /** The standard deviation of the replicates. */
  readonly standardError: number;
  /** Their quantiles at the ends of the level: the percentile interval (B. Efron 1979). */
  readonly interval: readonly [number, number];
}

/**
 * @param replicates for each replicate, the figures in one order
 * @example
 * spreadOfReplicates([[1], [2], [3]], 0.5); // [{ mean: 2, standardError: 1, interval: [1.5, 2.5] }]
 */
export function spreadOfReplicates(
  replicates: readonly ArrayLike<number>[],
  level = 0.95,
): readonly Spread[] {
  const count = replicates.length;
  if (count < 2) throw new RangeError(`spreadOfReplicates requires two replicates or more (got ${count})`);
  const cumulative = Float64Array.from({ length: count }, (_, at) => at + 1);
  return Array.from({ length: replicates[0]!.length }, (_, at) => {
    const values = Float64Array.from(replicates, (replicate) => replicate[at]!).sort();
    const quantileAt = (p: number) => weightedQuantile({ answers: values, cumulative }, p, 7);
    const found = moments([values]);
    return {
      mean: found.means[0]!,
      standardError: standardDeviations(found)[0]!,
      interval: [quantileAt((1 - level) / 2), quantileAt((1 + level) / 2)],
    };
  });
}
