import type { Release, ReleaseNode } from '../../core/release/release.ts';
import { findFigure, type FoundFigure } from './published.ts';
import type { Reader } from './reader.ts';

export interface HeadlineRate {
  readonly title: string;
  /** What exactly was counted. */
  readonly caption: string;
  readonly figure: FoundFigure | undefined;
}

/** Satisfaction, awareness and participation side by side; they are never blended into one. */
export function headlineRates(release: Release, root: ReleaseNode, { say }: Reader): readonly HeadlineRate[] {
  const { form, overallItem } = root;
  return [
    {
      title: say('rateSatisfaction'),
      caption: say('captionOfRate', {
        from: release.forms.find(({ name }) => name === form)?.satisfiedFrom ?? '–',
      }),
      figure:
        overallItem === undefined
          ? undefined
          : findFigure(release, { form, statistic: 'satisfactionRate', subject: overallItem }),
    },
    {
      title: say('rateAwareness'),
      caption: say('captionOfAwareness'),
      figure: indicatorFigure(release, form, 'awareness', 'awarenessIndex'),
    },
    {
      title: say('rateParticipation'),
      caption: say('captionOfParticipation'),
      figure: indicatorFigure(release, form, 'participation', 'participationRate'),
    },
  ];
}

function indicatorFigure(
  release: Release,
  form: string,
  method: string,
  statistic: string,
): FoundFigure | undefined {
  const indicator = release.indicators.find((each) => each.form === form && each.method === method);
  return indicator && findFigure(release, { form, statistic, subject: indicator.name });
}
