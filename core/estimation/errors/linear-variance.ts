import { CompensatedSum } from '../../numeric/compensated-sum.ts';
import { valueOfRow, type AnswerValues } from '../figures/answer-values.ts';
import { figureFromRows } from '../figures/figure-from-rows.ts';
import { linearMean } from '../figures/linear-mean.ts';
import { takesPart, type Base, type LinearisedFigure } from '../figures/linearised-figure.ts';
import { isEstimable, notEstimable, type NotEstimable } from '../figures/not-estimable.ts';
import type { SampleDesign } from '../design/sample-design.ts';
import { weightOfRow } from '../figures/weight-of-row.ts';

/**
 * The population variance of an answer, n / (n - 1) sum w (y - m)^2 / sum w. It is the mean of the squared deviations
 * times a constant, and since their sum is smallest at m, the error of m adds nothing to the first order.
 *
 * @example
 * const figure = linearVariance(sampleDesign({ weights: [1, 1, 1] }), [1, 2, 3]);
 * isEstimable(figure) && figure.value; // 1
 */
export function linearVariance(
  design: SampleDesign,
  values: AnswerValues,
  base: Base = {},
): LinearisedFigure | NotEstimable {
  const mean = linearMean(design, values, base);
  if (!isEstimable(mean)) return mean;
  if (mean.n < 2) return notEstimable('oneAnswer');
  const valueAt = valueOfRow(values, design.rowCount);
  const weightAt = weightOfRow(design, base);
  const squares = new CompensatedSum();
  for (let row = 0; row < design.rowCount; row++) {
    const weight = weightAt(row);
    if (weight !== 0 && !Number.isNaN(valueAt(row))) squares.add(weight * (valueAt(row) - mean.value) ** 2);
  }
  const unbiased = mean.n / (mean.n - 1);
  const value = (unbiased * squares.total()) / mean.weightSum;
  return figureFromRows(design, value, mean.magnitude ** 2, (rows, coefficient) => {
    const scale = coefficient / mean.weightSum;
    for (let row = 0; row < design.rowCount; row++) {
      const [weight, answer] = [weightAt(row), valueAt(row)];
      if (weight === 0 || Number.isNaN(answer)) continue;
      rows.influence[row]! += scale * weight * (unbiased * (answer - mean.value) ** 2 - value);
      takesPart(rows, row, weight);
    }
  });
}
