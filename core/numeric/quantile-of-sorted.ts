/**
 * The quantile at p between neighbouring values in proportion, the seventh definition of R. J. Hyndman and Y. Fan
 * (1996, American Statistician 50, 361-365).
 *
 * @example
 * quantileOfSorted([1, 2, 3, 4], 0.5); // 2.5
 */
export function quantileOfSorted(ascending: ArrayLike<number>, p: number): number {
  const at = (ascending.length - 1) * p;
  const below = Math.floor(at);
  const low = ascending[below]!;
  const high = ascending[below + 1] ?? low;
  return low + (at - below) * (high - low);
}
