import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaCumulative, betaQuantile } from './beta-distribution.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { relativeDifference } from './relative-difference.ts';
import { fUpperTail } from './upper-tails.ts';

/** R 4.2.2: options(digits = 17); qbeta(probability, a, b) */
const quantiles: readonly [probability: number, a: number, b: number, x: number][] = [
  [0.025, 0.01, 0.01, 7.7617449265317786e-131],
  [0.975, 1, 36, 0.097393755914491953],
  [0.025, 36, 1, 0.902606244085508047],
  [0.05, 0.5, 7.3, 0.00027866137532568918],
  [0.025, 812.4, 187.6, 0.787634575801594017],
  [0.995, 1e4, 50, 0.99664747582847979],
  [0.025, 1e6, 1e6, 0.49930704833394945],
  [0.1, 2, 1e6, 5.3181120107239232e-7],
];

/** R 4.2.2: options(digits = 17); pbeta(x, a, b) */
const cumulative: readonly [x: number, a: number, b: number, probability: number][] = [
  [0.5, 2, 3, 0.6875],
  [0.001, 0.01, 50, 0.9754603052015749],
  [0.9, 7.3, 0.5, 0.22268624530572378],
  [0.499, 1e6, 1e6, 0.0023388494069315189],
  [0.8, 812.4, 187.6, 0.15752243888503425],
];

const shape = fc.double({ min: -4, max: 13, noNaN: true }).map((log) => Math.exp(log));

describe('the beta distribution', () => {
  it.each(quantiles)('has the quantile R gives at %d for the shapes %d, %d', (probability, a, b, x) => {
    expect(relativeDifference(betaQuantile(probability, a, b), x)).toBeLessThan(1e-12);
  });

  it.each(cumulative)(
    'has the probability R gives below %d for the shapes %d, %d',
    (x, a, b, probability) => {
      expect(relativeDifference(betaCumulative(x, a, b), probability)).toBeLessThan(1e-12);
    },
  );

  it('is x^a for b = 1, known in closed form', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (a, x) => {
        expect(Math.abs(betaCumulative(x, a, 1) - x ** a)).toBeLessThan(1e-13);
      }),
    );
  });

  it('changes its tails when its shapes change places', () => {
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 1e-6, max: 0.999999, noNaN: true }), (a, b, x) => {
        const one = incompleteBeta(a, b, x, 1 - x);
        const other = incompleteBeta(b, a, 1 - x, x);
        expect(Math.abs(one.lower - other.upper)).toBeLessThan(1e-12);
        expect(Math.abs(one.lower + one.upper - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  it('is undone by its quantile', () => {
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 1e-6, max: 0.999999, noNaN: true }), (a, b, probability) => {
        const x = betaQuantile(probability, a, b);
        fc.pre(x > 1e-300 && x < 0.9999);
        expect(relativeDifference(betaCumulative(x, a, b), probability)).toBeLessThan(1e-9);
      }),
    );
  });

  it('ends at 0 and 1', () => {
    expect(betaQuantile(0, 2, 3)).toBe(0);
    expect(betaQuantile(1, 2, 3)).toBe(1);
    expect(betaCumulative(-1, 2, 3)).toBe(0);
    expect(betaCumulative(2, 2, 3)).toBe(1);
  });

  it('refuses shapes and probabilities that mean nothing', () => {
    expect(() => betaQuantile(0.5, 0, 1)).toThrow('shapes above 0');
    expect(() => betaCumulative(0.5, 1, Infinity)).toThrow('shapes above 0');
    expect(() => betaQuantile(1.1, 1, 1)).toThrow('from 0 to 1');
  });

  it('refuses what is no number, and comes to an end', () => {
    expect(() => betaCumulative(NaN, 2, 3)).toThrow(RangeError);
    expect(() => fUpperTail(NaN, 2, 3)).toThrow(RangeError);
    expect(() => fUpperTail(1, NaN, 3)).toThrow(RangeError);
  });
});
