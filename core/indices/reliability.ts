import { correlations, type Moments } from '../numeric/moments.ts';

/** How well several items show one thing. */
export interface Reliability {
  /** Cronbach's alpha from covariances; NaN for one item. */
  readonly alpha: number;
  /** The same from correlations: of the items on one common scale. */
  readonly standardisedAlpha: number;
  readonly meanCorrelation: number;
  /** For each item, alpha of the others; NaN where fewer than two are left. */
  readonly alphaWithout: readonly number[];
  /** For each item, its correlation with the sum of the others. */
  readonly correlationWithRest: readonly number[];
}

/**
 * Cronbach's alpha (1951, Psychometrika 16, 297-334), k / (k - 1) (1 - sum of variances / variance of the sum), which
 * with correlations is k r / (1 + (k - 1) r) for the mean correlation r.
 *
 * @param items places of the items among the columns of `moments`
 * @example
 * // Two items with variances of 1 and a correlation of 0.5.
 * const { alpha, meanCorrelation } = reliabilityOf(moments([[1, 2, 3], [1, 3, 2]]), [0, 1]);
 * meanCorrelation; // 0.5
 * alpha; // 0.6667 = 2 (1 - 2 / 3) = 2 * 0.5 / (1 + 0.5)
 */
export function reliabilityOf(given: Moments, items: readonly number[]): Reliability {
  const count = items.length;
  const all = correlations(given);
  const pairs = items.flatMap((a, at) => items.slice(at + 1).map((b) => all[a * given.size + b]!));
  const meanCorrelation = pairs.reduce((sum, r) => sum + r, 0) / pairs.length;
  return {
    alpha: alphaOf(given, items),
    standardisedAlpha: (count * meanCorrelation) / (1 + (count - 1) * meanCorrelation),
    meanCorrelation,
    alphaWithout: items.map((left) =>
      alphaOf(
        given,
        items.filter((item) => item !== left),
      ),
    ),
    correlationWithRest: items.map((item) => {
      const rest = items.filter((other) => other !== item);
      const own = given.covariances[item * given.size + item]!;
      return sumOver(given, [item], rest) / Math.sqrt(own * sumOver(given, rest, rest));
    }),
  };
}

function alphaOf(given: Moments, items: readonly number[]): number {
  const count = items.length;
  if (count < 2) return NaN;
  const own = items.reduce((sum, item) => sum + given.covariances[item * given.size + item]!, 0);
  return (count / (count - 1)) * (1 - own / sumOver(given, items, items));
}

/** The covariance of two sums of items. */
function sumOver({ size, covariances }: Moments, a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (const row of a) for (const column of b) sum += covariances[row * size + column]!;
  return sum;
}
