import { normalCumulative } from '../numeric/normal-distribution.ts';

/**
 * The probability that every change between successive waves is found, of a truth that moves by `step` from wave to
 * wave. Waves are independent and normal with one standard error s; a change is found when it exceeds `reach` times its
 * own error, s sqrt(2). In units of s, with independent standard normal errors e_0 ... e_k, the event is
 *
 *     e_i - e_(i - 1) > c  for all i,   c = reach sqrt(2) - step.
 *
 * Successive changes share a wave, so they are correlated by -1/2 and their powers do not multiply. With
 * F_0 = Phi and F_i(y) = integral up to y of phi(t) F_(i - 1)(t - c) dt, the probability that the first i hold and e_i lies
 * below y, it is F_k at infinity; by the trapezium rule on a fine grid, to about 1e-6.
 *
 * @param pairs k, the number of changes
 * @param step in standard errors of one wave
 * @param reach the normal quantile of the interval
 * @example
 * powerOfAllPairs(1, 3.96, 1.96); // 0.7996 (2.80 errors of the change)
 * powerOfAllPairs(3, 3.96, 1.96); // 0.4559 (and not 0.8 ^ 3 = 0.512)
 */
export function powerOfAllPairs(pairs: number, step: number, reach: number): number {
  if (!(Number.isInteger(pairs) && pairs >= 1)) {
    throw new RangeError(`powerOfAllPairs requires one pair or more (got ${pairs})`);
  }
  const c = reach * Math.SQRT2 - step;
  if (pairs === 1) return normalCumulative(-c / Math.SQRT2);
  let below = GRID.map(normalCumulative);
  for (let pair = 0; pair < pairs; pair++) {
    const density = GRID.map((t, at) => DENSITY[at]! * valueAt(below, t - c));
    const sums = new Float64Array(GRID.length);
    for (let at = 1; at < sums.length; at++) {
      sums[at] = sums[at - 1]! + (WIDTH / 2) * (density[at - 1]! + density[at]!);
    }
    below = sums;
  }
  return below.at(-1)!;
}

/** Beyond this a standard normal variable does not go in any survey. */
const END = 9;
const WIDTH = 1 / 256;
const GRID = Float64Array.from({ length: (2 * END) / WIDTH + 1 }, (_, at) => -END + at * WIDTH);
const DENSITY = GRID.map((t) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI));

function valueAt(values: Float64Array, t: number): number {
  const place = (t + END) / WIDTH;
  if (place <= 0) return 0;
  const before = Math.floor(place);
  if (before >= values.length - 1) return values.at(-1)!;
  return values[before]! + (place - before) * (values[before + 1]! - values[before]!);
}
