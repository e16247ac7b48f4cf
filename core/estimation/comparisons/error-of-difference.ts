import { compensatedSum } from '../../numeric/compensated-sum.ts';
import type { CombinationTerm } from '../figures/combine.ts';
import type { KnownValue } from './change-between.ts';
import { variance } from '../errors/covariance.ts';
import { degreesOfFreedom } from '../errors/degrees-of-freedom.ts';
import { roundingOf } from '../errors/estimate.ts';
import type { ClusterInfluence, LinearisedFigure } from '../figures/linearised-figure.ts';
import { notEstimable, type NotEstimable } from '../figures/not-estimable.ts';
import type { SampleDesign } from '../design/sample-design.ts';
import { smallSample } from '../errors/small-sample.ts';

/** A figure as differences of it are judged. */
export interface JudgedFigure {
  readonly figure: LinearisedFigure;
  /** Of the figure alone, divided by sqrt(B) where small samples are allowed for. */
  readonly influence: Float64Array;
  readonly laterInfluence: readonly Float64Array[];
  readonly contributes: Uint8Array;
  /** V, or V / B. */
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/**
 * A figure with the influence and the degrees of freedom that its differences to others are judged by. Where small
 * samples are allowed for (`smallSample`), the influence is divided by sqrt(B): its variance is V / B, the variances of
 * independent figures then add as V / B do, and what two figures have in common is corrected by sqrt(B) of both, so
 * that covariances stay possible ones.
 *
 * @returns that there is no error where B is 0
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1], clusters: ['a', 'a', 'a', 'b', 'c'] });
 * const mean = known(linearMean(design, [9, 7, 8, 5, 6]));
 * known(judgedFigure(design, mean, false)).variance; // 0.84
 * known(judgedFigure(design, mean, true)).variance; // 1.0136
 */
export function judgedFigure(
  design: SampleDesign,
  figure: LinearisedFigure,
  allowsForSmallSamples: boolean,
): JudgedFigure | NotEstimable {
  const { influence, laterInfluence, contributes } = figure;
  const own = variance(design, figure);
  if (!allowsForSmallSamples) {
    const df = degreesOfFreedom(design, figure);
    return { figure, influence, laterInfluence, contributes, variance: own, degreesOfFreedom: df };
  }
  const { varianceFactor, degreesOfFreedom: df } = smallSample(design, figure);
  if (varianceFactor === 0 || df < 1) return notEstimable('noDegreesOfFreedom');
  const scaled = (values: Float64Array): Float64Array =>
    values.map((value) => value / Math.sqrt(varianceFactor));
  return {
    figure,
    influence: scaled(influence),
    laterInfluence: laterInfluence.map(scaled),
    contributes,
    variance: own / varianceFactor,
    degreesOfFreedom: df,
  };
}

/**
 * The value and error of a combination of judged figures, from the influence of their clusters, with the degrees of
 * freedom that F. E. Satterthwaite's rule (1946) makes of those of the figures.
 *
 * @returns that it has none where nothing in it varies
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const [north, south] = [[1, 3, NaN, NaN], [NaN, NaN, 4, 4]].map((values) =>
 *   known(judgedFigure(design, known(linearMean(design, values)), false)),
 * );
 * const { value, standardError } = known(errorOfDifference(design, [
 *   { coefficient: 1, judged: south! },
 *   { coefficient: -1, judged: north! },
 * ]));
 * value; // 2
 * standardError; // 0.8165
 */
export function errorOfDifference(
  design: SampleDesign,
  terms: readonly (Pick<CombinationTerm, 'coefficient'> & { readonly judged: JudgedFigure })[],
): Pick<KnownValue, 'value' | 'standardError' | 'degreesOfFreedom'> | NotEstimable {
  const combined: ClusterInfluence = {
    influence: sumOf(terms.map(({ coefficient, judged }) => [coefficient, judged.influence])),
    laterInfluence: design.laterStages.map((_, stage) =>
      sumOf(terms.map(({ coefficient, judged }) => [coefficient, judged.laterInfluence[stage]!])),
    ),
    contributes: terms
      .map(({ judged }) => judged.contributes)
      .reduce((all, one) => all.map((has, cluster) => has | one[cluster]!)),
  };
  const standardError = Math.sqrt(variance(design, combined));
  const rounding = terms.reduce(
    (sum, { coefficient, judged }) => sum + Math.abs(coefficient) * roundingOf(judged.figure),
    0,
  );
  if (standardError <= rounding) return notEstimable('noVariation');
  return {
    value: compensatedSum(terms.map(({ coefficient, judged }) => coefficient * judged.figure.value)),
    standardError,
    degreesOfFreedom: degreesOfSum(
      terms.map(({ coefficient, judged }) => ({ ...judged, variance: coefficient ** 2 * judged.variance })),
    ),
  };
}

function degreesOfSum(parts: readonly Pick<JudgedFigure, 'variance' | 'degreesOfFreedom'>[]): number {
  let total = 0;
  let weighted = 0;
  for (const { variance: part, degreesOfFreedom: df } of parts) {
    total += part;
    weighted += part ** 2 / df;
  }
  return total ** 2 / weighted;
}

function sumOf(parts: readonly (readonly [number, Float64Array])[]): Float64Array {
  const sum = new Float64Array(parts[0]![1].length);
  for (const [coefficient, values] of parts) {
    for (let at = 0; at < sum.length; at++) sum[at]! += coefficient * values[at]!;
  }
  return sum;
}
