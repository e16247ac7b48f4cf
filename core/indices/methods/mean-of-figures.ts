import { combine } from '../../estimation/combine.ts';
import type { LinearisedFigure } from '../../estimation/linearised-figure.ts';
import { isEstimable, notEstimable, type NotEstimable } from '../../estimation/not-estimable.ts';
import type { SampleDesign } from '../../estimation/sample-design.ts';

/**
 * The plain mean of figures, each on its own respondents. If one is missing there is none: a mean over other
 * items would be another figure.
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
