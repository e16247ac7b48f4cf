import type { Range } from '../../disclosure/linear-system.ts';
import type { Estimate } from '../../estimation/errors/estimate.ts';
import { isEstimable, type NotEstimable } from '../../estimation/figures/not-estimable.ts';
import { asRead, gridByError, printedWindow, roundedTo, type Grid } from '../print/digits.ts';
import { codingBounds, gridWithoutError, naturalRange, type PrintedAs } from '../print/printed-cell.ts';

/**
 * What a reader of the printed cell knows of its value, as it is read (shares in per cent); nothing where no value is
 * printed. Half a digit either side of the value, and of the middle of its interval: that is the value too, or lies
 * from it as far as the reader is taken to know. On 10-29 answers an end of the scale reaches from its bound.
 *
 * @example
 * const estimate = {
 *   value: 76.48, standardError: 1.52, interval: [73.47, 79.49], level: 0.95, degreesOfFreedom: 187,
 *   n: 188, effectiveN: 141, designEffect: 1.33, kishDesignEffect: 1.2, varianceFactor: 0.97,
 * } as const;
 * cellWindow(estimate, { unit: 'points', standing: 'full' }); // { lowest: 75.5, highest: 76.5 }
 * cellWindow({ ...estimate, value: 0.97, n: 12 }, { unit: 'share', standing: 'insufficient' });
 * // { lowest: 90, highest: 100 }
 */
export function cellWindow(
  estimate: Estimate | NotEstimable,
  { unit, standing, thresholds = [], range = naturalRange(unit) }: PrintedAs,
): Range | undefined {
  if (!isEstimable(estimate) || standing === 'suppressed') return undefined;
  const value = asRead(estimate.value, unit);
  const [least, most] = range.map((end) => (end === Infinity ? end : asRead(end, unit)));
  const within = ([lowest, highest]: readonly [number, number]): Range => ({
    lowest: Math.max(least!, lowest),
    highest: Math.min(most!, highest),
  });
  if (standing === 'insufficient') {
    const [low, high] = codingBounds(unit, range).map((end) => (end === Infinity ? end : asRead(end, unit)));
    if (value >= high!) return within([high!, most!]);
    if (value <= low!) return within([least!, low!]);
    return within(windowOf(gridWithoutError(estimate, unit), value, [...thresholds, low!, high!]));
  }
  const grid = gridByError(asRead(estimate.standardError, unit));
  const [low, high] = estimate.interval.map((limit) => asRead(limit, unit));
  const [own, lower, upper] = [value, low!, high!].map((each) => windowOf(grid, each, thresholds));
  const skew = (low! + high!) / 2 - value;
  return within([
    Math.max(own![0], (lower![0] + upper![0]) / 2 - skew),
    Math.min(own![1], (lower![1] + upper![1]) / 2 - skew),
  ]);
}

function windowOf(grid: Grid, value: number, thresholds: readonly number[]): readonly [number, number] {
  return printedWindow(grid, roundedTo(grid, value, thresholds), thresholds);
}
