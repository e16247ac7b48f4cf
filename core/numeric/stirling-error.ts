/**
 * What Stirling's formula leaves out of log Gamma:
 *
 *     delta(x) = log Gamma(x + 1) - (x + 1/2) log x + x - log(2 pi) / 2,   x > 0.
 *
 * It is small where log Gamma is huge, so that quotients of gamma functions can be formed from it without
 * the cancellation that costs half the digits at arguments of 10^6.
 *
 * From 16 on by the asymptotic series sum B_2k / (2k (2k - 1) x^(2k - 1)) (Abramowitz and Stegun 1964, 6.1.40),
 * whose first term left out is below 10^-17 there. Below, by going up with Gamma(x + 2) = (x + 1) Gamma(x + 1):
 * put into the definition it gives delta(x) = delta(x + 1) + (x + 1/2) log(1 + 1 / x) - 1.
 *
 * Source: C. Loader (2000), "Fast and accurate computation of binomial probabilities".
 *
 * @example
 * stirlingError(1); // 0.08106146679532726 = 1 - log(2 pi) / 2
 */
export function stirlingError(x: number): number {
  let steps = 0;
  let raised = x;
  for (; raised < 16; raised++) steps += (raised + 0.5) * Math.log1p(1 / raised) - 1;
  return seriesAt(raised) + steps;
}

function seriesAt(x: number): number {
  const square = x * x;
  let sum = 0;
  for (const coefficient of coefficients) sum = sum / square + coefficient;
  return sum / x;
}

/** B_2k / (2k (2k - 1)) for k = 7, 6, ..., 1. */
const coefficients = [1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];
