import { betaKernel } from './beta-kernel.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { logConcaveRoot, type CumulativePoint } from './log-concave-root.ts';

/**
 * P(X <= x) for X ~ Beta(a, b).
 *
 * @throws RangeError unless a and b are finite and above 0
 * @example
 * betaCumulative(0.5, 2, 2); // 0.5
 * betaCumulative(0.5, 1, 3); // 0.875 = 1 - 0.5^3
 */
export function betaCumulative(x: number, a: number, b: number): number {
  requireShapes('betaCumulative', a, b);
  if (Number.isNaN(x)) throw new RangeError('betaCumulative requires a number (got NaN)');
  return incompleteBeta(a, b, x, 1 - x).lower;
}

/**
 * The x with P(X <= x) = probability for X ~ Beta(a, b), 0 <= probability <= 1.
 *
 * @throws RangeError unless a and b are finite and above 0, and the probability is one
 * @example
 * betaQuantile(0.975, 1, 36); // 0.0974 (upper Clopper-Pearson bound for 0 of 36 at 95 %)
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  requireShapes('betaQuantile', a, b);
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`betaQuantile requires a probability from 0 to 1 (got ${probability})`);
  }
  if (probability === 0 || probability === 1) return probability;
  return logistic(betaQuantileLogit(probability, 1 - probability, a, b));
}

/**
 * The quantile as u = log(x / (1 - x)), from the probabilities below and above it.
 *
 * In u a beta distribution has the density x^a (1 - x)^b / B(a, b), log-concave for all a, b > 0 (in x it is
 * not), and quantiles as small as 10^-304 or as near to 1 keep all their digits. The smaller of the two
 * probabilities is the one solved for. -Infinity (or Infinity) where x (or 1 - x) is below 10^-304.
 *
 * @example
 * betaQuantileLogit(0.25, 0.75, 1, 1); // -1.0986 = log(1 / 3) (Beta(1, 1) is uniform, so that x is 1 / 4)
 */
export function betaQuantileLogit(below: number, above: number, a: number, b: number): number {
  if (below > above) return -betaQuantileLogit(above, below, b, a);
  const at = (u: number): CumulativePoint => {
    const x = logistic(u);
    const y = logistic(-u);
    return { cumulative: incompleteBeta(a, b, x, y).lower, density: betaKernel(a, b, x, y) };
  };
  if (at(lowestLogit).cumulative >= below) return -Infinity;
  return logConcaveRoot(below, Math.log(a / b), at);
}

/** Below it x = e^u runs out of digits: such a quantile is 0 for all purposes. */
const lowestLogit = -700;

function logistic(u: number): number {
  return u < 0 ? Math.exp(u) / (1 + Math.exp(u)) : 1 / (1 + Math.exp(-u));
}

function requireShapes(name: string, a: number, b: number): void {
  if (!(a > 0 && b > 0 && Number.isFinite(a) && Number.isFinite(b))) {
    throw new RangeError(`${name} requires finite shapes above 0 (got ${a}, ${b})`);
  }
}
