import { type Change, changeFrom, type ChangeSettings } from './change-between.ts';
import { combine } from '../figures/combine.ts';
import { estimate } from '../errors/estimate.ts';
import type { LinearisedFigure } from '../figures/linearised-figure.ts';
import { isEstimable, type NotEstimable } from '../figures/not-estimable.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/**
 * The change between two figures of one design: a panel asked twice, two waves that share primary units, two groups of
 * a sample. What the two have in common is in the error, by their covariance; the degrees of freedom are those of the
 * difference. Waves that share units are stacked: one design over the rows of both, the wave as `domain`, the same
 * label for the same unit.
 *
 * A figure without an error of its own, such as a mean of answers that all agree, has no change with one.
 *
 * For independent samples see `changeBetween`.
 *
 * @example
 * // Four residents asked twice; all rose by about 2, so the change is known better than either mean.
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const before = linearMean(design, [60, 70, 80, 90]);
 * const after = linearMean(design, [62, 73, 81, 92]);
 * const change = isEstimable(before) && isEstimable(after) && changeWithin(design, before, after);
 * change && isEstimable(change) && change.difference; // 2
 * change && isEstimable(change) && change.standardError; // 0.408
 */
export function changeWithin(
  design: SampleDesign,
  before: LinearisedFigure,
  after: LinearisedFigure,
  settings: ChangeSettings = {},
): Change | NotEstimable {
  for (const figure of [before, after]) {
    const precision = estimate(design, figure);
    if (!isEstimable(precision)) return precision;
  }
  const difference = combine(design, [
    { coefficient: 1, figure: after },
    { coefficient: -1, figure: before },
  ]);
  const found = estimate(design, difference, settings.level === undefined ? {} : { level: settings.level });
  return isEstimable(found) ? changeFrom(found, settings) : found;
}
