import { studentQuantile } from '../../numeric/student-distribution.ts';
import { precisionOf, type Estimate } from './estimate.ts';
import type { LinearisedFigure } from '../figures/linearised-figure.ts';
import { notEstimable, type NotEstimable } from '../figures/not-estimable.ts';
import {
  rateInterval,
  type RateIntervalSettings,
  type ShareSample,
  sizeOfInterval,
} from './rate-interval.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/**
 * A share with an interval that stays inside [0, 1] and is open towards the middle at 0 and 1.
 *
 * Where everyone (or nobody) is satisfied the linearised standard error is 0, which says nothing. The one given
 * then is what the interval implies, half its width over t, so that a change from 100 % is never judged as if
 * 100 % were known exactly. It is not seen too small on the average, so its `varianceFactor` is 1.
 *
 * @example
 * // Thirty satisfied of thirty.
 * const design = sampleDesign({ weights: new Array<number>(30).fill(1) });
 * const all = linearProportion(design, new Array<number>(30).fill(1));
 * isEstimable(all) && estimateRate(design, all);
 * // { value: 1, interval: [0.8843, 1], standardError: 0.0283, n: 30, ... }
 */
export function estimateRate(
  design: SampleDesign,
  figure: LinearisedFigure,
  settings: RateIntervalSettings = {},
): Estimate | NotEstimable {
  const precision = precisionOf(design, figure, settings);
  if ('notEstimable' in precision) return precision;
  const share = withoutRounding(precision.value);
  const hasSpread = share > 0 && share < 1 && precision.standardError > rounding;
  const standardError = hasSpread ? precision.standardError : 0;
  const corrected = standardError / Math.sqrt(precision.varianceFactor);
  const sample = { ...precision, share, standardError: corrected };
  const interval = rateInterval(sample, settings);
  if ('notEstimable' in interval) return interval;
  if (!(interval[1] > interval[0])) return notEstimable('noVariation');
  const level = settings.level ?? 0.95;
  const t = studentQuantile((1 + level) / 2, precision.degreesOfFreedom);
  return {
    ...precision,
    value: share,
    standardError: hasSpread ? standardError : (interval[1] - interval[0]) / (2 * t),
    interval,
    level,
    ...(hasSpread ? {} : withoutSpread(sample, level)),
  };
}

/**
 * At 0 and 1 no design effect can be seen, and that of unequal weights alone knows nothing of clusters: the effective n is
 * the one the interval is computed with, which is smaller the fewer clusters there are.
 */
function withoutSpread(
  sample: ShareSample,
  level: number,
): Pick<Estimate, 'designEffect' | 'effectiveN' | 'varianceFactor'> {
  const effectiveN = sizeOfInterval(sample, level);
  return { effectiveN, designEffect: sample.n / effectiveN, varianceFactor: 1 };
}

/** A mean of shares may miss 1 by some units in the last place. */
function withoutRounding(share: number): number {
  if (Math.abs(share) < rounding) return 0;
  return Math.abs(share - 1) < rounding ? 1 : share;
}

const rounding = 1e-12;
