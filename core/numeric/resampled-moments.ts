import { clearRounding, moments, type Moments, type MomentsSetting } from './moments.ts';

export interface ResampledMomentsSetting extends MomentsSetting {
  /** What is drawn again: for each row, its cluster from 0 to `count` - 1. Without it, each row by itself. */
  readonly clusters?: { readonly codes: ArrayLike<number>; readonly count: number };
}

/**
 * The moments of one sample again and again, each time with other factors to the weights of its clusters: the same as
 * `moments` with the weights of the rows multiplied. With deviations from a fixed centre c, near the mean m,
 *
 *     sum v (x - m)(x - m)' = sum v (x - c)(x - c)' - (m - c)(m - c)',
 *
 * and the sums over the rows of a cluster do not change: they are added up once, and a resample costs one pass over
 * clusters, however many rows they have. Where missing values take the mean of the resample (`mean`), nothing can be
 * added up before, and the rows are read each time.
 *
 * @returns for factors, one for each cluster and at least 0, the moments
 * @example
 * const again = resampledMoments([[1, 2, 3], [2, 4, 6]]);
 * again([1, 1, 1]).covariances; // [1, 2, 2, 4]
 * again([0, 2, 2]).means; // [2.5, 5]
 */
export function resampledMoments(
  columns: readonly ArrayLike<number>[],
  { clusters, ...setting }: ResampledMomentsSetting = {},
): (factors: ArrayLike<number>) => Moments {
  const size = columns.length;
  const rowCount = columns[0]?.length ?? 0;
  const { missing = 'refuse' } = setting;
  const given = setting.weights ?? new Float64Array(rowCount).fill(1);
  const clusterOf = clusters?.codes ?? Int32Array.from({ length: rowCount }, (_, row) => row);
  const clusterCount = clusters?.count ?? rowCount;
  if (clusterOf.length !== rowCount) throw new RangeError('resampledMoments requires a cluster for each row');
  // Refuses what `moments` refuses.
  const centre = moments(columns, setting).means;
  if (missing === 'mean') {
    return (factors) =>
      moments(columns, {
        missing,
        weights: Float64Array.from(given, (weight, row) => weight * factors[clusterOf[row]!]!),
      });
  }

  const pairs = (size * (size + 1)) / 2;
  const width = size + pairs;
  const sums = new Float64Array(clusterCount * width);
  const weightSums = new Float64Array(clusterCount);
  const squareSums = new Float64Array(clusterCount);
  const counts = new Int32Array(clusterCount);
  const deviations = new Float64Array(size);
  for (let row = 0; row < rowCount; row++) {
    const weight = given[row]!;
    if (weight === 0 || columns.some((column) => Number.isNaN(column[row]))) continue;
    const cluster = clusterOf[row]!;
    weightSums[cluster]! += weight;
    squareSums[cluster]! += weight * weight;
    counts[cluster]! += 1;
    let at = cluster * width;
    for (let a = 0; a < size; a++) {
      deviations[a] = columns[a]![row]! - centre[a]!;
      sums[at++]! += weight * deviations[a]!;
    }
    for (let a = 0; a < size; a++) {
      const weighted = weight * deviations[a]!;
      for (let b = 0; b <= a; b++) sums[at++]! += weighted * deviations[b]!;
    }
  }

  return (factors) => {
    let n = 0;
    let total = 0;
    let squares = 0;
    const drawn: number[] = [];
    for (let cluster = 0; cluster < clusterCount; cluster++) {
      const factor = factors[cluster]!;
      if (factor === 0 || counts[cluster] === 0) continue;
      drawn.push(cluster);
      n += counts[cluster]!;
      total += factor * weightSums[cluster]!;
      squares += factor * factor * squareSums[cluster]!;
    }
    if (n < 2) throw new RangeError(`moments requires at least two complete rows with a weight (got ${n})`);
    const added = weightedRows(sums, width, drawn, factors);
    const divisor = (1 - squares / total ** 2) * total;
    const shifts = added.subarray(0, size).map((sum) => sum / total);
    const covariances = new Float64Array(size * size);
    let at = size;
    for (let a = 0; a < size; a++) {
      for (let b = 0; b <= a; b++) {
        const covariance = (added[at++]! - total * shifts[a]! * shifts[b]!) / divisor;
        covariances[a * size + b] = covariance;
        covariances[b * size + a] = covariance;
      }
    }
    const means = shifts.map((shift, column) => centre[column]! + shift);
    clearRounding(covariances, means, (column) => added[size + (column * (column + 3)) / 2]! / divisor);
    return { size, n, means, covariances };
  };
}

/** Rows of a matrix of the given width, times their factors, added up; four at once, which halves the time. */
function weightedRows(
  matrix: Float64Array,
  width: number,
  rows: readonly number[],
  factors: ArrayLike<number>,
): Float64Array {
  const sum = new Float64Array(width);
  let at = 0;
  for (; at + 3 < rows.length; at += 4) {
    const [r1, r2, r3, r4] = [rows[at]!, rows[at + 1]!, rows[at + 2]!, rows[at + 3]!];
    const [f1, f2, f3, f4] = [factors[r1]!, factors[r2]!, factors[r3]!, factors[r4]!];
    const [o1, o2, o3, o4] = [r1 * width, r2 * width, r3 * width, r4 * width];
    for (let place = 0; place < width; place++) {
      sum[place]! +=
        f1 * matrix[o1 + place]! +
        f2 * matrix[o2 + place]! +
        f3 * matrix[o3 + place]! +
        f4 * matrix[o4 + place]!;
    }
  }
  for (; at < rows.length; at++) {
    const [factor, from] = [factors[rows[at]!]!, rows[at]! * width];
    for (let place = 0; place < width; place++) sum[place]! += factor * matrix[from + place]!;
  }
  return sum;
}
