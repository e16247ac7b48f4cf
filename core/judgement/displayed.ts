/**
 * n and effective n as printed: to the nearest 5, so that single responses cannot be told by differencing.
 *
 * @example
 * displayedN(412); // 410
 * displayedN(413); // 415
 */
export function displayedN(n: number): number {
  return 5 * Math.round(n / 5);
}

/**
 * A design effect as printed.
 *
 * @example
 * displayedDesignEffect(1.46); // 1.5
 */
export function displayedDesignEffect(designEffect: number): number {
  return Math.round(designEffect * 10) / 10;
}

/**
 * How many decimals a number needs so that rounding does not move it onto or across a threshold: 79.96 against a
 * target of 80 is printed 79.96, not 80.0. At most ten; at least `usual`.
 *
 * @example
 * decimalsToShow(79.96, [80]); // 2
 * decimalsToShow(79.9, [80]); // 1
 */
export function decimalsToShow(value: number, thresholds: readonly number[], usual = 1): number {
  let decimals = usual;
  while (decimals < 10 && !thresholds.every((threshold) => keepsSide(value, threshold, decimals))) decimals++;
  return decimals;
}

function keepsSide(value: number, threshold: number, decimals: number): boolean {
  return Math.sign(Number(value.toFixed(decimals)) - threshold) === Math.sign(value - threshold);
}
