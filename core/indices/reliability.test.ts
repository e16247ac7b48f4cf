import { describe, expect, it } from 'vitest';
import { moments } from '../numeric/moments.ts';
import { reliabilityOf } from './reliability.ts';

describe('reliabilityOf', () => {
  it('is 1 for items that are the same but for a constant', () => {
    const found = reliabilityOf(
      moments([
        [1, 2, 3, 5],
        [2, 3, 4, 6],
      ]),
      [0, 1],
    );
    expect(found.alpha).toBeCloseTo(1, 14);
    expect(found.standardisedAlpha).toBeCloseTo(1, 14);
    expect(found.correlationWithRest).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
    expect(found.alphaWithout).toEqual([NaN, NaN]);
  });

  it('is 0 for items that have nothing in common', () => {
    const found = reliabilityOf(
      moments([
        [1, 1, 2, 2],
        [1, 2, 1, 2],
      ]),
      [0, 1],
    );
    expect(found.alpha).toBeCloseTo(0, 14);
    expect(found.meanCorrelation).toBeCloseTo(0, 14);
  });

  it('tells which item would be better left out', () => {
    const found = reliabilityOf(
      moments([
        [1, 2, 3, 4, 5, 6],
        [1, 3, 2, 4, 6, 5],
        [3, 1, 6, 2, 5, 4],
      ]),
      [0, 1, 2],
    );
    expect(found.alphaWithout[2]).toBeGreaterThan(found.alpha);
    expect(found.alphaWithout[0]).toBeLessThan(found.alpha);
    expect(found.correlationWithRest[2]).toBe(Math.min(...found.correlationWithRest));
  });
});
