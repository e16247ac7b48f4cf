/**
 * Whether a figure of a path model, such as a path, is larger in one group than in another, from replicates in both:
 * the share of pairs of replicates, each mirrored at the mean of its group, in which it is not (J. Henseler 2009,
 * Advances in International Marketing 20, 277-319). Near 0 the first group has the larger figure, near 1 the second;
 * a two-sided test takes twice the smaller of p and 1 - p.
 *
 * @param first replicates of the figure in the one group, `second` in the other, drawn independently
 * @example
 * multiGroupTest([0.5, 0.6, 0.7], [0.1, 0.2, 0.3]); // 0
 * multiGroupTest([0.1, 0.2, 0.3], [0.1, 0.2, 0.3]); // 0.667
 */
export function multiGroupTest(first: ArrayLike<number>, second: ArrayLike<number>): number {
  if (first.length < 2 || second.length < 2) {
    throw new RangeError('multiGroupTest requires two replicates or more of each group');
  }
  const [a, b] = [mirrored(first), mirrored(second)];
  let larger = 0;
  let below = 0;
  for (const value of a) {
    while (below < b.length && b[below]! < value) below += 1;
    larger += below;
  }
  return 1 - larger / (a.length * b.length);
}

/** 2 mean - value, ascending. */
function mirrored(values: ArrayLike<number>): Float64Array {
  const found = Float64Array.from(values);
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
  return found.map((value) => 2 * mean - value).sort();
}
