import { betaQuantileLogit } from './beta-distribution.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { normalCumulative, normalQuantile } from './normal-distribution.ts';

/**
 * P(T <= t) for Student's t with `degreesOfFreedom` = v > 0, which need not be whole; with infinitely many, the normal
 * distribution.
 *
 * v / (v + T^2) ~ Beta(v / 2, 1 / 2) (Abramowitz and Stegun 1964, 26.7.1), so that for t < 0
 * P(T <= t) = I_x(v / 2, 1 / 2) / 2 at x = v / (v + t^2).
 *
 * @example
 * studentCumulative(-2.228138851986275, 10); // 0.025
 */
export function studentCumulative(t: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Infinity) return normalCumulative(t);
  requireDegrees('studentCumulative', degreesOfFreedom);
  if (Number.isNaN(t)) throw new RangeError('studentCumulative requires a number (got NaN)');
  const square = t * t;
  if (square === Infinity) return t < 0 ? 0 : 1;
  const x = degreesOfFreedom / (degreesOfFreedom + square);
  const y = square / (degreesOfFreedom + square);
  const outside = incompleteBeta(degreesOfFreedom / 2, 0.5, x, y);
  return t < 0 ? outside.lower / 2 : 0.5 + outside.upper / 2;
}

/**
 * The t with P(T <= t) = probability, 0 < probability < 1.
 *
 * With u = log(x / (1 - x)) = log(v / t^2) the quantile of the beta distribution gives |t| = sqrt(v) exp(-u / 2)
 * without subtracting.
 *
 * @example
 * studentQuantile(0.975, 10); // 2.228138851986275
 */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Infinity) return normalQuantile(probability);
  requireDegrees('studentQuantile', degreesOfFreedom);
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`studentQuantile requires a probability between 0 and 1 (got ${probability})`);
  }
  if (probability > 0.5) return -studentQuantile(1 - probability, degreesOfFreedom);
  if (probability === 0.5) return 0;
  const u = betaQuantileLogit(2 * probability, 1 - 2 * probability, degreesOfFreedom / 2, 0.5);
  if (u === -Infinity) {
    throw new RangeError(
      `studentQuantile is beyond the range of numbers (${probability}, ${degreesOfFreedom})`,
    );
  }
  return -Math.sqrt(degreesOfFreedom) * Math.exp(-u / 2);
}

function requireDegrees(name: string, degreesOfFreedom: number): void {
  if (!(degreesOfFreedom > 0 && Number.isFinite(degreesOfFreedom))) {
    throw new RangeError(`${name} requires finite degrees of freedom above 0 (got ${degreesOfFreedom})`);
  }
}
