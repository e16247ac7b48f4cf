import { studentQuantile } from '../numeric/student-distribution.ts';
import { degreesOfFreedom } from './degrees-of-freedom.ts';
import { kishDesignEffect } from './kish-design-effect.ts';
import type { LinearisedFigure } from './linearised-figure.ts';
import { notEstimable, type NotEstimable } from './not-estimable.ts';
import { requireLevel } from './require-level.ts';
import type { SampleDesign } from './sample-design.ts';
import { variance } from './covariance.ts';

/** Value, error, interval and n are one thing. Every number in it is finite. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
  /** Lowest and highest value at `level`: the interval that is shown is the one that judges. */
  readonly interval: readonly [number, number];
  readonly level: number;
  readonly degreesOfFreedom: number;
  /** Substantive answers, exact and unweighted. */
  readonly n: number;
  /** n / design effect, at most n: a simple random sample of this size would have been as precise. */
  readonly effectiveN: number;
  /** The variance over that of a simple random sample of n, with replacement: weights, clusters and strata. */
  readonly designEffect: number;
  /** What unequal weights alone would make of it (Kish). */
  readonly kishDesignEffect: number;
}

export interface ConfidenceSetting {
  /** Two-sided; 0.95 as a rule. */
  readonly level?: number;
  /** In place of the figure's own; `Infinity` for a normal interval. */
  readonly degreesOfFreedom?: number;
}

/**
 * The figure with its Taylor-linearised standard error and the t interval value -+ t(df) standard errors.
 *
 * One answer, answers that all agree, and samples without a second cluster have a standard error of 0 or none:
 * they are not estimable, whatever their value. Agreement is told from rounding by the figure's magnitude.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const figure = linearMean(design, [1, 2, 3, 4]);
 * isEstimable(figure) && estimate(design, figure);
 * // { value: 2.5, standardError: 0.6455, interval: [0.4457, 4.5543], degreesOfFreedom: 3, n: 4, ... }
 * const agreed = linearMean(design, [3, 3, 3, 3]);
 * isEstimable(agreed) && estimate(design, agreed); // { notEstimable: 'noVariation' }
 */
export function estimate(
  design: SampleDesign,
  figure: LinearisedFigure,
  { level = 0.95, degreesOfFreedom: given }: ConfidenceSetting = {},
): Estimate | NotEstimable {
  requireLevel('estimate', level);
  const precision = precisionOf(design, figure);
  if ('notEstimable' in precision) return precision;
  const { standardError } = precision;
  if (standardError <= negligible * figure.magnitude) return notEstimable('noVariation');
  const df = given ?? precision.degreesOfFreedom;
  const reach = studentQuantile((1 + level) / 2, df) * standardError;
  return {
    ...precision,
    degreesOfFreedom: df,
    level,
    interval: [figure.value - reach, figure.value + reach],
  };
}

/**
 * All of an estimate but its interval; the standard error may still be 0.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 3] });
 * const agreed = linearMean(design, [3, 3, 3, 3]);
 * isEstimable(agreed) && precisionOf(design, agreed);
 * // { value: 3, standardError: 0, degreesOfFreedom: 3, n: 4, effectiveN: 3, designEffect: 1.333, ... }
 */
export function precisionOf(
  design: SampleDesign,
  figure: LinearisedFigure,
): Omit<Estimate, 'interval' | 'level'> | NotEstimable {
  if (figure.n === 0) return notEstimable('noAnswers');
  if (figure.n === 1) return notEstimable('oneAnswer');
  const df = degreesOfFreedom(design, figure);
  if (df < 1) return notEstimable('noDegreesOfFreedom');
  const kish = kishDesignEffect(figure);
  const figureVariance = variance(design, figure);
  const hasSpread = Math.sqrt(figure.simpleVariance) > negligible * figure.magnitude;
  const designEffect = hasSpread ? figureVariance / figure.simpleVariance : kish;
  return {
    value: figure.value,
    standardError: Math.sqrt(figureVariance),
    degreesOfFreedom: df,
    n: figure.n,
    effectiveN: designEffect > 1 ? figure.n / designEffect : figure.n,
    designEffect,
    kishDesignEffect: kish,
  };
}

/** Rounding leaves differences of some 10^-16 of the values; no survey is precise to 10^-11 of them. */
const negligible = 1e-11;
