import { describe, expect, it } from 'vitest';
import { isEstimable, known } from '../figures/not-estimable.ts';
import { quantile } from './quantile.ts';
import type { RateMethod } from './rate-interval.ts';
import { sampleDesign } from '../design/sample-design.ts';
import type { QuantileDefinition } from '../figures/weighted-quantile.ts';

const equal = (count: number) => sampleDesign({ weights: new Array<number>(count).fill(1) });

describe('quantile', () => {
  const answers = [5, 3, 1, 4, 2];
  it('is the smallest answer that enough people stay within', () => {
    const found = quantile(equal(5), answers, 0.5);
    expect(isEstimable(found) && found.value).toBe(3);
    const heavy = quantile(sampleDesign({ weights: [1, 1, 5, 1, 1] }), answers, 0.5);
    expect(isEstimable(heavy) && heavy.value).toBe(1);
  });
  it('may lie between answers', () => {
    const found = quantile(equal(4), [1, 2, 3, 4], 0.5, { definition: 7 });
    expect(isEstimable(found) && found.value).toBeCloseTo(2.5, 12);
  });
  it('has the value of R by every definition', () => {
    // svyquantile(~x, svydesign(~1, weights = ~w), c(.2, .5, .8), qrule = ...); w and x as below.
    const design = sampleDesign({ weights: [1, 2, 1, 3, 1, 2, 1.5] });
    const x = [3, 1, 4, 1.5, 9, 2.6, 5];
    const expected = {
      1: [1.5, 2.6, 5],
      2: [1.5, 2.6, 5],
      4: [1.05, 1.9125, 4.133333333333333],
      5: [1.26, 2.49, 4.56],
      6: [1.0833333333333333, 2.1875, 4.666666666666667],
      7: [1.5366666666666668, 2.65, 4.4],
      8: [1.19375, 2.4035714285714285, 4.6],
      9: [1.2095238095238097, 2.426315789473684, 4.590476190476191],
    } as const;
    for (const [definition, values] of Object.entries(expected)) {
      for (const [at, p] of [0.2, 0.5, 0.8].entries()) {
        const setting = { definition: Number(definition) as QuantileDefinition };
        expect(known(quantile(design, x, p, setting)).value).toBeCloseTo(values[at]!, 12);
      }
    }
  });
  it('has the intervals of R by the ways to make that of the share', () => {
    // svyquantile(~y, svydesign(~cl, weights = ~w, data = s), .3, interval.type = ...) of 60 rows.
    const rows = Array.from({ length: 60 }, (_, i) => i);
    const design = sampleDesign({
      weights: rows.map((i) => 1 + (i % 4) / 3),
      clusters: rows.map((i) => Math.floor(i / 3)),
    });
    const y = rows.map((i) => ((i * 37) % 61) + i / 7);
    const ends = (intervalMethod: RateMethod) => known(quantile(design, y, 0.3, { intervalMethod })).interval;
    const expected = [
      ['linear', 16, 29.285714285714285],
      ['kornGraubardUncapped', 16, 29.571428571428569],
      ['logit', 16.285714285714285, 29.571428571428569],
      ['arcsine', 16, 29.571428571428569],
    ] as const;
    for (const [method, low, high] of expected) {
      expect(ends(method)[0]).toBeCloseTo(low, 12);
      expect(ends(method)[1]).toBeCloseTo(high, 12);
    }
    const [lowest, highest] = [0.02, 0.98].map((p) => known(quantile(design, y, p)));
    expect([lowest!.isOpen, highest!.isOpen]).toEqual([
      [true, false],
      [false, true],
    ]);
  });
  it('has an interval around it that narrows with n', () => {
    const width = (n: number) => {
      const found = quantile(
        equal(n),
        Array.from({ length: n }, (_, at) => ((at * 37) % n) / n),
        0.5,
      );
      if (!isEstimable(found)) throw new Error(found.notEstimable);
      expect(found.interval[0]).toBeLessThanOrEqual(found.value);
      expect(found.interval[1]).toBeGreaterThanOrEqual(found.value);
      return found.interval[1] - found.interval[0];
    };
    expect(width(401)).toBeLessThan(width(101));
  });
  it('is none of nobody, and of one person', () => {
    expect(quantile(equal(2), [NaN, NaN], 0.5)).toEqual({ notEstimable: 'noAnswers' });
    expect(quantile(equal(2), [NaN, 3], 0.5)).toEqual({ notEstimable: 'oneAnswer' });
    expect(() => quantile(equal(2), [1, 2], 1)).toThrow(/between 0 and 1/);
  });
});
