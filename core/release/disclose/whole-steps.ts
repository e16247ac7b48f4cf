import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import type { CoupledTables, DisclosureInput } from './reader-system.ts';

/** Whether everybody counts alike, so that means are of whole points over whole numbers of answers. */
export function haveEqualWeights({ figures }: Pick<DisclosureInput, 'figures'>): boolean {
  const weights = figures.flatMap(({ figure }) => (isEstimable(figure) ? [figure.weightSum / figure.n] : []));
  return weights.every((weight) => Math.abs(weight / weights[0]! - 1) < 1e-9);
}

/** The largest step of which all answers are multiples, as read; so small that it is none where there is no such. */
export function stepOf({ points }: CoupledTables, side: 0 | 1): number {
  const worths = points.map((point) => Math.abs(point[side])).filter((worth) => worth > 1e-9);
  const least = Math.min(...worths);
  const isStep = (step: number) =>
    worths.every((worth) => Math.abs(worth / step - Math.round(worth / step)) < 1e-6);
  const parts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].find((count) => isStep(least / count));
  return parts === undefined ? 0.01 : least / parts;
}
