import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsFor } from './columns-for.ts';

describe('columnsFor', () => {
  it.each([
    [2, 2],
    [5, 5],
    [7, 4],
    [10, 5],
    [11, 6],
  ])('puts a scale of %i points into rows of %i', (points, columns) => {
    expect(columnsFor(points)).toBe(columns);
  });

  it('never needs more than six targets side by side, and no more rows than six would need', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 101 }), (points) => {
        const columns = columnsFor(points);
        expect(columns).toBeLessThanOrEqual(6);
        expect(Math.ceil(points / columns)).toBe(Math.ceil(points / 6));
      }),
    );
  });
});
