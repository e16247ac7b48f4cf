import type { Estimate } from '../estimation/errors/estimate.ts';
import { isEstimable, type NotEstimable } from '../estimation/figures/not-estimable.ts';
import { roundToSignificantDigits } from '../numeric/round-to-significant-digits.ts';

/** Digits a number of a sealed document keeps: enough to recompute from, too few for rounding noise to show. */
const DIGITS = 12;

/** A number at the precision of sealed documents. */
export function published(value: number): number {
  return roundToSignificantDigits(value, DIGITS);
}

/** An estimate at the precision of sealed documents. */
export function publishedEstimate(estimate: Estimate | NotEstimable): Estimate | NotEstimable {
  if (!isEstimable(estimate)) return estimate;
  const { interval, level, n, ...numbers } = estimate;
  const kept = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, published(value)]),
  ) as typeof numbers;
  return { ...kept, n: published(n), level, interval: [published(interval[0]), published(interval[1])] };
}
