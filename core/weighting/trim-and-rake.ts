import type { Margin } from './margin.ts';
import { rakeWeights, type RakedWeights, type RakingSetting } from './rake-weights.ts';
import { trimWeights, type TrimSetting } from './trim-weights.ts';

export interface TrimmedAndRakedWeights extends RakedWeights {
  /**
   * What the last raking began with: the base weights where nothing had to be trimmed. For `calibratedDesign`, which then
   * gives the error of trimming and raking together.
   */
  readonly trimmedWeights: Float64Array;
  readonly rounds: number;
  /** Share of the weights that were at a bound in the last round. */
  readonly shareTrimmed: number;
  /** By how much, relatively, the largest excess over a bound is left: margins hold, bounds may not quite. */
  readonly boundExcess: number;
}

/**
 * Raking and trimming in turn (D. Izrael, M. P. Battaglia and M. R. Frankel 2009, SAS Global Forum, paper 247),
 * ending with raking, so that margins always hold; `boundExcess` says how far bounds do not.
 *
 * @param margins to rake to; or what makes them of the weights a raking begins with, where a total is what the sample
 *   has and not what is known, such as that of people who did not say: then trimming moves it too
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1, 1], totals: [50, 50] };
 * rakeWeights([1, 4, 1, 4], [sex]).weights; // [10, 40, 10, 40]
 * trimAndRake([1, 4, 1, 4], [sex], { upper: 30 }).weights; // [20, 30, 20, 30]
 */
export function trimAndRake(
  baseWeights: ArrayLike<number>,
  margins: readonly Margin[] | ((weights: Float64Array) => readonly Margin[]),
  trim: TrimSetting,
  { maximumRounds = 50, ...raking }: RakingSetting & { readonly maximumRounds?: number } = {},
): TrimmedAndRakedWeights {
  const marginsOf = typeof margins === 'function' ? margins : () => margins;
  let trimmedWeights: Float64Array = Float64Array.from(baseWeights);
  let raked = rakeWeights(trimmedWeights, marginsOf(trimmedWeights), raking);
  let shareTrimmed = 0;
  let rounds = 0;
  let boundExcess = excess(raked, trim);
  while (boundExcess > 1e-6 && rounds < maximumRounds) {
    const trimmed = trimWeights(raked.weights, trim);
    shareTrimmed = trimmed.shareTrimmed;
    trimmedWeights = trimmed.weights;
    raked = rakeWeights(trimmedWeights, marginsOf(trimmedWeights), raking);
    boundExcess = excess(raked, trim);
    rounds += 1;
  }
  return { ...raked, trimmedWeights, rounds, shareTrimmed, boundExcess };
}

function excess({ diagnostics }: RakedWeights, trim: TrimSetting): number {
  const { lower = 0, upper = Infinity, boundsAre = 'weights' } = trim;
  const unit = boundsAre === 'weights' ? 1 : diagnostics.mean;
  return Math.max(
    0,
    diagnostics.maximum / (upper * unit) - 1,
    1 - diagnostics.minimum / (lower * unit || diagnostics.minimum),
  );
}
