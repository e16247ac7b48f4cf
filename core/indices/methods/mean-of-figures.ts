import { combine } from '../../estimation/figures/combine.ts';
import type { LinearisedFigure } from '../../estimation/figures/linearised-figure.ts';
import { isEstimable, notEstimable, type NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { SampleDesign } from '../../estimation/design/sample-design.ts';

/**
 * The plain mean of figures, each on its own respondents. If one is missing there is none: a mean over other
 * items would be another figure.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1] });
 * const parks = linearMean(design, [60, 80, 100]);
 * const roads = linearMean(design, [50, 70, NaN]);
 * const mean = meanOfFigures(design, [parks, roads]);
 * isEstimable(mean) && mean.value; // 70 = (80 + 60) / 2
 * meanOfFigures(design, [parks, notEstimable('noAnswers')]); // { notEstimable: 'branchesMissing' }
 */
export function meanOfFigures(
  design: SampleDesign,
  figures: readonly (LinearisedFigure | NotEstimable)[],
): LinearisedFigure | NotEstimable {
  const present = figures.filter(isEstimable);
  if (present.length === 0) return notEstimable('noAnswers');
  if (present.length < figures.length) return notEstimable('branchesMissing');
  return combine(
    design,
    present.map((figure) => ({ coefficient: 1 / present.length, figure })),
  );
}
