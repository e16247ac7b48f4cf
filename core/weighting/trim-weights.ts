import { compensatedSum } from '../numeric/compensated-sum.ts';

export interface TrimSetting {
  readonly lower?: number;
  readonly upper?: number;
  /** Whether the bounds are weights or multiples of the mean weight. */
  readonly boundsAre?: 'weights' | 'multiplesOfMean';
  /** Repeats until no weight is outside, though what was cut is spread again. */
  readonly isStrict?: boolean;
}

export interface TrimmedWeights {
  readonly weights: Float64Array;
  /** Share of the weights above 0 that were cut or raised to a bound. */
  readonly shareTrimmed: number;
}

/**
 * Weights outside the bounds are set to them, and what that took from the sum is added to the other weights,
 * the same constant to each, as `trimWeights` of R's survey package does. That may lift weights over a bound;
 * strict trimming repeats, on the weights that are not at a bound yet, so it ends after at most n rounds.
 *
 * @throws RangeError for bounds that leave the mean weight out, or no weight free
 * @example
 * trimWeights([1, 1, 1, 5], { upper: 2 }).weights; // [2, 2, 2, 2]
 * trimWeights([1, 1, 1, 5], { upper: 2 }).shareTrimmed; // 0.25
 */
export function trimWeights(
  base: ArrayLike<number>,
  { lower = 0, upper = Infinity, boundsAre = 'weights', isStrict = false }: TrimSetting,
): TrimmedWeights {
  const weights = Float64Array.from(base);
  const used = weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  if (used === 0 || !weights.every((weight) => Number.isFinite(weight) && weight >= 0)) {
    throw new RangeError('trimWeights requires finite weights of at least 0, some above 0');
  }
  const total = compensatedSum(weights);
  const mean = total / used;
  const unit = boundsAre === 'weights' ? 1 : mean;
  const [low, high] = [lower * unit, upper * unit];
  if (!(low <= mean && mean <= high)) {
    throw new RangeError(
      `trimWeights requires bounds around the mean weight (${low}, ${high}; mean ${mean})`,
    );
  }
  const isAtBound = new Uint8Array(weights.length);
  let atBounds = 0;
  for (;;) {
    let cut = 0;
    for (let row = 0; row < weights.length; row++) {
      const weight = weights[row]!;
      if (base[row] === 0 || isAtBound[row] === 1) continue;
      const kept = Math.min(Math.max(weight, low), high);
      if (Math.abs(kept - weight) <= rounding * weight) continue;
      weights[row] = kept;
      isAtBound[row] = 1;
      cut += 1;
    }
    if (cut === 0) break;
    atBounds += cut;
    const free = used - atBounds;
    const lost = total - compensatedSum(weights);
    if (free === 0) {
      if (Math.abs(lost) <= rounding * total) break;
      throw new RangeError(
        `trimWeights requires bounds that leave a weight free (all ${used} are at ${low} or ${high})`,
      );
    }
    for (let row = 0; row < weights.length; row++) {
      if (weights[row]! > 0 && isAtBound[row] === 0) weights[row]! += lost / free;
    }
    if (!isStrict) break;
  }
  return { weights, shareTrimmed: atBounds / used };
}

/** A weight this near a bound, relatively, is at it. */
const rounding = 1e-12;
