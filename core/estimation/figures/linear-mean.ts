import { CompensatedSum } from '../../numeric/compensated-sum.ts';
import { valueOfRow, type AnswerValues } from './answer-values.ts';
import { figureFromRows } from './figure-from-rows.ts';
import { requireFinite } from './require-finite.ts';
import { takesPart, type Base, type LinearisedFigure } from './linearised-figure.ts';
import { notEstimable, type NotEstimable } from './not-estimable.ts';
import type { SampleDesign } from '../design/sample-design.ts';
import { weightOfRow } from './weight-of-row.ts';

/**
 * The weighted mean m = sum w y / sum w over the rows of the base with a substantive answer (not NaN), with the
 * influence w (y - m) / sum w of each (Hajek 1971; Binder 1983, section 4).
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 2] });
 * const figure = linearMean(design, [4, NaN, 10]);
 * isEstimable(figure) && figure.value; // 8
 * isEstimable(figure) && figure.n; // 2
 */
export function linearMean(
  design: SampleDesign,
  values: AnswerValues,
  base: Base = {},
): LinearisedFigure | NotEstimable {
  const valueAt = valueOfRow(values, design.rowCount);
  const weightAt = weightOfRow(design, base);
  const { domain } = base;
  const weighted = new CompensatedSum();
  const weightSum = new CompensatedSum();
  let magnitude = 0;
  for (let row = 0; row < design.rowCount; row++) {
    if (domain?.[row] === 0) continue;
    const value = valueAt(row);
    if (Number.isNaN(value)) continue;
    const weight = weightAt(row);
    if (weight === 0) continue;
    weighted.add(weight * value);
    weightSum.add(weight);
    magnitude = Math.max(magnitude, Math.abs(value));
  }
  const total = weightSum.total();
  if (total === 0) return notEstimable('noAnswers');
  const mean = weighted.total() / total;
  requireFinite('linearMean', mean);

  return figureFromRows(design, mean, magnitude, (rows, coefficient) => {
    const scale = coefficient / total;
    for (let row = 0; row < design.rowCount; row++) {
      if (domain?.[row] === 0) continue;
      const value = valueAt(row);
      if (Number.isNaN(value)) continue;
      const weight = weightAt(row);
      if (weight === 0) continue;
      rows.influence[row]! += scale * weight * (value - mean);
      takesPart(rows, row, weight);
    }
  });
}
