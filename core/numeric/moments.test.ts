import { describe, expect, it } from 'vitest';
import { correlations, moments, standardDeviations } from './moments.ts';

describe('moments', () => {
  it('are means and covariances with the divisor n - 1', () => {
    const { means, covariances, n } = moments([
      [1, 2, 3],
      [2, 4, 6],
    ]);
    expect([...means]).toEqual([2, 4]);
    covariances.forEach((value, at) => expect(value).toBeCloseTo([1, 2, 2, 4][at]!, 14));
    expect(n).toBe(3);
  });

  it('take whole weights as repetitions in the means, and scale covariances like cov.wt of R', () => {
    // cov.wt(cbind(c(1, 2, 4), c(3, 1, 2)), wt = c(1, 2, 1) / 4)$cov: 2.5 to the last digit for the first column.
    const weighted = moments(
      [
        [1, 2, 4],
        [3, 1, 2],
      ],
      { weights: [1, 2, 1] },
    );
    expect(weighted.means[0]).toBe(2.25);
    expect(weighted.covariances[0]).toBeCloseTo(
      (0.25 * 1.25 ** 2 + 0.5 * 0.25 ** 2 + 0.25 * 1.75 ** 2) / 0.625,
      14,
    );
  });

  it('do as told with a missing value', () => {
    const columns = [
      [1, 2, 3, 8],
      [1, NaN, 5, 9],
    ];
    expect(() => moments(columns)).toThrow(/row 1 has no value in column 1/);
    expect(moments(columns, { missing: 'listwise' }).means[0]).toBe(4);
    expect(moments(columns, { missing: 'listwise' }).n).toBe(3);
    const replaced = moments(columns, { missing: 'mean' });
    expect(replaced.means[1]).toBe(5);
    expect(replaced.covariances[3]).toBeCloseTo(32 / 3, 12);
  });

  it('have exactly no variance where nothing varies, whatever the weights', () => {
    const weights = Array.from({ length: 60 }, (_, row) => 0.3 + (row % 11) / 7);
    const varies = weights.map((_, row) => row % 5);
    for (const constant of [7, 8, 9, 1e6 + 0.1]) {
      const { covariances } = moments([weights.map(() => constant), varies], { weights });
      expect([covariances[0], covariances[1], covariances[2]]).toEqual([0, 0, 0]);
    }
  });

  it('refuse columns of different length, bad weights and too few rows', () => {
    expect(() => moments([[1, 2], [1]])).toThrow(/one length/);
    expect(() => moments([[1, 2]], { weights: [1, -1] })).toThrow(/row 1 has -1/);
    expect(() => moments([[1, 2]], { weights: [1, 0] })).toThrow(/two complete rows/);
  });

  it('have correlations, 0 beside a column that does not vary', () => {
    const found = moments([
      [1, 2, 3],
      [3, 2, 1],
      [5, 5, 5],
    ]);
    expect(correlations(found)[1]).toBeCloseTo(-1, 14);
    expect(correlations(found)[2]).toBe(0);
    expect(standardDeviations(found)[2]).toBe(0);
  });
});
