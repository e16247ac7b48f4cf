import { incompleteBeta } from './incomplete-beta.ts';
import { incompleteGamma } from './incomplete-gamma.ts';

/**
 * The chance of a larger value of chi-square with `degreesOfFreedom` degrees: Q(df / 2, x / 2).
 *
 * @example
 * chiSquareUpperTail(3.841458820694124, 1); // 0.05
 */
export function chiSquareUpperTail(x: number, degreesOfFreedom: number): number {
  return incompleteGamma(degreesOfFreedom / 2, x / 2).upper;
}

/**
 * The chance of a larger value of F with `numerator` and `denominator` degrees of freedom.
 *
 * @example
 * fUpperTail(4.964602743730711, 1, 10); // 0.05
 */
export function fUpperTail(f: number, numerator: number, denominator: number): number {
  const sum = denominator + numerator * f;
  return incompleteBeta(denominator / 2, numerator / 2, denominator / sum, (numerator * f) / sum).lower;
}
