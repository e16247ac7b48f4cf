import { expect, it } from 'vitest';
import { isEstimable, type NotEstimable } from '../estimation/figures/not-estimable.ts';
import type { LinearisedFigure } from '../estimation/figures/linearised-figure.ts';
import { sampleDesign, type SampleDesign } from '../estimation/design/sample-design.ts';
import { estimateFigure, type FigureMethod, type Unit } from './figure-method.ts';

export type Figures = Readonly<Record<string, LinearisedFigure | NotEstimable>>;
export type RunOnSample = (within: SampleDesign, domain?: Uint8Array) => Figures;

const weights = [1, 2, 1, 1, 3, 1, 1, 2];
/** Eight respondents with the weights above. */
export const eight = sampleDesign({ weights });

export const valuesOf = (figures: Figures): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, isEstimable(figure) ? figure.value : NaN]),
  );

/** What every way to turn answers into figures keeps to, be it of items or of indicators. */
export function keepsToFigureMethod(method: Pick<FigureMethod<never>, 'figures'>, run: RunOnSample): void {
  const figures = run(eight);

  it('gives the figures it declares and no other', () => {
    expect(Object.keys(figures)).toEqual(Object.keys(method.figures));
  });

  it('keeps to its units, and gives value, error, interval and n together', () => {
    for (const [figureName, figure] of Object.entries(figures)) {
      const unit: Unit = method.figures[figureName]!;
      const estimated = estimateFigure(eight, unit, figure);
      if (!isEstimable(estimated)) throw new Error(`${figureName}: ${estimated.notEstimable}`);
      expect(estimated.n).toBeGreaterThan(1);
      expect(estimated.standardError).toBeGreaterThan(0);
      expect(estimated.interval[0]).toBeLessThan(estimated.value);
      expect(estimated.interval[1]).toBeGreaterThan(estimated.value);
      if (unit === 'share') expect(estimated.interval[0]).toBeGreaterThanOrEqual(0);
      if (unit === 'share') expect(estimated.interval[1]).toBeLessThanOrEqual(1);
    }
  });

  it('does not change when all weights are multiplied', () => {
    const heavier = sampleDesign({ weights: weights.map((weight) => 4 * weight) });
    expect(valuesOf(run(heavier))).toEqual(valuesOf(figures));
  });

  it('is the same for everyone as without a domain, and nothing for nobody', () => {
    expect(valuesOf(run(eight, new Uint8Array(8).fill(1)))).toEqual(valuesOf(figures));
    for (const figure of Object.values(run(eight, new Uint8Array(8)))) {
      expect(figure).toEqual({ notEstimable: 'noAnswers' });
    }
  });
}
