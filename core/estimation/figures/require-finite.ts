/**
 * Infinite answers, and those whose sums are beyond all numbers, make no figure.
 *
 * @throws RangeError
 * @example
 * requireFinite('linearMean', 75); // undefined
 */
export function requireFinite(caller: string, ...numbers: readonly number[]): void {
  const found = numbers.find((number) => !Number.isFinite(number));
  if (found !== undefined) {
    throw new RangeError(`${caller} requires finite answers (they come to ${found})`);
  }
}
