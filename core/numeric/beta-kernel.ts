import { stirlingError } from './stirling-error.ts';

/**
 * x^a y^b / B(a, b) with y = 1 - x given apart, so that neither tail is lost to rounding.
 *
 * With n = a + b, and Gamma written by Stirling's formula and its error delta,
 *
 *     x^a y^b / B(a, b) = sqrt(a b / (2 pi n)) exp(delta(n) - delta(a) - delta(b) - D(a, n x) - D(b, n y)),
 *     D(k, m) = k log(k / m) + m - k,
 *
 * which is C. Loader's (2000) saddle-point form of the binomial probability. All terms are small near the
 * middle of the distribution, where the direct form subtracts numbers of the size n log n. The differences are
 * opposite, a - n x = n y - b, and taken from the smaller of x and y, which has the finer digits.
 *
 * @example
 * betaKernel(2, 3, 0.5, 0.5); // 0.375 = 0.5^5 * 12
 */
export function betaKernel(a: number, b: number, x: number, y: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0)) {
    throw new RangeError(
      `betaKernel requires shapes above 0 and a share with its rest (got ${a}, ${b}, ${x}, ${y})`,
    );
  }
  const n = a + b;
  const difference = x < y ? a - n * x : n * y - b;
  const deviances = deviance(a, n * x, difference) + deviance(b, n * y, -difference);
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviances;
  return Math.sqrt((a / n) * (b / (2 * Math.PI))) * Math.exp(exponent);
}

/**
 * D(k, m) from k, m and their difference k - m. Near k = m its terms cancel; there, with v = (k - m) / (k + m),
 * log(k / m) = 2 (v + v^3 / 3 + v^5 / 5 + ...) gives D = (k - m) v + 2 k (v^3 / 3 + v^5 / 5 + ...).
 */
function deviance(k: number, m: number, difference: number): number {
  if (m === 0) return Infinity;
  if (Math.abs(difference) >= 0.1 * (k + m)) return k * Math.log(k / m) - difference;
  const v = difference / (k + m);
  let sum = difference * v;
  let power = 2 * k * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
