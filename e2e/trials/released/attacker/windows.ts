import type { Cell, PublishedChange } from '../../../../core/release/release.ts';

/** Between which numbers a printed number may have been, as it is read: shares in per cent. */
export type Window = readonly [low: number, high: number];

/** Decimals that a standard error of this size leaves: whole points from 1 on, one from 0.1. */
function decimalsLeft(error: number): number {
  return Math.max(0, Math.ceil(-Math.log10(error) - 1e-9));
}

function decimalsSeen(numbers: readonly number[]): number {
  return Math.max(
    0,
    ...numbers.map((each) => {
      const [, decimals = ''] = Number(each.toFixed(12)).toString().split('.');
      return decimals.length;
    }),
  );
}

/**
 * What rounds to the printed number. What would have been carried onto or over a threshold it is judged by stays on its
 * own side, so a threshold within one step moves that end.
 */
function aroundPrinted(printed: number, step: number, thresholds: readonly number[]): Window {
  const isSame = (each: number) => Math.abs(each - printed) < step / 1e6;
  if (thresholds.some(isSame)) {
    // It lies there, or between there and another threshold so near that nothing printed is between the two.
    const near = thresholds.filter((each) => !isSame(each) && Math.abs(each - printed) <= step * 1.000001);
    return [
      Math.max(printed - step / 2, Math.min(printed, ...near)),
      Math.min(printed + step / 2, Math.max(printed, ...near)),
    ];
  }
  const above = thresholds.filter((each) => each > printed && each <= printed + step * 1.000001);
  const below = thresholds.filter((each) => each < printed && each >= printed - step * 1.000001);
  // Two thresholds in one step: either may be the end, and the further one is never wrong.
  return [
    below.length === 1 ? below[0]! : Math.min(printed - step / 2, ...below),
    above.length === 1 ? above[0]! : Math.max(printed + step / 2, ...above),
  ];
}

/** A number and what goes with it, by the error printed beside it. */
export function windowByError(
  printed: number,
  error: number,
  beside: readonly number[],
  thresholds: readonly number[] = [],
): Window {
  const decimals = Math.max(decimalsLeft(error), decimalsSeen([printed, ...beside]));
  return aroundPrinted(printed, 10 ** -decimals, thresholds);
}

/** The window of a cell, and nothing of a hidden one. */
export function windowOfCell(
  cell: Cell,
  unit: string,
  thresholds: readonly number[],
  [lowest, highest]: Window,
): Window | undefined {
  if ('suppressed' in cell) return undefined;
  const read = (value: number) => (unit === 'share' ? 100 * value : value);
  if ('bound' in cell) {
    return cell.bound === 'atLeast' ? [read(cell.value), highest] : [lowest, read(cell.value)];
  }
  const value = read(cell.value);
  if (cell.standardError !== undefined) {
    return windowByError(value, read(cell.standardError), (cell.interval ?? []).map(read), thresholds);
  }
  // On 10-29 answers: rates in steps of 5, points whole; an end of the scale would have been told as beyond a bound.
  const part = (highest - lowest) / (unit === 'share' ? 10 : 20);
  const sides = [...thresholds, lowest + part, highest - part];
  if (decimalsSeen([value]) > 0) return windowByError(value, 1, [], unit === 'count' ? [] : sides);
  return unit === 'count' ? undefined : aroundPrinted(value, unit === 'share' ? 5 : 1, sides);
}

export function windowOfChange(
  { difference, standardError, interval, detectable }: PublishedChange,
  unit: string,
): Window {
  const read = (value: number) => (unit === 'share' ? 100 * value : value);
  return windowByError(read(difference), read(standardError), [...interval, detectable].map(read));
}

/** Of a difference whose error is not printed: by its interval, which is some four errors wide. */
export function windowOfDifference(difference: number, [low, high]: Window): Window {
  const width = high - low;
  const decimals = Math.max(decimalsLeft(width / 3.8), decimalsSeen([difference, low, high]));
  // Twice as wide as it is likely to be where its step could have been the coarser one.
  const coarser = Math.min(decimals, decimalsLeft(width / 8));
  return aroundPrinted(
    difference,
    10 ** -Math.max(Math.min(decimals, coarser), decimalsSeen([difference, low, high])),
    [],
  );
}
