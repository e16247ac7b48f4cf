/**
 * How many times longer a piece of work takes at four times its size: about 4 where it is linear, 16 where it is
 * quadratic. Both sizes are timed in turn, and the quickest of several rounds of each counts, so that what else the
 * machine does meanwhile hardly matters.
 */
export function growthOf(work: (size: number) => unknown, size: number, rounds = 9): number {
  const quickest = { small: Infinity, large: Infinity };
  for (let round = 0; round < rounds; round++) {
    quickest.small = Math.min(
      quickest.small,
      millisecondsOf(() => work(size)),
    );
    quickest.large = Math.min(
      quickest.large,
      millisecondsOf(() => work(4 * size)),
    );
  }
  // Below this a clock says little, and no growth of it could keep anybody waiting.
  return quickest.large / Math.max(quickest.small, LEAST_MILLISECONDS);
}

const LEAST_MILLISECONDS = 0.5;

function millisecondsOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
