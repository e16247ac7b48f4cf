import type { satisfactionRate } from '../../../core/indices/items/satisfaction-rate.ts';
import type { MethodName, methods } from '../../../core/indices/methods/methods.ts';
import type { Unit } from './figure-text.ts';

type ItemStatistic = 'index' | 'itemScore' | keyof typeof satisfactionRate.figures;

const unitsOfItems: Readonly<Record<ItemStatistic, Unit>> = {
  index: 'points',
  itemScore: 'points',
  satisfactionRate: 'share',
  rateIfDontKnowIsNot: 'share',
  rateIfDontKnowIs: 'share',
  notUsedShare: 'share',
  dontKnowShare: 'share',
  refusedShare: 'share',
};

/**
 * In what each figure of an indicator is counted, in the order of pages. The methods themselves stay behind: their
 * mathematics is no page's business.
 */
export const unitsOfMethods: {
  readonly [Name in MethodName]: Readonly<Record<keyof (typeof methods)[Name]['figures'], Unit>>;
} = {
  awareness: { awarenessIndex: 'points', knowsRate: 'share', heardOfRate: 'share' },
  participation: { participationRate: 'share', meanActs: 'count', shareOfActs: 'points' },
  problemsAndComplaints: { problemOccurrence: 'share', complaintTendency: 'share', silenceRate: 'share' },
  netPromoter: { netPromoter: 'points' },
};

const units: Readonly<Record<string, Unit>> = Object.assign(
  {},
  unitsOfItems,
  ...Object.values(unitsOfMethods),
) as Record<string, Unit>;

/** In what a statistic is counted: a reference to a figure of another unit does not say it. None of one this version does not know. */
export function unitOf(statistic: string): Unit | undefined {
  return Object.hasOwn(units, statistic) ? units[statistic] : undefined;
}
