import { describe, expect, it } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { auditHiddenCells } from './audit-hidden-cells.ts';
import { crossTable, type CountTables, requireTables } from './count-tables.ts';
import { suppressTables } from './suppress-tables.ts';

const small = crossTable(
  ['a', 'b'],
  ['x', 'y'],
  [
    [1, 20],
    [30, 40],
  ],
);

describe('auditHiddenCells', () => {
  it('finds a cell alone in its row exactly', () => {
    expect(auditHiddenCells(small, new Set(['a|x'])).get('a|x')).toEqual([1, 1]);
  });

  it('finds what a closed rectangle leaves open', () => {
    const found = auditHiddenCells(small, new Set(['a|x', 'a|y', 'b|x', 'b|y']));
    expect(found.get('a|x')).toEqual([0, 21]);
    expect(found.get('b|y')).toEqual([39, 60]);
  });

  it('sees through two hidden cells that a second table takes apart', () => {
    const tables: CountTables = {
      cells: [
        { name: 'all', n: 60 },
        { name: 'a', n: 4 },
        { name: 'b', n: 6 },
        { name: 'c', n: 50 },
        { name: 'a and c', n: 54 },
      ],
      sums: [
        { total: 'all', parts: ['a', 'b', 'c'] },
        { total: 'a and c', parts: ['a', 'c'] },
      ],
    };
    expect(auditHiddenCells(tables, new Set(['a', 'b'])).get('a')).toEqual([4, 4]);
  });

  it('does not end where nothing bounds a count', () => {
    const tables: CountTables = {
      cells: [
        { name: 'all', n: 9 },
        { name: 'a', n: 4 },
        { name: 'b', n: 5 },
      ],
      sums: [{ total: 'all', parts: ['a', 'b'] }],
    };
    expect(auditHiddenCells(tables, new Set(['all', 'a', 'b'])).get('all')).toEqual([0, Infinity]);
  });
});

describe('suppressTables', () => {
  it('protects every small count of random tables, and hides nothing it could show', () => {
    const random = seededRandom('disclosure');
    for (let trial = 0; trial < 25; trial++) {
      const rows = Array.from({ length: 3 + random.integer(3) }, (_, at) => `r${at}`);
      const columns = Array.from({ length: 3 + random.integer(3) }, (_, at) => `c${at}`);
      const counts = rows.map(() => columns.map(() => Math.floor(Math.exp(1 + 3 * random.next()))));
      const tables = crossTable(rows, columns, counts);
      const { primary, complementary, intervals } = suppressTables(tables, { minimum: 5 });
      for (const { name, n } of tables.cells) {
        expect(primary.has(name)).toBe(n > 0 && n < 5);
        if (!intervals.has(name)) continue;
        const [least, most] = intervals.get(name)!;
        expect(least).toBeLessThanOrEqual(n);
        expect(most).toBeGreaterThanOrEqual(n);
        if (primary.has(name)) expect(most - least).toBeGreaterThanOrEqual(5);
      }
      for (const name of complementary) {
        const without = new Set([...primary, ...complementary].filter((other) => other !== name));
        const found = auditHiddenCells(tables, without);
        const isNeeded = [...primary].some((each) => found.get(each)![1] - found.get(each)![0] < 5);
        expect(isNeeded).toBe(true);
      }
    }
  });

  it('looks at a city, its districts and their streets together', () => {
    const tables: CountTables = {
      cells: [
        { name: 'city', n: 300, isAlwaysShown: true },
        { name: 'north', n: 120 },
        { name: 'south', n: 180 },
        ...[4, 46, 70].map((n, at) => ({ name: `north ${at}`, n })),
        ...[60, 120].map((n, at) => ({ name: `south ${at}`, n })),
      ],
      sums: [
        { total: 'city', parts: ['north', 'south'] },
        { total: 'north', parts: ['north 0', 'north 1', 'north 2'] },
        { total: 'south', parts: ['south 0', 'south 1'] },
      ],
    };
    const { primary, complementary, intervals } = suppressTables(tables, { minimum: 10 });
    expect([...primary]).toEqual(['north 0']);
    expect([...complementary]).toEqual(['north 1']);
    expect(intervals.get('north 0')).toEqual([0, 50]);
  });

  it('hides zero where that is the rule', () => {
    const tables = crossTable(
      ['a', 'b'],
      ['x', 'y'],
      [
        [0, 20],
        [30, 40],
      ],
    );
    expect(suppressTables(tables, { minimum: 10 }).primary.size).toBe(0);
    expect(suppressTables(tables, { minimum: 10, hidesZero: true }).complementary.size).toBe(3);
  });

  it('says so when what must be shown gives a count away, and refuses a minimum below 5', () => {
    const tables: CountTables = {
      cells: [
        { name: 'all', n: 24, isAlwaysShown: true },
        { name: 'a', n: 4 },
        { name: 'b', n: 20, isAlwaysShown: true },
      ],
      sums: [{ total: 'all', parts: ['a', 'b'] }],
    };
    expect(() => suppressTables(tables, { minimum: 10 })).toThrow(/gives the count of a away/);
    expect(() => suppressTables(small, { minimum: 3 })).toThrow(/at least 5/);
  });
});

describe('count tables', () => {
  it.each([
    ['counts', { cells: [{ name: 'a', n: 1.5 }], sums: [] }],
    [
      'different names',
      {
        cells: [
          { name: 'a', n: 1 },
          { name: 'a', n: 2 },
        ],
        sums: [],
      },
    ],
    ['do not have', { cells: [{ name: 'a', n: 1 }], sums: [{ total: 'a', parts: ['b'] }] }],
    [
      'sum to 2',
      {
        cells: [
          { name: 'a', n: 1 },
          { name: 'b', n: 2 },
        ],
        sums: [{ total: 'a', parts: ['b'] }],
      },
    ],
  ])('are refused: %s', (message, tables) => {
    expect(() => requireTables(tables)).toThrow(message);
  });
});
