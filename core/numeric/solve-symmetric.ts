/**
 * Solves A x = b for a symmetric, positive semi-definite A (row by row, size x size) by Cholesky's A = L L'.
 *
 * A column that depends on those before it leaves a pivot of rounding size; it is left out and its x is 0. Where
 * b is in the range of A, the result is then still a solution (a generalised inverse, as R's `qr` uses).
 *
 * @param onDependent is told of such a column; it may refuse
 * @example
 * solveSymmetric(Float64Array.of(4, 2, 2, 3), Float64Array.of(8, 8)); // [1, 2]
 */
export function solveSymmetric(
  matrix: Float64Array,
  right: Float64Array,
  onDependent?: (column: number) => void,
): Float64Array {
  return symmetricSolver(matrix, right.length, onDependent)(right);
}

/**
 * The same for one matrix and many right sides: it is factored once.
 *
 * @example
 * const solve = symmetricSolver(Float64Array.of(4, 2, 2, 3), 2);
 * solve(Float64Array.of(8, 8)); // [1, 2]
 * solve(Float64Array.of(6, 5)); // [1, 1]
 */
export function symmetricSolver(
  matrix: Float64Array,
  size: number,
  onDependent?: (column: number) => void,
): (right: Float64Array) => Float64Array {
  if (matrix.length !== size * size) throw new RangeError('a symmetric matrix must be square');
  const factor = choleskyFactor(matrix, size);
  for (let at = 0; onDependent && at < size; at++) if (factor[at * size + at] === 0) onDependent(at);
  return (right) => {
    const solution = new Float64Array(size);
    for (let row = 0; row < size; row++) {
      const pivot = factor[row * size + row]!;
      if (pivot === 0) continue;
      let rest = right[row]!;
      for (let column = 0; column < row; column++) rest -= factor[row * size + column]! * solution[column]!;
      solution[row] = rest / pivot;
    }
    for (let row = size - 1; row >= 0; row--) {
      const pivot = factor[row * size + row]!;
      if (pivot === 0) continue;
      let rest = solution[row]!;
      for (let below = row + 1; below < size; below++) rest -= factor[below * size + row]! * solution[below]!;
      solution[row] = rest / pivot;
    }
    return solution;
  };
}

/**
 * The lower triangle L of A = L L'; the column of a dependent variable is 0.
 *
 * @example
 * choleskyFactor(Float64Array.of(4, 2, 2, 5), 2); // [2, 0, 1, 2]
 */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    const diagonal = matrix[column * size + column]!;
    const pivot = diagonal - innerProduct(factor, column, column, size, column);
    if (!(pivot > dependent * diagonal)) continue;
    const root = Math.sqrt(pivot);
    factor[column * size + column] = root;
    for (let row = column + 1; row < size; row++) {
      factor[row * size + column] =
        (matrix[row * size + column]! - innerProduct(factor, row, column, size, column)) / root;
    }
  }
  return factor;
}

function innerProduct(factor: Float64Array, a: number, b: number, size: number, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += factor[a * size + at]! * factor[b * size + at]!;
  return sum;
}

/** A pivot below this share of its diagonal is rounding. */
const dependent = 1e-11;
