import { describe, expect, it } from 'vitest';
import { incompleteGamma } from './incomplete-gamma.ts';
import { relativeDifference } from './relative-difference.ts';
import { chiSquareUpperTail, fUpperTail } from './upper-tails.ts';

describe('upper tails', () => {
  // R 4.2.2: pchisq(x, df, lower = FALSE), pf(x, df1, df2, lower = FALSE), options(digits = 17).
  it.each([
    [3.841458820694124, 1, 0.04999999999999997],
    [0.5, 3, 0.91889141165467592],
    [100, 3, 1.5541594313896051e-21],
    [30, 40, 0.87521878496747518],
  ])('of chi-square at %d with %d degrees', (x, df, expected) => {
    expect(relativeDifference(chiSquareUpperTail(x, df), expected)).toBeLessThan(1e-13);
  });

  it.each([
    [4.964602743730711, 1, 10, 0.05000000000000004],
    [1, 1, 1, 0.5],
    [3.7, 4.5, 33.3, 0.010928165173318353],
  ])('of F at %d with %d and %d degrees', (f, numerator, denominator, expected) => {
    expect(relativeDifference(fUpperTail(f, numerator, denominator), expected)).toBeLessThan(1e-13);
  });

  it('of chi-square with 2 degrees are those of the exponential distribution', () => {
    for (const x of [1e-6, 0.1, 1, 2, 5, 50, 700]) {
      expect(relativeDifference(chiSquareUpperTail(x, 2), Math.exp(-x / 2))).toBeLessThan(1e-12);
    }
  });

  it('of F with 1 and n degrees are those of t with n, both sides', () => {
    // t(5): 2 P(T > 2) = 0.1019394788...
    expect(fUpperTail(4, 1, 5)).toBeCloseTo(0.10193947882, 10);
  });

  it('sum with the lower ones to 1, and refuse what is no parameter', () => {
    for (const [a, x] of [
      [0.5, 0.2],
      [3, 10],
      [200, 190],
    ] as const) {
      const { lower, upper } = incompleteGamma(a, x);
      expect(lower + upper).toBeCloseTo(1, 14);
    }
    expect(() => incompleteGamma(0, 1)).toThrow(/a > 0/);
    expect(incompleteGamma(2, Infinity)).toEqual({ lower: 1, upper: 0 });
  });
});
