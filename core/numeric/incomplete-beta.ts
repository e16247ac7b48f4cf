import { betaKernel } from './beta-kernel.ts';

/** Both tails of a distribution at one point, each with its own digits: `1 - lower` would lose those of `upper`. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The regularised incomplete beta function I_x(a, b) and its complement, for a, b > 0, x + y = 1.
 *
 * The continued fraction of A. R. DiDonato and A. H. Morris (1992), ACM TOMS 18, 360-373,
 *
 *     I_x(a, b) = x^a y^b / B(a, b) * 1 / (beta_0 + alpha_1 / (beta_1 + alpha_2 / (beta_2 + ...)))
 *     alpha_m = (a + m - 1)(a + b + m - 1) m (b - m) x^2 / (a + 2m - 1)^2
 *     beta_m  = m + m (b - m) x / (a + 2m - 1) + (a + m)(a y - b x + 1 + m (1 + y)) / (a + 2m + 1),
 *
 * converges in some sqrt(max(a, b)) steps where x < (a + 1) / (a + b + 2), and there a y - b x + 1 > 0, so that
 * nothing cancels. On the other side the tails change places: I_x(a, b) = 1 - I_y(b, a). It is evaluated by
 * W. J. Lentz's method (1976, Applied Optics 15, 668-671).
 *
 * @example
 * incompleteBeta(1, 3, 0.5, 0.5); // { lower: 0.875, upper: 0.125 }
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const kernel = betaKernel(a, b, x, y);
  if ((a + b + 2) * x < a + 1) {
    const lower = Math.min(1, kernel / continuedFraction(a, b, x, y));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, kernel / continuedFraction(b, a, y, x));
  return { lower: 1 - upper, upper };
}

function continuedFraction(a: number, b: number, x: number, y: number): number {
  const difference = x < y ? a - (a + b) * x : (a + b) * y - b;
  let fraction = awayFromZero((a * (difference + 1)) / (a + 1));
  let c = fraction;
  let d = 0;
  for (let m = 1; m <= maximumSteps; m++) {
    const odd = a + 2 * m - 1;
    const alpha = ((a + m - 1) / odd) * ((a + b + m - 1) / odd) * m * (b - m) * x * x;
    const beta = m + (m * (b - m) * x) / odd + ((a + m) * (difference + 1 + m * (1 + y))) / (odd + 2);
    d = 1 / awayFromZero(beta + alpha * d);
    c = awayFromZero(beta + alpha / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) <= Number.EPSILON) return fraction;
  }
  throw new RangeError(`incompleteBeta did not converge (a = ${a}, b = ${b}, x = ${x})`);
}

const maximumSteps = 100_000;

function awayFromZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
