/**
 * How far two numbers are apart, as a share of the second (of 1 where that is 0): what "agrees with the reference
 * to 10^-12" means here. Two equal infinities do not differ; NaN differs from everything.
 *
 * @example
 * relativeDifference(101, 100); // 0.01
 */
export function relativeDifference(actual: number, expected: number): number {
  if (actual === expected) return 0;
  const difference = Math.abs(actual - expected) / (Math.abs(expected) || 1);
  return Number.isNaN(difference) ? Infinity : difference;
}
