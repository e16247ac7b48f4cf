import { CompensatedSum } from '../../numeric/compensated-sum.ts';
import { valueOfRow, type AnswerValues } from './answer-values.ts';
import { figureFromRows } from './figure-from-rows.ts';
import { requireFinite } from './require-finite.ts';
import { takesPart, type Base, type LinearisedFigure } from './linearised-figure.ts';
import { notEstimable, type NotEstimable } from './not-estimable.ts';
import type { SampleDesign } from '../design/sample-design.ts';
import { weightOfRow } from './weight-of-row.ts';

/**
 * The ratio R = sum w y / sum w x over rows that have both. From d(Y / X) = (dY - R dX) / X the influence of a
 * row is w (y - R x) / sum w x (W. G. Cochran 1977, Sampling Techniques, 6.3; Binder 1983).
 *
 * @throws RangeError for answers that are not finite
 * @example
 * const ratio = linearRatio(sampleDesign({ weights: [1, 1] }), [2, 4], [4, 8]);
 * isEstimable(ratio) && ratio.value; // 0.5
 */
export function linearRatio(
  design: SampleDesign,
  numerators: AnswerValues,
  denominators: AnswerValues,
  base: Base = {},
): LinearisedFigure | NotEstimable {
  const numeratorAt = valueOfRow(numerators, design.rowCount);
  const denominatorAt = valueOfRow(denominators, design.rowCount);
  const weightOf = weightOfRow(design, base);
  const weightAt = (row: number): number =>
    Number.isNaN(numeratorAt(row) + denominatorAt(row)) ? 0 : weightOf(row);

  const numeratorSum = new CompensatedSum();
  const denominatorSum = new CompensatedSum();
  const size = new CompensatedSum();
  let hasAnswers = false;
  for (let row = 0; row < design.rowCount; row++) {
    const weight = weightAt(row);
    if (weight === 0) continue;
    hasAnswers = true;
    numeratorSum.add(weight * numeratorAt(row));
    denominatorSum.add(weight * denominatorAt(row));
    size.add(weight * Math.abs(numeratorAt(row)));
  }
  if (!hasAnswers) return notEstimable('noAnswers');
  const denominator = denominatorSum.total();
  if (denominator === 0) return notEstimable('zeroDenominator');
  const ratio = numeratorSum.total() / denominator;
  requireFinite('linearRatio', numeratorSum.total(), denominator, ratio);

  return figureFromRows(design, ratio, size.total() / Math.abs(denominator), (rows, coefficient) => {
    const scale = coefficient / denominator;
    for (let row = 0; row < design.rowCount; row++) {
      const weight = weightAt(row);
      if (weight === 0) continue;
      rows.influence[row]! += scale * weight * (numeratorAt(row) - ratio * denominatorAt(row));
      takesPart(rows, row, weight);
    }
  });
}
