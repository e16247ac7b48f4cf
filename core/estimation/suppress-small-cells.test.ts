import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppressSmallCells } from './suppress-small-cells.ts';

const cellsOf = (counts: readonly number[]) => counts.map((n, index) => ({ name: `c${index}`, n }));

/** Every value each hidden cell could have, given what is published: by trying all of them. */
function possibleValues(
  reasons: readonly ('few' | 'complement')[],
  sum: number,
  minimum: number,
  lowestFew: number,
): Set<number>[] {
  const possible = reasons.map(() => new Set<number>());
  const fill = (index: number, left: number, chosen: readonly number[]): void => {
    if (index === reasons.length) {
      if (left === 0) chosen.forEach((value, cell) => possible[cell]!.add(value));
      return;
    }
    const [from, to] = reasons[index] === 'few' ? [lowestFew, minimum - 1] : [minimum, left];
    for (let value = from; value <= Math.min(to, left); value++)
      fill(index + 1, left - value, [...chosen, value]);
  };
  fill(0, sum, []);
  return possible;
}

describe('suppressSmallCells', () => {
  it('shows everything where nothing is small', () => {
    const { hidden, isTotalHidden } = suppressSmallCells(cellsOf([10, 40, 0]), { minimum: 10 });
    expect([hidden.size, isTotalHidden]).toEqual([0, false]);
  });

  it('hides the smallest other cell with a single small one', () => {
    const { hidden } = suppressSmallCells(cellsOf([3, 40, 25]), { minimum: 10 });
    expect([...hidden]).toEqual([
      ['c0', 'few'],
      ['c2', 'complement'],
    ]);
  });

  it('hides another where two small ones can be told from their sum', () => {
    const { hidden } = suppressSmallCells(cellsOf([9, 9, 30]), { minimum: 10 });
    expect(hidden.get('c2')).toBe('complement');
  });

  it('hides zero only where the programme says so', () => {
    expect(suppressSmallCells(cellsOf([0, 40, 25]), { minimum: 10 }).hidden.size).toBe(0);
    const { hidden } = suppressSmallCells(cellsOf([0, 40, 25]), { minimum: 10, hidesZero: true });
    expect(hidden.get('c0')).toBe('few');
  });

  it('hides the total where hiding all cells is not enough', () => {
    expect(suppressSmallCells(cellsOf([3, 4]), { minimum: 10 }).isTotalHidden).toBe(true);
    expect(suppressSmallCells(cellsOf([3]), { minimum: 10 }).isTotalHidden).toBe(true);
  });

  it('leaves no hidden cell, nor too small a sum of them, to be worked out from the rest', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 6 }), fc.boolean(), (ns, minimum, hidesZero) => {
        const cells = cellsOf(ns);
        const { hidden, isTotalHidden } = suppressSmallCells(cells, { minimum, hidesZero });
        for (const { name, n } of cells) {
          if (n < minimum && (n > 0 || hidesZero)) expect(hidden.get(name)).toBe('few');
        }
        if (hidden.size === 0 || isTotalHidden) return;
        const sum = cells.reduce((total, { name, n }) => total + (hidden.has(name) ? n : 0), 0);
        expect(sum).toBeGreaterThanOrEqual(minimum);
        const reasons = [...hidden.values()];
        for (const values of possibleValues(reasons, sum, minimum, hidesZero ? 0 : 1)) {
          expect(values.size).toBeGreaterThan(1);
        }
      }),
    );
  });

  it('refuses what is no count', () => {
    expect(() => suppressSmallCells(cellsOf([2.5]), { minimum: 10 })).toThrow('requires counts');
  });
});
