import { logConcaveRoot } from './log-concave-root.ts';

/**
 * P(Z <= z) for a standard normal Z, with a relative error below 10^-13 in both tails.
 *
 * Near the middle by the series Phi(z) = 1/2 + phi(z) (z + z^3 / 3 + z^5 / (3 * 5) + ...) (G. Marsaglia, 2004,
 * J. Stat. Software 11(4)); in the tails by Laplace's continued fraction of Mills' ratio,
 * 1 - Phi(z) = phi(z) / (z + 1 / (z + 2 / (z + 3 / ...))) (Abramowitz and Stegun 1964, 26.2.14).
 *
 * @example
 * normalCumulative(-1.959963984540054); // 0.025
 */
export function normalCumulative(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normalCumulative requires a number (got NaN)');
  if (Math.abs(z) < 2.5) return 0.5 + normalDensity(z) * seriesAt(z);
  const tail = normalDensity(z) * millsRatio(Math.abs(z));
  return z < 0 ? tail : 1 - tail;
}

/**
 * The z with P(Z <= z) = probability, 0 < probability < 1.
 *
 * @example
 * normalQuantile(0.975); // 1.959963984540054
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`normalQuantile requires a probability between 0 and 1 (got ${probability})`);
  }
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (probability === 0.5) return 0;
  return logConcaveRoot(probability, -0.5, (z) => ({
    cumulative: normalCumulative(z),
    density: normalDensity(z),
  }));
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

function seriesAt(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; ; odd += 2) {
    term *= (z * z) / odd;
    if (sum + term === sum) return sum;
    sum += term;
  }
}

/** 100 levels are enough from z = 2.5 on: the error falls like exp(-2 z sqrt(2 levels)). */
function millsRatio(z: number): number {
  let fraction = z;
  for (let level = 100; level >= 1; level--) fraction = z + level / fraction;
  return 1 / fraction;
}
