import type { Unit } from '../../indices/figure-method.ts';
import { roundToSignificantDigits } from '../../numeric/round-to-significant-digits.ts';

/**
 * How many decimals the error of a number leaves it: max(0, ceil(-log10 SE)), so whole points from an error of 1 on,
 * one decimal from 0.1. Counted by comparing, as logarithms of powers of ten are inexact.
 *
 * @throws RangeError for an error that is none
 * @example
 * decimalsByError(2.4); // 0
 * decimalsByError(0.45); // 1
 * decimalsByError(0.1); // 1
 */
export function decimalsByError(standardError: number): number {
  if (!(standardError > 0)) throw new RangeError(`digits require an error above 0 (got ${standardError})`);
  let decimals = 0;
  while (decimals < MOST_DECIMALS && Number(`1e-${decimals}`) > standardError) decimals++;
  return decimals;
}

/** The relative error of a double. */
const MOST_DECIMALS = 16;

/** The numbers that can be printed: multiples of `step`, written with so many decimals. */
export interface Grid {
  readonly step: number;
  readonly decimals: number;
}

/**
 * @example
 * gridByError(0.45); // { step: 0.1, decimals: 1 }
 */
export function gridByError(standardError: number): Grid {
  const decimals = decimalsByError(standardError);
  return { step: Number(`1e-${decimals}`), decimals };
}

/**
 * The printed number nearest to the value. Where rounding would carry the value onto or over a threshold it is judged
 * by, it is rounded to its own side. Where thresholds lie so close that no printed number is between them, the nearest
 * stands.
 *
 * @example
 * roundedTo({ step: 0.1, decimals: 1 }, 79.96); // 80
 * roundedTo({ step: 0.1, decimals: 1 }, 79.96, [80]); // 79.9
 * roundedTo({ step: 1, decimals: 0 }, 0.3, [0]); // 1
 */
export function roundedTo(grid: Grid, value: number, thresholds: readonly number[] = []): number {
  const { step, decimals } = grid;
  const nearest = onGrid(step > 1 ? step * Math.round(value / step) : value, decimals);
  if (keepsSides(nearest, value, thresholds)) return nearest;
  const other = onGrid(nearest > value ? nearest - step : nearest + step, decimals);
  return keepsSides(other, value, thresholds) ? other : nearest;
}

function keepsSides(rounded: number, value: number, thresholds: readonly number[]): boolean {
  return thresholds.every((threshold) => Math.sign(rounded - threshold) === Math.sign(value - threshold));
}

/** The shortest decimal, and 0 for -0. */
function onGrid(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) + 0;
}

/**
 * What a reader of a printed number knows of the value: all that is printed alike lies between the two.
 *
 * @param grid, thresholds with which it was rounded
 * @example
 * printedWindow({ step: 1, decimals: 0 }, 76); // [75.5, 76.5]
 * printedWindow({ step: 1, decimals: 0 }, 79, [80]); // [78.5, 80]
 * printedWindow({ step: 1, decimals: 0 }, 80, [80]); // [80, 80]
 * printedWindow({ step: 5, decimals: 0 }, 90, [86, 90]); // [87.5, 90]
 */
export function printedWindow(
  { step, decimals }: Grid,
  printed: number,
  thresholds: readonly number[] = [],
): readonly [lowest: number, highest: number] {
  const isThreshold = thresholds.includes(printed);
  const reach = (sign: 1 | -1) => {
    const neighbour = onGrid(printed + sign * step, decimals);
    const half = printed + (sign * step) / 2;
    const between = thresholds
      .filter((each) => sign * (each - printed) > 0 && sign * (neighbour - each) >= 0)
      .sort((a, b) => sign * (a - b));
    // On a threshold stands what lies on it, and what another one keeps from its own side: from that to the half.
    if (isThreshold) {
      const last = between.at(-1) ?? printed;
      return sign > 0 ? Math.min(last, half) : Math.max(last, half);
    }
    if (between.length < 2) return between[0] ?? half;
    // Between two thresholds in one step the nearest stands: up to the half, or to the further of them.
    const [first, last] = [between[0]!, between.at(-1)!];
    const nearest = sign > 0 ? Math.min(last, half) : Math.max(last, half);
    return sign > 0 ? Math.max(first, nearest) : Math.min(first, nearest);
  };
  return [reach(-1), reach(1)];
}

/**
 * A number with the digits its error leaves it. Shares are judged in per cent and stored from 0 to 1; other units by
 * the same formula in their own.
 *
 * @param thresholds it is judged by, as targets declare them: those of shares in per cent
 * @example
 * roundedByError(76.4821, 0.45, 'points'); // 76.5
 * roundedByError(0.87446, 0.021, 'share'); // 0.87
 * roundedByError(0.84961, 0.004, 'share', [85]); // 0.849
 * roundedByError(1.3374, 0.06, 'count'); // 1.34
 */
export function roundedByError(
  value: number,
  standardError: number,
  unit: Unit,
  thresholds: readonly number[] = [],
): number {
  const grid = gridByError(asRead(standardError, unit));
  return asStored(roundedTo(grid, asRead(value, unit), thresholds), grid, unit);
}

/**
 * Shares in per cent, other units as they are; to twelve digits, as 100 times 0.55 is a little more than 55.
 *
 * @example
 * asRead(0.5, 'share'); // 50
 */
export function asRead(value: number, unit: Unit): number {
  return roundToSignificantDigits(unit === 'share' ? 100 * value : value, 12);
}

/**
 * A printed number as it is stored: shares from 0 to 1, without the noise of a division.
 *
 * @example
 * asStored(28.9, { step: 0.1, decimals: 1 }, 'share'); // 0.289
 */
export function asStored(printed: number, { decimals }: Grid, unit: Unit): number {
  return unit === 'share' ? onGrid(printed / 100, decimals + 2) : printed;
}

/**
 * A standard error with two significant digits.
 *
 * @example
 * printedError(0.44821); // 0.45
 */
export function printedError(standardError: number): number {
  return Number(standardError.toPrecision(2));
}

/**
 * A p value with two significant digits, none below 0.0001. It stays on its side of `alpha`, by which it is judged.
 *
 * @example
 * printedPValue(0.0437); // 0.044
 * printedPValue(0.04981); // 0.049
 * printedPValue(3e-15); // 0.0001
 */
export function printedPValue(pValue: number, alpha = 0.05): number {
  if (pValue <= LEAST_P_VALUE) return LEAST_P_VALUE;
  const decimals = 1 - Number(pValue.toExponential().split('e')[1]);
  return roundedTo({ step: Number(`1e-${decimals}`), decimals }, pValue, [alpha]);
}

const LEAST_P_VALUE = 0.0001;

/**
 * A p value by area as the upper end of its class: at most 0.001, at most 0.01, below `alpha`, 1. With more digits it would tell
 * a difference more closely than its own print: p, standard error and degrees of freedom give it back.
 *
 * @example
 * pValueClass(0.0437); // 0.05
 * pValueClass(0.051); // 1
 */
export function pValueClass(pValue: number, alpha = 0.05): number {
  const end = [0.001, 0.01].find((each) => each < alpha && pValue <= each);
  if (end !== undefined) return end;
  return pValue < alpha ? roundToSignificantDigits(alpha, 12) : 1;
}

/**
 * Degrees of freedom: those that are no whole number rounded down to 0.1 up to 10; above, rounded down to 10, 12, 15,
 * 20, 30, 60 or 120. More of them would tell the number of answers, and t hardly moves.
 *
 * @example
 * printedDegreesOfFreedom(9); // 9
 * printedDegreesOfFreedom(7.3456); // 7.3
 * printedDegreesOfFreedom(187); // 120
 */
export function printedDegreesOfFreedom(degreesOfFreedom: number): number {
  const stair = [120, 60, 30, 20, 15, 12, 10].find((each) => degreesOfFreedom >= each);
  return stair ?? onGrid(Math.floor(10 * degreesOfFreedom) / 10, 1);
}

/**
 * Design effects, and weights as multiples of their mean.
 *
 * @example
 * toTenths(1.46); // 1.5
 */
export function toTenths(value: number): number {
  return onGrid(value, 1);
}
