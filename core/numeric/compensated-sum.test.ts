import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CompensatedSum, compensatedSum } from './compensated-sum.ts';

it('keeps what plain addition drops', () => {
  expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
  expect([1, 1e100, 1, -1e100].reduce((sum, value) => sum + value, 0)).toBe(0);
});

it('sums ten tenths to exactly 1', () => {
  expect(compensatedSum(new Array<number>(10).fill(0.1))).toBe(1);
});

it('is 0 for no values', () => {
  expect(new CompensatedSum().total()).toBe(0);
});

it('does not depend on the order of the values', () => {
  const cents = fc.array(
    fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 100),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(cents, (values) => {
      const reversed = compensatedSum([...values].reverse());
      return Math.abs(compensatedSum(values) - reversed) <= 1e-9;
    }),
  );
});
