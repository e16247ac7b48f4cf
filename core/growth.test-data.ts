/**
 * The power of its size with which a piece of work grows: about 1 where it is linear, 2 where it is quadratic. Two
 * sizes are timed in turn, and the quickest of several rounds of each counts, so that what else the machine does
 * meanwhile hardly matters.
 */
export function growthOf<Given>(
  givenOf: (size: number) => Given,
  size: number,
  work: (given: Given) => unknown,
): number {
  const [less, more] = [givenOf(size), givenOf(TIMES * size)];
  let [small, large] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round++) {
    small = Math.min(
      small,
      millisecondsOf(() => work(less)),
    );
    large = Math.min(
      large,
      millisecondsOf(() => work(more)),
    );
    if (large > LONG_MILLISECONDS) break;
  }
  // Below this a clock says little, and no growth of it could keep anybody waiting.
  return Math.log(large / Math.max(small, LEAST_MILLISECONDS)) / Math.log(TIMES);
}

/** Between linear and quadratic, with room for a shared machine on either side. */
export const LINEAR = 1.75;

const TIMES = 16;
const ROUNDS = 5;
/** No other round will find that quick. */
const LONG_MILLISECONDS = 2000;
const LEAST_MILLISECONDS = 0.5;

function millisecondsOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
