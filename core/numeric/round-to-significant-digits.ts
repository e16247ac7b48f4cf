/**
 * Rounds to so many significant decimal digits. Releases round to 12 before they are hashed: the last digits
 * of a double differ between processors' libraries, the first twelve of a figure do not.
 *
 * The decimal text is rounded rather than `value * 10 ** k`, whose product is itself inexact.
 *
 * @example
 * roundToSignificantDigits(77.7771234567891234, 12); // 77.7771234568
 */
export function roundToSignificantDigits(value: number, digits: number): number {
  if (!Number.isFinite(value)) {
    throw new RangeError(`roundToSignificantDigits requires a finite number (got ${value})`);
  }
  return Number(value.toPrecision(digits));
}
