import type { Estimate } from '../../estimation/errors/estimate.ts';
import type { NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Programme } from '../../programme/programme.ts';
import type { EstimatedFigure } from '../measure/estimated-figures.ts';

/** A question that both waves have, by what each calls it, with its share of what is common. */
export interface CommonLeaf {
  readonly before: string;
  readonly now: string;
  readonly share: number;
}

/** Estimates that stand in for those of the releases in one comparison, by key. */
export type ComparedEstimates = ReadonlyMap<
  string,
  {
    readonly now?: Estimate | NotEstimable;
    readonly before?: Estimate | NotEstimable;
    readonly commonLeaves?: readonly string[];
    readonly leaves?: readonly CommonLeaf[];
  }
>;

/**
 * A census that counts anew moves raked figures without anybody having changed their mind: where the margins stayed and
 * their totals are newer, the new wave is raked once more, to the totals the earlier wave had (rule 27).
 *
 * @param asBefore the figures of the new wave with the margins of the earlier one
 */
export function withEarlierTotals(asBefore: readonly EstimatedFigure[]): ComparedEstimates {
  return new Map(asBefore.map(({ key, estimate }) => [key, { now: estimate }]));
}

/** Whether weights are raked to the same items and their totals are other shares. */
export function haveTotalsMoved(now: Programme, before: Programme): boolean {
  const [items, old] = [now, before].map(({ settings }) => [...(settings.rakeTo ?? [])].sort());
  if (items!.length === 0 || items!.join('\n') !== old!.join('\n')) return false;
  return items!.some((item) => sharesOf(now, item) !== sharesOf(before, item));
}

function sharesOf({ margins }: Programme, item: string): string {
  const totals = margins.find((margin) => margin.item === item)?.totals ?? {};
  const sum = Object.values(totals).reduce((all, total) => all + total, 0);
  return Object.keys(totals)
    .sort()
    .map((category) => `${category} ${totals[category]! / sum}`)
    .join('\n');
}
