import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCumulative, normalQuantile } from './normal-distribution.ts';
import { relativeDifference } from './relative-difference.ts';

/** R 4.2.2: options(digits = 17); pnorm(z) */
const cumulative: readonly [z: number, probability: number][] = [
  [-37, 5.7255712225245771e-300],
  [-8, 6.2209605742717849e-16],
  [-2.5, 0.0062096653257761349],
  [-1, 0.15865525393145705],
  [0.3, 0.61791142218895267],
  [3, 0.9986501019683699],
];

/** R 4.2.2: options(digits = 17); qnorm(probability) */
const quantiles: readonly [probability: number, z: number][] = [
  [1e-300, -37.047096299361201],
  [1e-10, -6.3613409024040557],
  [0.025, -1.959963984540053827],
  [0.3, -0.52440051270804067],
  [0.975, 1.95996398454005361],
  [1 - 1e-6, 4.75342430881708911],
];

describe('the normal distribution', () => {
  it.each(cumulative)('has the probability R gives below %d', (z, probability) => {
    expect(relativeDifference(normalCumulative(z), probability)).toBeLessThan(1e-13);
  });

  it.each(quantiles)('has the quantile R gives at %d', (probability, z) => {
    expect(relativeDifference(normalQuantile(probability), z)).toBeLessThan(1e-13);
  });

  it('is the same by series and by continued fraction where one takes over from the other', () => {
    const step = 1e-9;
    const density = Math.exp(-(2.5 ** 2) / 2) / Math.sqrt(2 * Math.PI);
    const rise = normalCumulative(-2.5 + step) - normalCumulative(-2.5);
    expect(Math.abs(rise - density * step)).toBeLessThan(1e-15);
  });

  it('is symmetric and its quantile undoes it', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 5, noNaN: true }), (z) => {
        expect(Math.abs(normalCumulative(z) + normalCumulative(-z) - 1)).toBeLessThan(1e-15);
        expect(Math.abs(normalQuantile(normalCumulative(z)) - z)).toBeLessThan(1e-9);
      }),
    );
  });

  it('refuses probabilities without a quantile', () => {
    for (const probability of [0, 1, -0.1, NaN]) {
      expect(() => normalQuantile(probability)).toThrow('between 0 and 1');
    }
  });
});
