import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../estimation/errors/estimate.ts';
import {
  asRead,
  decimalsByError,
  gridByError,
  printedDegreesOfFreedom,
  printedPValue,
  pValueClass,
  printedWindow,
  roundedByError,
  roundedTo,
} from './digits.ts';
import { codingBounds, printedCell, printedChange, roundedCount } from './printed-cell.ts';

const grids = fc.constantFrom(
  { step: 5, decimals: 0 },
  { step: 1, decimals: 0 },
  { step: 0.1, decimals: 1 },
  { step: 0.01, decimals: 2 },
);
const values = fc.double({ min: -100, max: 100, noNaN: true });
/** Whole points, as targets declare them, no two in one step. */
const thresholds = fc.uniqueArray(
  fc.integer({ min: -20, max: 20 }).map((each) => 5 * each + 1),
  {
    maxLength: 3,
  },
);
/** As targets and the ends of a scale may lie: several in one step too. */
const crowded = fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { maxLength: 40 });
const decimalsOf = (value: number) => (String(value).split('.')[1] ?? '').length;

const estimate: Estimate = {
  value: 76.48,
  standardError: 1.52,
  interval: [73.47, 79.51],
  level: 0.95,
  degreesOfFreedom: 187,
  n: 188,
  effectiveN: 141,
  designEffect: 1.33,
  kishDesignEffect: 1.2,
  varianceFactor: 1,
};

describe('the digits of a number', () => {
  it('are those of its error: whole points from 1, one decimal from 0.1', () => {
    const expected = [
      [38, 0],
      [1, 0],
      [0.999, 1],
      [0.1, 1],
      [0.0999, 2],
      [0.001, 3],
    ] as const;
    for (const [standardError, decimals] of expected) expect(decimalsByError(standardError)).toBe(decimals);
    for (const none of [0, -1, NaN]) expect(() => decimalsByError(none)).toThrow(RangeError);
  });

  it('are the shortest decimal, at most a step off, and 0 has no sign', () => {
    fc.assert(
      fc.property(grids, values, thresholds, (grid, value, judgedBy) => {
        const printed = roundedTo(grid, value, judgedBy);
        expect(decimalsOf(printed)).toBeLessThanOrEqual(grid.decimals);
        expect(Math.abs(printed - value)).toBeLessThanOrEqual(
          grid.step * (judgedBy.length > 0 ? 1 : 0.5000001),
        );
        expect(Object.is(printed, -0)).toBe(false);
      }),
    );
  });

  it('never carry a number onto or over what it is judged by', () => {
    fc.assert(
      fc.property(grids, values, thresholds, (grid, value, judgedBy) => {
        const printed = roundedTo(grid, value, judgedBy);
        for (const threshold of judgedBy) {
          if (grid.step > 1 && threshold === value) continue;
          expect(Math.sign(printed - threshold)).toBe(Math.sign(value - threshold));
        }
      }),
    );
  });

  it('keep the order of numbers, so that a value lies within its printed interval', () => {
    fc.assert(
      fc.property(grids, values, values, thresholds, (grid, a, b, judgedBy) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(roundedTo(grid, low, judgedBy)).toBeLessThanOrEqual(roundedTo(grid, high, judgedBy));
      }),
    );
  });

  it('are undone to the window of all numbers that print alike, and no further', () => {
    fc.assert(
      fc.property(
        grids,
        values,
        fc.oneof(thresholds, crowded),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (grid, value, judgedBy, at) => {
          const printed = roundedTo(grid, value, judgedBy);
          const [low, high] = printedWindow(grid, printed, judgedBy);
          expect(value).toBeGreaterThanOrEqual(low - 1e-9);
          expect(value).toBeLessThanOrEqual(high + 1e-9);
          if (high > low) expect(roundedTo(grid, low + at * (high - low), judgedBy)).toBe(printed);
        },
      ),
    );
  });

  it('take an exact share beside its threshold for what it is', () => {
    expect(roundedByError(0.55, 0.021, 'share', [55])).toBe(0.55);
    expect(roundedByError(0.285, 0.004, 'share')).toBe(0.285);
    expect(asRead(0.07, 'share')).toBe(7);
    expect(gridByError(100 * 0.0046)).toEqual({ step: 0.1, decimals: 1 });
  });

  it('leave p values two, degrees of freedom a stair, counts nothing below 10', () => {
    expect(printedPValue(0.05)).toBe(0.05);
    expect(printedPValue(0.0502)).toBe(0.051);
    expect(printedPValue(0.995)).toBe(0.99);
    expect(printedPValue(1)).toBe(1);
    expect([9.99, 10, 11.9, 12, 59, 60, Infinity].map(printedDegreesOfFreedom)).toEqual([
      9.9, 10, 10, 12, 30, 60, 120,
    ]);
    expect([0, 9, 10, 12, 13].map(roundedCount)).toEqual(['under10', 'under10', 10, 10, 15]);
  });

  it('tells p values by area in classes, each by its own side of alpha', () => {
    const classes = [1e-9, 0.001, 0.0011, 0.01, 0.03, 0.0499, 0.05, 1].map((each) => pValueClass(each));
    expect(classes).toEqual([0.001, 0.001, 0.01, 0.01, 0.05, 0.05, 1, 1]);
  });
});

describe('a printed cell', () => {
  it('says of 10-29 answers no more than whole points and steps of 5 %', () => {
    const few = { ...estimate, n: 21 };
    expect(printedCell(few, { unit: 'points', standing: 'insufficient' })).toEqual({
      value: 76,
      standing: 'insufficient',
      n: 20,
    });
    expect(printedCell({ ...few, value: 0.7619 }, { unit: 'share', standing: 'insufficient' })).toEqual({
      value: 0.75,
      standing: 'insufficient',
      n: 20,
    });
  });

  it('tells the ends of the scale on 10-29 answers as beyond a bound, and stops short of it otherwise', () => {
    const of = (value: number, unit: 'points' | 'share', range?: readonly [number, number]) =>
      printedCell(
        { ...estimate, value, n: 12 },
        { unit, standing: 'insufficient', ...(range ? { range } : {}) },
      );
    expect(of(1, 'share')).toEqual({ bound: 'atLeast', value: 0.9, standing: 'insufficient', n: 10 });
    expect(of(0.1, 'share')).toEqual({ bound: 'atMost', value: 0.1, standing: 'insufficient', n: 10 });
    expect(of(0.89, 'share')).toMatchObject({ value: 0.85 });
    expect(of(94.7, 'points')).toMatchObject({ value: 94 });
    expect(of(95, 'points')).toMatchObject({ bound: 'atLeast', value: 95 });
    expect(of(-95, 'points', [-100, 100])).toMatchObject({ bound: 'atMost', value: -90 });
    expect(of(3, 'points', [-100, 100])).toMatchObject({ value: 3 });
    expect(codingBounds('count', [0, 4])).toEqual([0.2, 3.8]);
  });

  it('is nothing below the minimum and where all agree', () => {
    expect(printedCell(estimate, { unit: 'points', standing: 'suppressed' })).toEqual({
      suppressed: 'hidden',
    });
    expect(printedCell({ notEstimable: 'noVariation' }, { unit: 'points', standing: 'full' })).toEqual({
      suppressed: 'hidden',
    });
  });

  it('keeps value and interval on their side of the target', () => {
    const beside = { ...estimate, value: 79.96, interval: [77.1, 80.2] as const };
    expect(printedCell(beside, { unit: 'points', standing: 'full', thresholds: [80] })).toMatchObject({
      value: 79,
      interval: [77, 81],
    });
  });
});

describe('a printed change', () => {
  it('excludes 0 where the interval does, and only there', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -20, max: 20, noNaN: true }),
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        (difference, standardError) => {
          const interval = [difference - 2 * standardError, difference + 2 * standardError] as const;
          const change = { difference, standardError, interval, level: 0.95, degreesOfFreedom: 60 };
          const printed = printedChange(
            { ...change, pValue: 0.2, adjustedPValue: 0.2, detectable: 3 * standardError },
            { unit: 'points' },
          );
          expect(printed.interval.map(Math.sign)).toEqual(interval.map(Math.sign));
        },
      ),
    );
  });
});
