import { normalQuantile } from '../../numeric/normal-distribution.ts';
import { studentCumulative } from '../../numeric/student-distribution.ts';
import { covarianceMatrix } from '../errors/covariance.ts';
import { errorOfDifference, judgedFigure, type JudgedFigure } from './error-of-difference.ts';
import type { LinearisedFigure } from '../figures/linearised-figure.ts';
import { estimate } from '../errors/estimate.ts';
import { isEstimable, type NotEstimable } from '../figures/not-estimable.ts';
import type { SampleDesign } from '../design/sample-design.ts';
import { satterthwaite } from '../errors/satterthwaite.ts';

/** Figures that are ranked, the highest first. Matrices are size x size, row by row. */
export interface RankedFigures {
  readonly values: readonly number[];
  readonly covariances: Float64Array;
  /**
   * Of the difference of each pair; on the diagonal of each figure. Without them errors are taken as known, which
   * samples with few clusters in an area do not allow: false ranks become several times too frequent.
   */
  readonly degreesOfFreedom?: Float64Array;
}

/**
 * Figures of one sample with what their ranks need; none where one of them, or a difference of two, has no error.
 *
 * Allowing for small samples (rule 28), the influence of each figure is divided by its own sqrt(B) (`judgedFigure`), so
 * the V / B of independent figures add, and the degrees of freedom of a pair are Satterthwaite's over the V / B and df* of
 * the two.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1], strata: ['north', 'north', 'south', 'south'] });
 * const areas = [[80, 84, NaN, NaN], [NaN, NaN, 60, 62]].map((values) => linearMean(design, values));
 * known(rankedFigures(design, areas.map(known))).values; // [82, 61]
 */
export function rankedFigures(
  design: SampleDesign,
  figures: readonly LinearisedFigure[],
  { allowsForSmallSamples = false }: { readonly allowsForSmallSamples?: boolean } = {},
): RankedFigures | NotEstimable {
  const size = figures.length;
  const judged: JudgedFigure[] = [];
  for (const figure of figures) {
    const precision = estimate(design, figure);
    if (!isEstimable(precision)) return precision;
    const own = judgedFigure(design, figure, allowsForSmallSamples);
    if (!isEstimable(own)) return own;
    judged.push(own);
  }
  const degreesOfFreedom = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    const first = judged[a]!;
    degreesOfFreedom[a * size + a] = allowsForSmallSamples
      ? first.degreesOfFreedom
      : satterthwaite(design, first.figure);
    for (let b = 0; b < a; b++) {
      const found = errorOfDifference(design, [
        { coefficient: 1, judged: first },
        { coefficient: -1, judged: judged[b]! },
      ]);
      if (!isEstimable(found)) return found;
      const shared = allowsForSmallSamples
        ? found.degreesOfFreedom
        : byStrata(design, first.figure, judged[b]!.figure);
      degreesOfFreedom[a * size + b] = shared;
      degreesOfFreedom[b * size + a] = shared;
    }
  }
  return {
    values: figures.map(({ value }) => value),
    covariances: covarianceMatrix(design, judged),
    degreesOfFreedom,
  };
}

function byStrata(design: SampleDesign, first: LinearisedFigure, second: LinearisedFigure): number {
  return satterthwaite(design, {
    influence: first.influence.map((value, cluster) => value - second.influence[cluster]!),
    contributes: first.contributes.map((value, cluster) => value | second.contributes[cluster]!),
  });
}

/**
 * Standard errors of the differences of all pairs, size x size, 0 on the diagonal.
 *
 * @throws RangeError for a difference without an error, and for values that are none
 * @example
 * errorsOfDifferences({ values: [80, 61], covariances: Float64Array.of(9, 0, 0, 16) }); // [0, 5, 5, 0]
 */
export function errorsOfDifferences({ values, covariances }: RankedFigures): Float64Array {
  const size = values.length;
  if (covariances.length !== size * size)
    throw new RangeError('ranks require a covariance for each pair of figures');
  const none = values.findIndex((value) => !Number.isFinite(value));
  if (none >= 0) throw new RangeError(`ranks require finite values (figure ${none} has ${values[none]})`);
  return Float64Array.from(covariances, (covariance, place) => {
    const [a, b] = [Math.floor(place / size), place % size];
    const square = covariances[a * size + a]! + covariances[b * size + b]! - 2 * covariance;
    if (a !== b && !(square > 0))
      throw new RangeError(`figures ${a} and ${b} differ by a number that has no error`);
    return Math.sqrt(square);
  });
}

/**
 * How far a is above b, in standard errors, for all pairs (a, b): with the probability of a standard normal variable
 * to be further out that the t variable of its degrees of freedom has. So pairs known well and badly stand on one
 * scale, and their largest can be compared with that of normal variables.
 *
 * @example
 * const figures = { values: [80, 70], covariances: Float64Array.of(9, 0, 0, 16) };
 * normalScores(figures); // [0, 2, -2, 0]
 * normalScores({ ...figures, degreesOfFreedom: Float64Array.of(5, 5, 5, 5) }); // [0, 1.64, -1.64, 0]
 */
export function normalScores(figures: RankedFigures): Float64Array {
  const { values, degreesOfFreedom } = figures;
  const size = values.length;
  return errorsOfDifferences(figures).map((error, place) => {
    const [a, b] = [Math.floor(place / size), place % size];
    if (a === b) return 0;
    const t = (values[a]! - values[b]!) / error;
    if (degreesOfFreedom === undefined) return t;
    const tail = studentCumulative(-Math.abs(t), degreesOfFreedom[place]!);
    return Math.sign(t) * (tail > 0 ? -normalQuantile(tail) : Infinity);
  });
}
