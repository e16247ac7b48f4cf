import { studentQuantile } from '../../numeric/student-distribution.ts';
import { degreesOfFreedom } from './degrees-of-freedom.ts';
import { kishDesignEffect } from './kish-design-effect.ts';
import type { LinearisedFigure } from '../figures/linearised-figure.ts';
import { notEstimable, type NotEstimable } from '../figures/not-estimable.ts';
import { requireFinite } from '../figures/require-finite.ts';
import { requireLevel } from './require-level.ts';
import type { SampleDesign } from '../design/sample-design.ts';
import type { SmallSample } from './small-sample.ts';
import { variance } from './covariance.ts';

/** Value, error, interval and n are one thing. Every number in it is finite. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
  /** Lowest and highest value at `level`: the interval that is shown is the one that judges. */
  readonly interval: readonly [number, number];
  readonly level: number;
  readonly degreesOfFreedom: number;
  /** Substantive answers, exact and unweighted; where small samples are allowed for, n* of `SmallSample`. */
  readonly n: number;
  /** n / design effect, at most n: a simple random sample of this size would have been as precise. */
  readonly effectiveN: number;
  /** The variance over that of a simple random sample of n, with replacement: weights, clusters and strata. */
  readonly designEffect: number;
  /** What unequal weights alone would make of it (Kish). */
  readonly kishDesignEffect: number;
  /**
   * The share of the true variance that the square of `standardError` is on the average (B of `SmallSample`); the interval
   * is t `standardError` / sqrt(`varianceFactor`) wide to either side. 1 where small samples were not allowed for.
   */
  readonly varianceFactor: number;
}

export interface ConfidenceSetting {
  /** Two-sided; 0.95 as a rule. */
  readonly level?: number;
  /** In place of the figure's own; `Infinity` for a normal interval. */
  readonly degreesOfFreedom?: number;
  /** Of this figure: interval, n and degrees of freedom then allow for it (rule 28). Without it they are as in R. */
  readonly smallSample?: SmallSample;
}

/**
 * The figure with its Taylor-linearised standard error and the t interval value -+ t(df) standard errors.
 *
 * One answer, answers that all agree, and samples without a second cluster have a standard error of 0 or none:
 * they are not estimable, whatever their value. Agreement is told from rounding by `roundingOf`.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const figure = linearMean(design, [1, 2, 3, 4]);
 * isEstimable(figure) && estimate(design, figure);
 * // { value: 2.5, standardError: 0.6455, interval: [0.4457, 4.5543], degreesOfFreedom: 3, n: 4, ... }
 * const agreed = linearMean(design, [3, 3, 3, 3]);
 * isEstimable(agreed) && estimate(design, agreed); // { notEstimable: 'noVariation' }
 * @example
 * // Nine answers in five units, one of which has half of them: the interval is half as wide again.
 * const design = sampleDesign({
 *   weights: new Array<number>(9).fill(1),
 *   clusters: ['a', 'a', 'a', 'a', 'a', 'b', 'c', 'd', 'e'],
 * });
 * const mean = known(linearMean(design, [9, 7, 8, 8, 7, 5, 6, 9, 4]));
 * known(estimate(design, mean)).interval; // [4.989, 9.011]
 * known(estimate(design, mean, { smallSample: smallSample(design, mean) })).interval; // [3.994, 10.006]
 */
export function estimate(
  design: SampleDesign,
  figure: LinearisedFigure,
  settings: ConfidenceSetting = {},
): Estimate | NotEstimable {
  const { level = 0.95 } = settings;
  requireLevel('estimate', level);
  const precision = precisionOf(design, figure, settings);
  if ('notEstimable' in precision) return precision;
  const { standardError, degreesOfFreedom: df, varianceFactor } = precision;
  if (standardError <= roundingOf(figure)) return notEstimable('noVariation');
  const reach = (studentQuantile((1 + level) / 2, df) * standardError) / Math.sqrt(varianceFactor);
  return { ...precision, level, interval: [figure.value - reach, figure.value + reach] };
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
  { degreesOfFreedom: given, smallSample }: Pick<ConfidenceSetting, 'degreesOfFreedom' | 'smallSample'> = {},
): Omit<Estimate, 'interval' | 'level'> | NotEstimable {
  if (given !== undefined && smallSample) {
    throw new RangeError('estimate requires degrees of freedom or a small sample, not both');
  }
  if (figure.n === 0) return notEstimable('noAnswers');
  if (figure.n === 1) return notEstimable('oneAnswer');
  if (degreesOfFreedom(design, figure) < 1) return notEstimable('noDegreesOfFreedom');
  const n = smallSample?.n ?? figure.n;
  const varianceFactor = smallSample?.varianceFactor ?? 1;
  // An error that is never seen is not 0.
  if (varianceFactor === 0) return notEstimable('noDegreesOfFreedom');
  const kish = kishDesignEffect(figure);
  const figureVariance = variance(design, figure);
  const hasSpread = Math.sqrt(figure.simpleVariance) > roundingOf(figure);
  const designEffect = hasSpread ? figureVariance / figure.simpleVariance : kish;
  requireFinite('estimate', figureVariance, designEffect, kish);
  return {
    value: figure.value,
    standardError: Math.sqrt(figureVariance),
    degreesOfFreedom: given ?? smallSample?.degreesOfFreedom ?? degreesOfFreedom(design, figure),
    n,
    effectiveN: designEffect > 1 ? n / designEffect : n,
    designEffect,
    kishDesignEffect: kish,
    varianceFactor,
  };
}

/**
 * The standard error below which answers agree: rounding leaves differences of some 10^-16 of the values, and no survey
 * is precise to 10^-11 of its answers. A mean of n answers is known better than one answer, rounding included.
 *
 * @example
 * roundingOf({ magnitude: 100, n: 4 }); // 5e-10
 */
export function roundingOf({ magnitude, n }: Pick<LinearisedFigure, 'magnitude' | 'n'>): number {
  return (1e-11 * magnitude) / Math.sqrt(n);
}
