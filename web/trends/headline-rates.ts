import type { PublishedFigure, Release, ReleaseNode } from '../../core/release/format-1.ts';
import { findFigure } from './published.ts';
import type { Reader } from './reader.ts';

export interface HeadlineRate {
  readonly title: string;
  /** What exactly was counted. */
  readonly caption: string;
  readonly figure: PublishedFigure | undefined;
}

/** Satisfaction, awareness and participation side by side; they are never blended into one. */
export function headlineRates(release: Release, root: ReleaseNode, { say }: Reader): readonly HeadlineRate[] {
  return [
    {
      title: say('rateSatisfaction'),
      caption: say('captionOfRate', { from: release.method.satisfiedFrom }),
      figure:
        root.overallItem === undefined
          ? undefined
          : findFigure(release, 'satisfactionRate', root.overallItem),
    },
    {
      title: say('rateAwareness'),
      caption: say('captionOfAwareness'),
      figure: indicatorFigure(release, 'awareness', 'awarenessIndex'),
    },
    {
      title: say('rateParticipation'),
      caption: say('captionOfParticipation'),
      figure: indicatorFigure(release, 'participation', 'participationRate'),
    },
  ];
}

function indicatorFigure(release: Release, method: string, statistic: string): PublishedFigure | undefined {
  const indicator = release.indicators.find((each) => each.method === method);
  return indicator && findFigure(release, statistic, indicator.name);
}
