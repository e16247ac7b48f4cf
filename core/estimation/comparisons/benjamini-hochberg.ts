/**
 * P values adjusted so that of the findings with an adjusted value up to q, a share of at most q is false on average,
 * where the tests are independent or positively dependent. Softer than `holm`, which keeps out any false finding:
 * for looking around, not for judging.
 *
 * Y. Benjamini and Y. Hochberg (1995), J. R. Statist. Soc. B 57, 289-300: in descending order the k-th smallest of m is
 * multiplied by m / k and made at most as large as the one after, at most 1.
 *
 * @throws RangeError for p values outside [0, 1]
 * @example
 * benjaminiHochberg([0.01, 0.04, 0.03]); // [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  for (const pValue of pValues) {
    if (!(pValue >= 0 && pValue <= 1)) {
      throw new RangeError(`benjaminiHochberg requires p values from 0 to 1 (got ${pValue})`);
    }
  }
  const descending = pValues.map((_, index) => index).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  descending.forEach((index, place) => {
    const rank = pValues.length - place;
    smallest = Math.min(smallest, (pValues.length / rank) * pValues[index]!);
    adjusted[index] = smallest;
  });
  return adjusted;
}
