import { changeFrom, type Change } from './change-between.ts';
import { combine } from './combine.ts';
import { degreesOfFreedom } from './degrees-of-freedom.ts';
import { estimate } from './estimate.ts';
import { holm } from './holm.ts';
import type { LinearisedFigure } from './linearised-figure.ts';
import { isEstimable, notEstimable, type NotEstimable } from './not-estimable.ts';
import type { SampleDesign } from './sample-design.ts';

/** 高于、无差别、低于 the mean of the others. */
export type Group = 'above' | 'noDifference' | 'below';

export interface GroupedFigure {
  readonly group: Group;
  /** The figure less the mean of the others, with its test. */
  readonly difference: Change;
  /** After Holm's adjustment over all the figures. */
  readonly adjustedPValue: number;
}

/**
 * Each figure against the mean of all the others, such as an area against the other areas: the difference is a
 * combination of figures, so what the figures share is in its error, and a figure is not compared with itself. Most of
 * the error is the figure's own, and so are the degrees of freedom: those of Satterthwaite's rule count a little more,
 * most of all where the area's own error happens to come out small, and would find too many areas above and below.
 * All are judged together (`holm`). What cannot be told apart is not ranked apart.
 *
 * @param shares of the figures in the mean of the others, such as the population of each area; all alike without
 * @returns in the order given; where a difference has no error, why, and of all where one of the figures has none
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1, 1] });
 * const north = linearMean(design, [90, 88, 92, NaN, NaN, NaN]);
 * const south = linearMean(design, [NaN, NaN, NaN, 60, 61, 62]);
 * const groups = isEstimable(north) && isEstimable(south) && againstTheOthers(design, [north, south]);
 * groups && groups.map((each) => isEstimable(each) && each.group); // ['above', 'below']
 */
export function againstTheOthers(
  design: SampleDesign,
  figures: readonly LinearisedFigure[],
  { level = 0.95, shares }: { readonly level?: number; readonly shares?: readonly number[] } = {},
): readonly (GroupedFigure | NotEstimable)[] {
  if (figures.length < 2) throw new RangeError('againstTheOthers requires two figures or more');
  if (shares && (shares.length !== figures.length || !shares.every((share) => share > 0))) {
    throw new RangeError('againstTheOthers requires a share above 0 for each figure');
  }
  const withoutError = figures.map((figure) => estimate(design, figure)).find((each) => !isEstimable(each));
  if (withoutError && !isEstimable(withoutError)) return figures.map(() => withoutError);
  const given = shares ?? figures.map(() => 1);
  const total = given.reduce((sum, share) => sum + share, 0);
  const differences = figures.map((_, own) => {
    const contrast = combine(
      design,
      figures.map((figure, at) => ({
        coefficient: at === own ? 1 : -given[at]! / (total - given[own]!),
        figure,
      })),
    );
    const found = estimate(design, contrast, { level });
    if (!isEstimable(found)) return found;
    const ownDegrees = degreesOfFreedom(design, figures[own]!);
    if (ownDegrees < 1) return notEstimable('noDegreesOfFreedom');
    return changeFrom({ ...found, degreesOfFreedom: ownDegrees }, { level, comparisons: figures.length });
  });
  const adjusted = holm(differences.flatMap((each) => (isEstimable(each) ? [each.pValue] : [])));
  let judged = 0;
  return differences.map((difference) => {
    if (!isEstimable(difference)) return difference;
    const adjustedPValue = adjusted[judged++]!;
    const isSignificant = adjustedPValue < 1 - level;
    const group = !isSignificant ? 'noDifference' : difference.difference > 0 ? 'above' : 'below';
    return { group, difference, adjustedPValue };
  });
}
