import type { Release, ReleaseNode } from '../../../core/release/release.ts';
import { dontKnowText } from '../words/dont-know-text.ts';
import { findFigure, type FoundFigure } from '../../parts/figure/published.ts';
import type { Reader } from '../../parts/figure/reader.ts';

export interface HeadlineRate {
  readonly title: string;
  /** What exactly was counted. */
  readonly caption: string;
  readonly figure: FoundFigure | undefined;
  /** Of the satisfaction rate: what those who said “don't know” leave open. */
  readonly dontKnow: string;
}

/** Satisfaction, awareness and participation side by side; they are never blended into one. */
export function headlineRates(release: Release, root: ReleaseNode, reader: Reader): readonly HeadlineRate[] {
  const { say } = reader;
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
      dontKnow: overallItem === undefined ? '' : dontKnowText(release, { form, item: overallItem }, reader),
    },
    {
      title: say('rateAwareness'),
      caption: say('captionOfAwareness'),
      figure: indicatorFigure(release, form, 'awareness', 'awarenessIndex'),
      dontKnow: '',
    },
    {
      title: say('rateParticipation'),
      caption: say('captionOfParticipation'),
      figure: indicatorFigure(release, form, 'participation', 'participationRate'),
      dontKnow: '',
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
