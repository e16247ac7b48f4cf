import { decimalsByError } from '../../../core/release/print/digits.ts';

const MOST_DECIMALS = 10;

/**
 * With how many decimals numbers of a document are written that share one error: as many as they were given there
 * (rule 29). JSON drops trailing zeros, and the error tells how many there were; a digit that
 * is there is never dropped, as where an error of 0.0998 is written 0.10.
 *
 * @param standardError on the scale of the numbers; without one the numbers speak for each other
 * @example printedDecimals([82, 81.1, 82.9], 0.45) // 1
 * @example printedDecimals([82, 79, 85], 1.5) // 0
 */
export function printedDecimals(numbers: readonly number[], standardError?: number): number {
  const byError = standardError === undefined || standardError <= 0 ? 0 : decimalsByError(standardError);
  return Math.min(MOST_DECIMALS, Math.max(byError, ...numbers.map(decimalsIn), 0));
}

function decimalsIn(number: number): number {
  let decimals = 0;
  while (decimals < MOST_DECIMALS && Number(number.toFixed(decimals)) !== number) decimals++;
  return decimals;
}
