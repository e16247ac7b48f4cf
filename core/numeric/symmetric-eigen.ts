/** A = V diag(values) V'. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** Row by row; the eigenvector of `values[k]` is column k. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix (row by row, size x size) by Jacobi's rotations: each turns
 * one element beside the diagonal into 0, until what is left is rounding (G. H. Golub and C. F. Van Loan 2013,
 * Matrix Computations, 8.5). Slow for large matrices and exact for small ones, such as those of some items.
 *
 * @example
 * symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values; // [1, 3]
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  if (matrix.length !== size * size) throw new RangeError('symmetricEigen requires a square matrix');
  const a = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let at = 0; at < size; at++) vectors[at * size + at] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotations = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const beside = a[p * size + q]!;
        const scale = Math.sqrt(Math.abs(a[p * size + p]! * a[q * size + q]!));
        if (beside === 0 || Math.abs(beside) < Number.EPSILON * scale * 1e-2) continue;
        rotate(a, vectors, size, p, q);
        rotations += 1;
      }
    }
    if (rotations === 0) break;
  }
  return { values: Float64Array.from({ length: size }, (_, at) => a[at * size + at]!), vectors };
}

/** Jacobi's sweeps converge quadratically; ten suffice in practice. */
const MOST_SWEEPS = 60;

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * a[p * size + q]!);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) {
    const [kp, kq] = [a[k * size + p]!, a[k * size + q]!];
    a[k * size + p] = cosine * kp - sine * kq;
    a[k * size + q] = sine * kp + cosine * kq;
  }
  for (let k = 0; k < size; k++) {
    const [pk, qk] = [a[p * size + k]!, a[q * size + k]!];
    a[p * size + k] = cosine * pk - sine * qk;
    a[q * size + k] = sine * pk + cosine * qk;
  }
  a[p * size + q] = 0;
  a[q * size + p] = 0;
  for (let k = 0; k < size; k++) {
    const [kp, kq] = [vectors[k * size + p]!, vectors[k * size + q]!];
    vectors[k * size + p] = cosine * kp - sine * kq;
    vectors[k * size + q] = sine * kp + cosine * kq;
  }
}

/**
 * The symmetric power A^exponent of a positive definite matrix: V diag(values^exponent) V'. With 0.5 its symmetric
 * square root, with -0.5 that of its inverse.
 *
 * @throws RangeError where the matrix is not positive definite
 * @example
 * symmetricPower(Float64Array.of(5, 4, 4, 5), 2, 0.5); // [2, 1, 1, 2]
 */
export function symmetricPower(matrix: Float64Array, size: number, exponent: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size);
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  if (!values.every((value) => value > 1e-12 * largest)) {
    throw new RangeError('symmetricPower requires a positive definite matrix: some columns depend on others');
  }
  const power = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      let sum = 0;
      for (let k = 0; k < size; k++) {
        sum += vectors[a * size + k]! * values[k]! ** exponent * vectors[b * size + k]!;
      }
      power[a * size + b] = sum;
    }
  }
  return power;
}
