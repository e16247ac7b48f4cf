import type { LinearisedFigure } from '../figures/linearised-figure.ts';

/**
 * The loss of precision by unequal weights alone, 1 + cv^2 of the weights: n sum w^2 / (sum w)^2
 * (L. Kish 1965, Survey Sampling, 11.7; 1992, J. Official Statistics 8, 183-200). It knows nothing of clusters.
 *
 * @example
 * kishDesignEffect({ n: 4, weightSum: 6, weightSquareSum: 10 }); // 1.111 (for the weights 1, 1, 2, 2)
 */
export function kishDesignEffect(
  sample: Pick<LinearisedFigure, 'n' | 'weightSum' | 'weightSquareSum'>,
): number {
  if (sample.weightSum === 0) {
    throw new RangeError('kishDesignEffect requires a sample with weights above 0');
  }
  return (sample.n * sample.weightSquareSum) / sample.weightSum ** 2;
}
