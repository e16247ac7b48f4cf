import type { Indicator } from './index-definition.ts';

/**
 * The figures each method of an indicator gives: what a target may be bound to as `name/figure`. They are the
 * names a release uses.
 *
 * | method                  | figure              | meaning                                            | range       |
 * |-------------------------|---------------------|----------------------------------------------------|-------------|
 * | `awareness`             | `awarenessIndex`    | mean of the items' means of 100 / 50 / 0           | 0..100      |
 * |                         | `knowsRate`         | share that knows                                   | 0..100 %    |
 * |                         | `heardOfRate`       | share that knows or has heard of it                | 0..100 %    |
 * | `participation`         | `participationRate` | share with at least one act                        | 0..100 %    |
 * |                         | `meanActs`          | mean number of acts                                | 0..offered  |
 * |                         | `shareOfActs`       | mean number of acts / acts offered                 | 0..100      |
 * | `problemsAndComplaints` | `problemOccurrence` | had a problem / all                                | 0..100 %    |
 * |                         | `complaintTendency` | complained / had a problem                         | 0..100 %    |
 * |                         | `silenceRate`       | had a problem and did not complain / had a problem | 0..100 %    |
 * | `netPromoter`           | `netPromoter`       | promoters minus detractors                         | -100..100   |
 */
export const indicatorFigures = {
  awareness: ['awarenessIndex', 'knowsRate', 'heardOfRate'],
  participation: ['participationRate', 'meanActs', 'shareOfActs'],
  problemsAndComplaints: ['problemOccurrence', 'complaintTendency', 'silenceRate'],
  netPromoter: ['netPromoter'],
} as const satisfies Record<Indicator['method'], readonly string[]>;

/** The figures of one indicator: without a complaint question there is nothing to say about complaining. */
export function figuresOf(indicator: Indicator): readonly string[] {
  if (indicator.method === 'problemsAndComplaints' && indicator.complaint === undefined) {
    return ['problemOccurrence'];
  }
  return indicatorFigures[indicator.method];
}

/** Between which values a figure of an indicator can lie, on the scale people read. */
export function rangeOfFigure(indicator: Indicator, figure: string | undefined): readonly [number, number] {
  if (indicator.method === 'netPromoter') return [-100, 100];
  if (indicator.method === 'participation' && figure === 'meanActs') return [0, indicator.acts.length];
  return [0, 100];
}
