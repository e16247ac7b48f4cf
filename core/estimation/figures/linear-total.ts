import { CompensatedSum } from '../../numeric/compensated-sum.ts';
import { valueOfRow, type AnswerValues } from './answer-values.ts';
import { figureFromRows } from './figure-from-rows.ts';
import { requireFinite } from './require-finite.ts';
import { takesPart, type Base, type LinearisedFigure } from './linearised-figure.ts';
import { notEstimable, type NotEstimable } from './not-estimable.ts';
import type { SampleDesign } from '../design/sample-design.ts';
import { weightOfRow } from './weight-of-row.ts';

/**
 * The estimated population total sum w y (D. G. Horvitz and D. J. Thompson 1952). It is linear already: the
 * influence of a row is w y itself, and its mean within the stratum is taken off by `variance`.
 *
 * @throws RangeError for answers that are not finite
 * @example
 * const total = linearTotal(sampleDesign({ weights: [10, 10, 20] }), [1, 0, 1]);
 * isEstimable(total) && total.value; // 30
 */
export function linearTotal(
  design: SampleDesign,
  values: AnswerValues,
  base: Base = {},
): LinearisedFigure | NotEstimable {
  const valueAt = valueOfRow(values, design.rowCount);
  const weightAt = weightOfRow(design, base);
  const { domain } = base;
  const sum = new CompensatedSum();
  const size = new CompensatedSum();
  let hasAnswers = false;
  for (let row = 0; row < design.rowCount; row++) {
    if (domain?.[row] === 0) continue;
    const value = valueAt(row);
    if (Number.isNaN(value)) continue;
    const weight = weightAt(row);
    if (weight === 0) continue;
    hasAnswers = true;
    sum.add(weight * value);
    size.add(Math.abs(weight * value));
  }
  if (!hasAnswers) return notEstimable('noAnswers');
  requireFinite('linearTotal', sum.total());

  return figureFromRows(design, sum.total(), size.total(), (rows, coefficient) => {
    for (let row = 0; row < design.rowCount; row++) {
      if (domain?.[row] === 0) continue;
      const value = valueAt(row);
      if (Number.isNaN(value)) continue;
      const weight = weightAt(row);
      if (weight === 0) continue;
      rows.influence[row]! += coefficient * weight * value;
      takesPart(rows, row, weight);
    }
  });
}
