import { covariance, standardError, variance } from '../estimation/errors/covariance.ts';
import { estimate } from '../estimation/errors/estimate.ts';
import type { LinearisedFigure } from '../estimation/figures/linearised-figure.ts';
import { isEstimable, known, type NotEstimable } from '../estimation/figures/not-estimable.ts';
import type { SampleDesign } from '../estimation/design/sample-design.ts';

export type Figures = Readonly<Record<string, LinearisedFigure>>;

/** The result itself, where there is one. */
/** A figure of each name. */
export function figuresBy(
  names: readonly string[],
  read: (name: string) => LinearisedFigure | NotEstimable,
): Figures {
  return Object.fromEntries(names.map((name) => [name, known(read(name))]));
}

/** What R's `svymean` and its kin give, in the shape of the reference numbers. */
export function summary(design: SampleDesign, figures: Figures) {
  const all = Object.values(figures);
  const byName = <Value>(of: (figure: LinearisedFigure) => Value) =>
    Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, of(figure)]));
  const estimates = all.map((figure) => estimate(design, figure)).filter(isEstimable);
  return {
    values: byName(({ value }) => value),
    standardErrors: byName((figure) => standardError(design, figure)),
    covariances: all.map((a) => all.map((b) => covariance(design, a, b))),
    degreesOfFreedom: estimates[0]?.degreesOfFreedom,
    intervals: byName((figure) => intervalOf(design, figure)),
    designEffects: byName((figure) => variance(design, figure) / figure.simpleVariance),
  };
}

function intervalOf(design: SampleDesign, figure: LinearisedFigure): readonly number[] {
  const found = estimate(design, figure);
  return isEstimable(found) ? found.interval : [];
}

/** 1 for rows in the category, 0 for others. */
export function isIn(values: readonly string[], category: string): Uint8Array {
  return Uint8Array.from(values, (value) => Number(value === category));
}
