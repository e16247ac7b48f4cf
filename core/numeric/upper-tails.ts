import { incompleteBeta } from './incomplete-beta.ts';
import { incompleteGamma } from './incomplete-gamma.ts';

/**
 * The chance of a larger value of chi-square with `degreesOfFreedom` degrees: Q(df / 2, x / 2).
 *
 * @example
 * chiSquareUpperTail(3.841458820694124, 1); // 0.05
 */
export function chiSquareUpperTail(x: number, degreesOfFreedom: number): number {
  requireDegrees('chiSquareUpperTail', degreesOfFreedom);
  return incompleteGamma(degreesOfFreedom / 2, x / 2).upper;
}

/**
 * The chance of a larger value of F with `numerator` and `denominator` degrees of freedom; infinitely many of the latter
 * leave chi-square.
 *
 * @example
 * fUpperTail(4.964602743730711, 1, 10); // 0.05
 */
export function fUpperTail(f: number, numerator: number, denominator: number): number {
  requireDegrees('fUpperTail', numerator);
  if (denominator === Infinity) return chiSquareUpperTail(numerator * f, numerator);
  requireDegrees('fUpperTail', denominator);
  const sum = denominator + numerator * f;
  return incompleteBeta(denominator / 2, numerator / 2, denominator / sum, (numerator * f) / sum).lower;
}

function requireDegrees(caller: string, degreesOfFreedom: number): void {
  if (!(degreesOfFreedom > 0 && Number.isFinite(degreesOfFreedom))) {
    throw new RangeError(`${caller} requires finite degrees of freedom above 0 (got ${degreesOfFreedom})`);
  }
}
