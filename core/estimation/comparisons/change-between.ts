import { normalQuantile } from '../../numeric/normal-distribution.ts';
import { studentCumulative, studentQuantile } from '../../numeric/student-distribution.ts';
import type { Estimate } from '../errors/estimate.ts';
import { requireLevel } from '../errors/require-level.ts';

/** A difference with its test against 0. */
export interface Change {
  readonly difference: number;
  /** Corrected for small samples where the figures are: the interval is t standard errors wide to either side. */
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly level: number;
  readonly degreesOfFreedom: number;
  /** Two-sided, of no difference. */
  readonly pValue: number;
  /** The smallest true change that a comparison of this precision would have shown with power 80 %. */
  readonly detectable: number;
}

export interface ChangeSettings {
  readonly level?: number;
  /** How many changes are judged together: the detectable change allows for Holm's adjustment over them. */
  readonly comparisons?: number;
}

/** A value with its error; `varianceFactor` is 1 unless given. */
export type KnownValue = Pick<Estimate, 'value' | 'standardError' | 'degreesOfFreedom'> &
  Partial<Pick<Estimate, 'varianceFactor'>>;

/**
 * The change between two independent samples, such as two waves: variances add, and the degrees of freedom are
 * F. E. Satterthwaite's (1946, Biometrics Bulletin 2, 110-114),
 *
 *     df = (v1 + v2)^2 / (v1^2 / df1 + v2^2 / df2),
 *
 * where v is the square of the standard error over `varianceFactor`: corrected for small samples where the figure is.
 *
 * Where the samples share respondents or primary units use `combine` and `changeFrom` instead: their covariance
 * belongs in the error.
 *
 * @example
 * const before = { value: 76.3, standardError: 0.3, degreesOfFreedom: 200 };
 * const after = { value: 78, standardError: 0.4, degreesOfFreedom: 200 };
 * const { difference, standardError, interval, pValue } = changeBetween(before, after);
 * difference; // 1.7
 * standardError; // 0.5
 * interval; // [0.717, 2.683]
 * pValue; // 0.000747
 */
export function changeBetween(before: KnownValue, after: KnownValue, settings: ChangeSettings = {}): Change {
  const varianceBefore = before.standardError ** 2 / (before.varianceFactor ?? 1);
  const varianceAfter = after.standardError ** 2 / (after.varianceFactor ?? 1);
  const variance = varianceBefore + varianceAfter;
  if (!(varianceBefore > 0 && varianceAfter > 0)) {
    throw new RangeError('changeBetween requires standard errors above 0');
  }
  return changeFrom(
    {
      value: after.value - before.value,
      standardError: Math.sqrt(variance),
      degreesOfFreedom:
        variance ** 2 /
        (varianceBefore ** 2 / before.degreesOfFreedom + varianceAfter ** 2 / after.degreesOfFreedom),
    },
    settings,
  );
}

/**
 * The test of an estimated difference against 0, by the corrected error where it says `varianceFactor`.
 *
 * The detectable change d is that for which a t test has power 0.8: the estimate must lie t(1 - alpha / 2) errors
 * from 0, and does so in 80 % of samples if d is z(0.8) errors further out.
 *
 * @throws RangeError for a standard error of 0
 * @example
 * const { interval, detectable } = changeFrom({ value: 2, standardError: 1, degreesOfFreedom: 10 });
 * interval; // [-0.228, 4.228] (2.228 either side)
 * detectable; // 3.070 = 2.228 + 0.842
 */
export function changeFrom(
  difference: KnownValue,
  { level = 0.95, comparisons = 1 }: ChangeSettings = {},
): Change {
  requireLevel('changeFrom', level);
  const { value, degreesOfFreedom, varianceFactor = 1 } = difference;
  const standardError = difference.standardError / Math.sqrt(varianceFactor);
  if (!(standardError > 0)) throw new RangeError('changeFrom requires a standard error above 0');
  const reach = studentQuantile((1 + level) / 2, degreesOfFreedom) * standardError;
  const alpha = (1 - level) / comparisons;
  const needed = studentQuantile(1 - alpha / 2, degreesOfFreedom) + normalQuantile(power);
  return {
    difference: value,
    standardError,
    interval: [value - reach, value + reach],
    level,
    degreesOfFreedom,
    pValue: 2 * studentCumulative(-Math.abs(value) / standardError, degreesOfFreedom),
    detectable: needed * standardError,
  };
}

/** The customary power of a planned comparison (J. Cohen 1988). */
const power = 0.8;
