import type { Estimate } from '../estimation/errors/estimate.ts';
import { estimate } from '../estimation/errors/estimate.ts';
import { estimateRate } from '../estimation/errors/estimate-rate.ts';
import type { Base, LinearisedFigure } from '../estimation/figures/linearised-figure.ts';
import { isEstimable, type NotEstimable } from '../estimation/figures/not-estimable.ts';
import type { RateIntervalSettings } from '../estimation/errors/rate-interval.ts';
import type { SampleDesign } from '../estimation/design/sample-design.ts';

/** `points`: 0-100 (net promoter -100-100). `share`: 0-1, with the interval of a rate. `count`: acts and the like. */
export type Unit = 'points' | 'share' | 'count';

/**
 * A way to turn answers into figures. It says which figures it gives and in what unit, and gives each as a
 * linearised figure, so that errors, differences and composites need nothing of the method.
 *
 * `linearise` is pure; it returns every figure named in `figures` and no other; weights times a constant and the
 * order of rows change nothing; rows outside the base have no influence.
 */
export interface FigureMethod<Input, Name extends string = string> {
  readonly figures: Readonly<Record<Name, Unit>>;
  linearise(
    design: SampleDesign,
    input: Input,
    base?: Base,
  ): Readonly<Record<Name, LinearisedFigure | NotEstimable>>;
}

/**
 * A figure with the interval that belongs to its unit: that of a rate for shares, t for all else.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] });
 * const share = linearProportion(design, [1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
 * estimateFigure(design, 'share', share); // { value: 0.9, interval: [0.5305, 0.9982], ... }
 * estimateFigure(design, 'points', share); // { value: 0.9, interval: [0.6738, 1.1262], ... } (not for a share)
 */
export function estimateFigure(
  design: SampleDesign,
  unit: Unit,
  figure: LinearisedFigure | NotEstimable,
  settings: RateIntervalSettings = {},
): Estimate | NotEstimable {
  if (!isEstimable(figure)) return figure;
  return unit === 'share' ? estimateRate(design, figure, settings) : estimate(design, figure, settings);
}
