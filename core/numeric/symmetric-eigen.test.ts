import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';
import { symmetricEigen, symmetricPower } from './symmetric-eigen.ts';

function positiveDefinite(size: number): Float64Array {
  const random = seededRandom(size);
  const root = Float64Array.from({ length: size * size }, () => random.normal());
  return Float64Array.from({ length: size * size }, (_, place) => {
    const [a, b] = [Math.floor(place / size), place % size];
    let sum = a === b ? 0.5 : 0;
    for (let k = 0; k < size; k++) sum += root[a * size + k]! * root[b * size + k]!;
    return sum;
  });
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, place) => {
    let sum = 0;
    for (let k = 0; k < size; k++)
      sum += a[Math.floor(place / size) * size + k]! * b[k * size + (place % size)]!;
    return sum;
  });
}

describe('symmetricEigen', () => {
  it.each([1, 2, 5, 12])('gives back a matrix of size %i', (size) => {
    const matrix = positiveDefinite(size);
    const { values, vectors } = symmetricEigen(matrix, size);
    for (let k = 0; k < size; k++) {
      for (let row = 0; row < size; row++) {
        let sum = 0;
        for (let at = 0; at < size; at++) sum += matrix[row * size + at]! * vectors[at * size + k]!;
        expect(Math.abs(sum - values[k]! * vectors[row * size + k]!)).toBeLessThan(1e-12 * size * matrix[0]!);
      }
    }
  });

  it('has powers that multiply like numbers, and none of a matrix with dependent columns', () => {
    const matrix = positiveDefinite(4);
    const root = symmetricPower(matrix, 4, 0.5);
    product(root, root, 4).forEach((value, at) => expect(value).toBeCloseTo(matrix[at]!, 11));
    product(root, symmetricPower(matrix, 4, -0.5), 4).forEach((value, at) =>
      expect(value).toBeCloseTo(at % 5 === 0 ? 1 : 0, 11),
    );
    expect(() => symmetricPower(Float64Array.of(1, 1, 1, 1), 2, 0.5)).toThrow(/depend on others/);
  });
});
