import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relativeDifference } from './relative-difference.ts';
import { normalCumulative, normalQuantile } from './normal-distribution.ts';
import { studentCumulative, studentQuantile } from './student-distribution.ts';

/** R 4.2.2: options(digits = 17); qt(probability, degreesOfFreedom) */
const quantiles: readonly [probability: number, degreesOfFreedom: number, t: number][] = [
  [0.025, 0.5, -164.557673480494457863],
  [0.975, 1, 12.70620473617469415],
  [0.975, 2.5, 3.57465484200369188],
  [0.9, 8, 1.39681530974386514],
  [0.995, 29.3, 2.754420171610263],
  [0.975, 222, 1.9707073953203913],
  [0.0001, 1e4, -3.7203958691176395],
  [0.975, 1e6, 1.9599663568141066],
];

/** R 4.2.2: options(digits = 17); pt(t, degreesOfFreedom) */
const cumulative: readonly [t: number, degreesOfFreedom: number, probability: number][] = [
  [-40, 29.3, 2.0010287421789687e-27],
  [-3, 1.5, 0.066773877127456638],
  [-0.1, 8, 0.46140245471529845],
  [2, 14, 0.96735602355544403],
  [-8, 1e6, 6.2275317166012665e-16],
  [1e-5, 3, 0.50000367552596936],
];

describe('the t distribution', () => {
  it.each(quantiles)('has the quantile R gives at %d for %d degrees of freedom', (probability, df, t) => {
    expect(relativeDifference(studentQuantile(probability, df), t)).toBeLessThan(1e-12);
  });

  it.each(cumulative)(
    'has the probability R gives below %d for %d degrees of freedom',
    (t, df, probability) => {
      expect(relativeDifference(studentCumulative(t, df), probability)).toBeLessThan(1e-12);
    },
  );

  it('is 1/2 + atan(t) / pi for one degree of freedom', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (t) => {
        expect(Math.abs(studentCumulative(t, 1) - (0.5 + Math.atan(t) / Math.PI))).toBeLessThan(1e-14);
      }),
    );
  });

  it('is wider than the normal and comes down to it', () => {
    const widths = [2, 5, 20, 1000, 1e7].map((df) => studentQuantile(0.975, df));
    expect([...widths].sort((a, b) => b - a)).toEqual(widths);
    expect(widths.at(-1)! - normalQuantile(0.975)).toBeLessThan(1e-6);
    expect(widths.at(-1)!).toBeGreaterThan(normalQuantile(0.975));
  });

  it('ends at 0 and 1, and has its middle at 0', () => {
    expect(studentCumulative(-Infinity, 3)).toBe(0);
    expect(studentCumulative(Infinity, 3)).toBe(1);
    expect(studentCumulative(0, 3)).toBe(0.5);
    expect(studentQuantile(0.5, 3)).toBe(0);
  });

  it('refuses degrees of freedom and probabilities that mean nothing', () => {
    expect(() => studentQuantile(0.975, 0)).toThrow('above 0');
    expect(() => studentCumulative(1, NaN)).toThrow('above 0');
    expect(() => studentQuantile(1, 5)).toThrow('between 0 and 1');
  });

  it('is normal with infinitely many degrees of freedom', () => {
    expect(studentQuantile(0.975, Infinity)).toBe(normalQuantile(0.975));
    expect(studentCumulative(-2, Infinity)).toBe(normalCumulative(-2));
    expect(studentQuantile(0.975, 1e9)).toBeCloseTo(normalQuantile(0.975), 8);
  });
});
