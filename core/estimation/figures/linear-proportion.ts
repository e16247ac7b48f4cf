import { valueOfRow, type AnswerValues } from './answer-values.ts';
import { linearMean } from './linear-mean.ts';
import type { Base, LinearisedFigure } from './linearised-figure.ts';
import type { NotEstimable } from './not-estimable.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/**
 * A share: the mean of 1 (belongs) and 0 (does not), NaN staying outside both counts. Any other value is
 * refused, because the interval of a share rests on there being no third.
 *
 * @example
 * const share = linearProportion(sampleDesign({ weights: [1, 1, 2] }), [1, 0, 1]);
 * isEstimable(share) && share.value; // 0.75
 */
export function linearProportion(
  design: SampleDesign,
  membership: AnswerValues,
  base: Base = {},
): LinearisedFigure | NotEstimable {
  const valueAt = valueOfRow(membership, design.rowCount);
  for (let row = 0; row < design.rowCount; row++) {
    const value = valueAt(row);
    if (value !== 0 && value !== 1 && !Number.isNaN(value)) {
      throw new RangeError(`linearProportion requires 0, 1 or NaN (row ${row} has ${value})`);
    }
  }
  return linearMean(design, membership, base);
}
