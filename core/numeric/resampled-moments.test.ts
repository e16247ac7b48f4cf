import { describe, expect, it } from 'vitest';
import { moments } from './moments.ts';
import { resampledMoments } from './resampled-moments.ts';
import { seededRandom } from './seeded-random.ts';

const random = seededRandom('resampled');
const rowCount = 40;
const clusters = { codes: Array.from({ length: rowCount }, (_, row) => row % 7), count: 7 };
const factors = [0, 2, 1, 0, 3, 1, 0.5];
const weights = Array.from({ length: rowCount }, () => 0.5 + random.next());
const columns = Array.from({ length: 3 }, () =>
  Array.from({ length: rowCount }, () => 1000 + random.normal()),
);
const withGaps = columns.map((column, at) => column.map((value, row) => (row % 11 === at ? NaN : value)));

describe('resampledMoments', () => {
  it.each([
    ['complete rows', columns, 'refuse'],
    ['rows with gaps left out', withGaps, 'listwise'],
    ['gaps that take the mean', withGaps, 'mean'],
  ] as const)('are the moments with the weights multiplied: %s', (_, data, missing) => {
    const direct = moments(data, {
      missing,
      weights: weights.map((weight, row) => weight * factors[clusters.codes[row]!]!),
    });
    const found = resampledMoments(data, { missing, weights, clusters })(factors);
    expect(found.n).toBe(direct.n);
    found.means.forEach((mean, at) => expect(mean).toBeCloseTo(direct.means[at]!, 9));
    found.covariances.forEach((value, at) => expect(value).toBeCloseTo(direct.covariances[at]!, 9));
  });

  it('refuse what moments refuse, and a resample without two rows', () => {
    expect(() => resampledMoments(withGaps)).toThrow(/row 0 has no value in column 0/);
    expect(() => resampledMoments(columns, { clusters: { codes: [0], count: 1 } })).toThrow(/each row/);
    expect(() => resampledMoments([[1, 2, 3]])([0, 1, 0])).toThrow(/two complete rows/);
  });

  it('have exactly no variance in a resample in which nothing varies', () => {
    const again = resampledMoments([
      [3, 3, 3, 9],
      [1, 2, 4, 7],
    ]);
    const { covariances } = again([2, 1, 1, 0]);
    expect([covariances[0], covariances[1]]).toEqual([0, 0]);
    expect(covariances[3]).toBeGreaterThan(0);
  });
});
