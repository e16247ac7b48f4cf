import { changeFrom, type Change } from './change-between.ts';
import { errorOfDifference, judgedFigure, type JudgedFigure } from './error-of-difference.ts';
import { estimate } from '../errors/estimate.ts';
import { holm } from './holm.ts';
import type { LinearisedFigure } from '../figures/linearised-figure.ts';
import { isEstimable, type NotEstimable } from '../figures/not-estimable.ts';
import { requireLevel } from '../errors/require-level.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/** 高于、无差别、低于 the mean of the others. */
export type Group = 'above' | 'noDifference' | 'below';

export interface GroupedFigure {
  readonly group: Group;
  /** The figure less the mean of the others, with its test. */
  readonly difference: Change;
  /** After Holm's adjustment over all the figures. */
  readonly adjustedPValue: number;
}

export interface OthersSetting {
  readonly level?: number;
  /** Of the figures in the mean of the others, such as the population of each area; all alike without. */
  readonly shares?: readonly number[];
  /** By rule 28, as releases judge. */
  readonly allowsForSmallSamples?: boolean;
  /** How many tests are judged together, where they are more than the figures: for the detectable difference. */
  readonly comparisons?: number;
}

/**
 * Each figure against the mean of all the others, such as an area against the other areas, all judged together
 * (`holm`). What cannot be told apart is not ranked apart. Where more than these figures are one family, take
 * `differencesFromOthers`, adjust all its p values at once, and see `groupOf`.
 *
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
  settings: Omit<OthersSetting, 'comparisons'> = {},
): readonly (GroupedFigure | NotEstimable)[] {
  const differences = differencesFromOthers(design, figures, settings);
  const adjusted = holm(differences.flatMap((each) => (isEstimable(each) ? [each.pValue] : [])));
  let judged = 0;
  return differences.map((difference) => {
    if (!isEstimable(difference)) return difference;
    const adjustedPValue = adjusted[judged++]!;
    return { group: groupOf(difference, adjustedPValue), difference, adjustedPValue };
  });
}

/**
 * Each figure less the mean of all the others, with its test alone. The difference is a combination of figures, so what
 * the figures share is in its error, and a figure is not compared with itself. Most of the error is the figure's own,
 * and so are the degrees of freedom: those of Satterthwaite's rule count a little more, most of all where the area's
 * own error happens to come out small, and would find too many areas above and below.
 *
 * Allowing for small samples, the influence of each figure is divided by its own sqrt(B) (`judgedFigure`): the V / B of
 * independent figures add, and what figures have in common is corrected alike. The degrees of freedom are the figure's
 * df*, or those of Satterthwaite's rule over the V / B and df* of all, where the others are known so badly that these
 * are fewer.
 *
 * @throws RangeError for fewer than two figures, and shares that are none
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1, 1] });
 * const areas = [[90, 88, 92, NaN, NaN, NaN], [NaN, NaN, NaN, 60, 61, 62]].map((values) => linearMean(design, values));
 * const [north] = differencesFromOthers(design, areas.map(known));
 * known(north!).difference; // 29
 */
export function differencesFromOthers(
  design: SampleDesign,
  figures: readonly LinearisedFigure[],
  { level = 0.95, shares, allowsForSmallSamples = false, comparisons = figures.length }: OthersSetting = {},
): readonly (Change | NotEstimable)[] {
  requireLevel('againstTheOthers', level);
  if (figures.length < 2) throw new RangeError('againstTheOthers requires two figures or more');
  if (shares && (shares.length !== figures.length || !shares.every((share) => share > 0))) {
    throw new RangeError('againstTheOthers requires a share above 0 for each figure');
  }
  const judged: JudgedFigure[] = [];
  for (const figure of figures) {
    const own = estimate(design, figure);
    if (!isEstimable(own)) return figures.map(() => own);
    const found = judgedFigure(design, figure, allowsForSmallSamples);
    if (!isEstimable(found)) return figures.map(() => found);
    judged.push(found);
  }
  const given = shares ?? figures.map(() => 1);
  const total = given.reduce((sum, share) => sum + share, 0);
  return figures.map((_, own) => {
    const terms = judged.map((each, at) => ({
      coefficient: at === own ? 1 : -given[at]! / (total - given[own]!),
      judged: each,
    }));
    const found = errorOfDifference(design, terms);
    if (!isEstimable(found)) return found;
    const df = judged[own]!.degreesOfFreedom;
    const degreesOfFreedom = allowsForSmallSamples ? Math.min(df, found.degreesOfFreedom) : df;
    return changeFrom({ ...found, degreesOfFreedom }, { level, comparisons });
  });
}

/**
 * Where a figure stands by the p value it has in its family.
 *
 * @example
 * const difference = changeFrom({ value: 2, standardError: 0.5, degreesOfFreedom: 40 });
 * groupOf(difference, 0.002); // 'above'
 * groupOf(difference, 0.08); // 'noDifference' (among many)
 */
export function groupOf({ difference, level }: Change, adjustedPValue: number): Group {
  if (!(adjustedPValue < 1 - level)) return 'noDifference';
  return difference > 0 ? 'above' : 'below';
}
