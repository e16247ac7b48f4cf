/** Means and covariances of several columns: all that regression, drivers and path models need of the rows. */
export interface Moments {
  /** Columns. */
  readonly size: number;
  /** Rows that entered. */
  readonly n: number;
  readonly means: Float64Array;
  /** Row by row, size x size. */
  readonly covariances: Float64Array;
}

/**
 * What becomes of a row with a missing value (NaN).
 *
 * | rule       |                                                                                       |
 * |------------|---------------------------------------------------------------------------------------|
 * | `refuse`   | an error names the column                                                             |
 * | `listwise` | the row is left out                                                                   |
 * | `mean`     | the column's weighted mean takes its place, which makes variances and covariances smaller |
 */
export type MissingRule = 'refuse' | 'listwise' | 'mean';

export interface MomentsSetting {
  /** At least 0, one for each row; without them all are 1. */
  readonly weights?: ArrayLike<number>;
  readonly missing?: MissingRule;
}

/**
 * Weighted means m and covariances with weights v that sum to 1:
 *
 *     s_ab = sum v (a - m_a)(b - m_b) / (1 - sum v^2),
 *
 * which with equal weights is the usual divisor n - 1 (as R's `cov.wt`). Deviations are taken from the mean first,
 * so that nothing is lost to cancellation.
 *
 * @example
 * moments([[1, 2, 3], [2, 4, 6]]).covariances; // [1, 2, 2, 4]
 * moments([[1, 2, NaN, 3]], { missing: 'listwise' }); // { size: 1, n: 3, means: [2], covariances: [1] }
 * moments([[1, 2, NaN, 3]], { missing: 'mean' }).covariances; // [0.6667] = 2 / 3
 */
export function moments(columns: readonly ArrayLike<number>[], setting: MomentsSetting = {}): Moments {
  const { missing = 'refuse' } = setting;
  const size = columns.length;
  const rowCount = columns[0]?.length ?? 0;
  if (
    columns.some(({ length }) => length !== rowCount) ||
    rowCount !== (setting.weights?.length ?? rowCount)
  ) {
    throw new RangeError('moments requires columns and weights of one length');
  }
  const given = setting.weights ?? new Float64Array(rowCount).fill(1);
  const weights = Float64Array.from(given);
  for (let row = 0; row < rowCount; row++) {
    if (!(weights[row]! >= 0 && Number.isFinite(weights[row]))) {
      throw new RangeError(`moments requires finite weights of at least 0 (row ${row} has ${weights[row]})`);
    }
    if (missing === 'mean') continue;
    const gap = columns.findIndex((column) => Number.isNaN(column[row]));
    if (gap < 0) continue;
    if (missing === 'refuse' && weights[row]! > 0) {
      throw new RangeError(`moments requires complete rows (row ${row} has no value in column ${gap})`);
    }
    weights[row] = 0;
  }
  const means = Float64Array.from(columns, (column) => weightedMean(column, weights));
  const { n, divisor, total } = divisorOf(weights);

  const covariances = new Float64Array(size * size);
  const deviations = new Float64Array(size);
  for (let row = 0; row < rowCount; row++) {
    const weight = weights[row]! / total;
    if (weight === 0) continue;
    for (let at = 0; at < size; at++) {
      const value = columns[at]![row]!;
      deviations[at] = Number.isNaN(value) ? 0 : value - means[at]!;
    }
    for (let a = 0; a < size; a++) {
      const weighted = weight * deviations[a]!;
      if (weighted === 0) continue;
      for (let b = 0; b <= a; b++) covariances[a * size + b]! += weighted * deviations[b]!;
    }
  }
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      covariances[a * size + b]! /= divisor;
      covariances[b * size + a] = covariances[a * size + b]!;
    }
  }
  for (let at = 0; at < size; at++) {
    if (covariances[at * size + at]! <= (ROUNDING * means[at]!) ** 2) clearColumn(covariances, size, at);
  }
  return { size, n, means, covariances };
}

/** A weighted mean of equal values misses them by some units in the last place; this many are no variation. */
const ROUNDING = 1e-12;

/** What does not vary has exactly no variance, and no covariance with anything. */
function clearColumn(covariances: Float64Array, size: number, column: number): void {
  for (let at = 0; at < size; at++) {
    covariances[column * size + at] = 0;
    covariances[at * size + column] = 0;
  }
}

/**
 * The same for covariances from sums of squares about a fixed centre, which lose digits to subtraction.
 *
 * @param squares for each column, the mean square about the centre
 */
export function clearRounding(
  covariances: Float64Array,
  means: Float64Array,
  squares: (column: number) => number,
): void {
  const size = means.length;
  for (let at = 0; at < size; at++) {
    const variance = covariances[at * size + at]!;
    const isRounding = variance <= (ROUNDING * means[at]!) ** 2 || variance <= ROUNDING * squares(at);
    if (isRounding) clearColumn(covariances, size, at);
  }
}

function weightedMean(column: ArrayLike<number>, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < column.length; row++) {
    if (weights[row] === 0 || Number.isNaN(column[row])) continue;
    sum += weights[row]! * column[row]!;
    total += weights[row]!;
  }
  return sum / total;
}

function divisorOf(weights: Float64Array): { n: number; divisor: number; total: number } {
  let n = 0;
  let total = 0;
  let squares = 0;
  for (const weight of weights) {
    if (weight === 0) continue;
    n += 1;
    total += weight;
    squares += weight * weight;
  }
  if (n < 2) throw new RangeError(`moments requires at least two complete rows with a weight (got ${n})`);
  return { n, divisor: 1 - squares / total ** 2, total };
}

/**
 * Standard deviations of the columns.
 *
 * @example
 * standardDeviations(moments([[1, 2, 3], [2, 4, 6]])); // [1, 2]
 */
export function standardDeviations({ size, covariances }: Moments): Float64Array {
  return Float64Array.from({ length: size }, (_, at) => Math.sqrt(covariances[at * size + at]!));
}

/**
 * The covariances over the standard deviations of both columns; 0 beside a column that does not vary.
 *
 * @example
 * correlations(moments([[1, 2, 3], [1, 3, 2]])); // [1, 0.5, 0.5, 1]
 */
export function correlations(given: Moments): Float64Array {
  const { size, covariances } = given;
  const deviations = standardDeviations(given);
  return covariances.map((covariance, place) => {
    const a = Math.floor(place / size);
    const b = place - a * size;
    if (a === b) return 1;
    const product = deviations[a]! * deviations[b]!;
    return product === 0 ? 0 : covariance / product;
  });
}
