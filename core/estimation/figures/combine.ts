import { compensatedSum } from '../../numeric/compensated-sum.ts';
import { figureFromRows } from './figure-from-rows.ts';
import type { LinearisedFigure } from './linearised-figure.ts';
import type { SampleDesign } from '../design/sample-design.ts';

export interface CombinationTerm {
  readonly coefficient: number;
  readonly figure: LinearisedFigure;
}

/**
 * Any linear combination of figures of one sample: an index of means, a difference of two areas, an area
 * against the mean of the others. Its influence is the same combination of the influences, row by row, so the
 * covariance of figures with respondents or clusters in common is in it.
 *
 * It notes the leaves it is made of, through all combinations between, for what has to be judged leaf by leaf
 * (`smallSample`).
 *
 * Terms with the coefficient 0 take no part, in the number of answers either.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1] });
 * const parks = linearMean(design, [6, 8, 10]);
 * const roads = linearMean(design, [5, 7, NaN]);
 * const terms = [parks, roads].filter(isEstimable).map((figure) => ({ coefficient: 0.5, figure }));
 * combine(design, terms).value; // 7 = (8 + 6) / 2
 * combine(design, terms).n; // 3
 */
export function combine(design: SampleDesign, terms: readonly CombinationTerm[]): LinearisedFigure {
  const parts = terms.filter(({ coefficient }) => coefficient !== 0);
  if (parts.length === 0) throw new RangeError('combine requires a term with a coefficient other than 0');
  for (const { coefficient, figure } of parts) {
    if (!Number.isFinite(coefficient)) {
      throw new RangeError(`combine requires finite coefficients (got ${coefficient})`);
    }
    if (figure.influence.length !== design.clusterCount) {
      throw new RangeError('combine requires figures of this design (the number of clusters differs)');
    }
  }
  const value = compensatedSum(parts.map(({ coefficient, figure }) => coefficient * figure.value));
  const magnitude = compensatedSum(
    parts.map(({ coefficient, figure }) => Math.abs(coefficient) * figure.magnitude),
  );
  const figure = figureFromRows(design, value, magnitude, (rows, coefficient) => {
    for (const part of parts) part.figure.addRowInfluence(rows, coefficient * part.coefficient);
  });
  return { ...figure, leaves: leavesOf(parts) };
}

/** The parts down to those that are no combinations; of one that is in several the coefficients add up. */
function leavesOf(parts: readonly CombinationTerm[]): readonly CombinationTerm[] {
  const coefficients = new Map<LinearisedFigure, number>();
  for (const part of parts) {
    for (const leaf of part.figure.leaves ?? [{ coefficient: 1, figure: part.figure }]) {
      const known = coefficients.get(leaf.figure) ?? 0;
      coefficients.set(leaf.figure, known + part.coefficient * leaf.coefficient);
    }
  }
  return [...coefficients]
    .filter(([, coefficient]) => coefficient !== 0)
    .map(([figure, coefficient]) => ({ coefficient, figure }));
}
