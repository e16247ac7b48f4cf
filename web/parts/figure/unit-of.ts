import type { Unit } from './figure-text.ts';
import type { statisticNames } from '../../wording/trends/statistics.ts';

type Statistic = keyof typeof statisticNames extends `statistic.${infer Name}` ? Name : never;

/** In what each statistic is counted: a reference to a figure of another unit does not say it. */
const units: Readonly<Record<Statistic, Unit>> = {
  index: 'points',
  itemScore: 'points',
  satisfactionRate: 'share',
  rateIfDontKnowIsNot: 'share',
  rateIfDontKnowIs: 'share',
  notUsedShare: 'share',
  dontKnowShare: 'share',
  refusedShare: 'share',
  awarenessIndex: 'points',
  knowsRate: 'share',
  heardOfRate: 'share',
  participationRate: 'share',
  meanActs: 'count',
  shareOfActs: 'points',
  problemOccurrence: 'share',
  complaintTendency: 'share',
  silenceRate: 'share',
  netPromoter: 'points',
};

/** None of a statistic this version does not know. */
export function unitOf(statistic: string): Unit | undefined {
  return Object.hasOwn(units, statistic) ? units[statistic as Statistic] : undefined;
}
