import { isEstimable } from '../estimation/not-estimable.ts';
import type { DisclosedFigure } from './reader-system.ts';

/** Figures of those who had a problem. */
const OF_COMPLAINTS = ['silenceRate', 'complaintTendency'];

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
  const nameOf = ({ subject, area }: Pick<DisclosedFigure, 'subject' | 'area'>) =>
    `${subject}@${area ?? '.'}`;
  const few = new Set(
    figures
      .filter(({ statistic }) => OF_COMPLAINTS.includes(statistic))
      .filter(({ figure }) =>
        isEstimable(figure) ? figure.n < minimum : figure.notEstimable === 'noAnswers',
      )
      .map(nameOf),
  );
  return new Set(
    figures
      .filter(({ statistic, area, isFixed }) => statistic === 'problemOccurrence' && area !== '' && !isFixed)
      .filter((figure) => few.has(nameOf(figure)))
      .map(({ key }) => key),
  );
}
