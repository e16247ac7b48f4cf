import type { Tails } from './incomplete-beta.ts';
import { stirlingError } from './stirling-error.ts';

/**
 * The regularised incomplete gamma function P(a, x) and its complement, for a > 0, x >= 0.
 *
 * Below a + 1 the series P = x^a e^-x / Gamma(a + 1) (1 + x / (a + 1) + x^2 / ((a + 1)(a + 2)) + ...), above it Legendre's
 * continued fraction for the complement, by Lentz's method: each where it converges fast and nothing cancels (NIST
 * Digital Library of Mathematical Functions, 8.11.4 and 8.9.2).
 *
 * @example
 * incompleteGamma(1, 2).upper; // 0.1353352832366127 = exp(-2)
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0 && x >= 0)) throw new RangeError(`incompleteGamma requires a > 0 and x >= 0 (got ${a}, ${x})`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = kernel(a, x) * series(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = kernel(a, x) * a * continuedFraction(a, x);
  return { lower: 1 - upper, upper };
}

/** x^a e^-x / Gamma(a + 1), by Stirling's formula with its error, so that large a and x do not overflow. */
function kernel(a: number, x: number): number {
  return Math.exp(a - x + a * Math.log(x / a) - stirlingError(a)) / Math.sqrt(2 * Math.PI * a);
}

function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let step = 1; term > sum * Number.EPSILON; step++) {
    term *= x / (a + step);
    sum += term;
  }
  return sum;
}

function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let step = 1; step < 100_000; step++) {
    const numerator = step * (a - step);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) <= Number.EPSILON) return fraction;
  }
  throw new RangeError(`incompleteGamma did not converge (a = ${a}, x = ${x})`);
}
