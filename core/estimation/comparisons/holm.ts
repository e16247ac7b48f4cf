/**
 * P values adjusted for being judged together, in the order given: comparing each with alpha keeps the chance of
 * any false finding in the family at most alpha, whatever the dependence.
 *
 * S. Holm (1979), Scand. J. Statistics 6, 65-70: in ascending order the k-th of m is multiplied by m - k + 1 and
 * made at least as large as the one before, at most 1.
 *
 * @throws RangeError for p values outside [0, 1]
 * @example
 * holm([0.01, 0.04, 0.03]); // [0.03, 0.06, 0.06]
 */
export function holm(pValues: readonly number[]): number[] {
  for (const pValue of pValues) {
    if (!(pValue >= 0 && pValue <= 1))
      throw new RangeError(`holm requires p values from 0 to 1 (got ${pValue})`);
  }
  const ascending = pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  ascending.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[index]!));
    adjusted[index] = largest;
  });
  return adjusted;
}
