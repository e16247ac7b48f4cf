import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { bases } from '../../indices/methods/methods.ts';
import { figureKey } from '../figure-key.ts';
import type { DisclosedFigure } from './reader-system.ts';

/**
 * How often problems occurred in areas where the figures of complaints are hidden for few answers: so many of so many
 * had a problem, and these are the answers that the hidden figure rests on.
 *
 * @returns keys
 */
export function tellingOccurrences(
  figures: readonly Pick<DisclosedFigure, 'key' | 'statistic' | 'subject' | 'area' | 'figure' | 'isFixed'>[],
  minimum: number,
): ReadonlySet<string> {
  const nameOf = (statistic: string, { subject, area }: Pick<DisclosedFigure, 'subject' | 'area'>) =>
    figureKey(statistic, subject, area ?? '.');
  const few = new Set(
    figures
      .filter(({ figure }) =>
        isEstimable(figure) ? figure.n < minimum : figure.notEstimable === 'noAnswers',
      )
      .flatMap((figure) => {
        const base = bases.get(figure.statistic);
        return base === undefined ? [] : [nameOf(base, figure)];
      }),
  );
  return new Set(
    figures
      .filter(({ area, isFixed }) => area !== '' && !isFixed)
      .filter((figure) => few.has(nameOf(figure.statistic, figure)))
      .map(({ key }) => key),
  );
}
