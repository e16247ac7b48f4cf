import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relativeDifference } from '../numeric/relative-difference.ts';
import { combine } from './figures/combine.ts';
import { covariance, standardError, variance } from './errors/covariance.ts';
import { degreesOfFreedom } from './errors/degrees-of-freedom.ts';
import { kishDesignEffect } from './errors/kish-design-effect.ts';
import { linearMean } from './figures/linear-mean.ts';
import { linearRatio } from './figures/linear-ratio.ts';
import type { LinearisedFigure } from './figures/linearised-figure.ts';
import { known } from './figures/not-estimable.ts';
import { referenceDesign, referenceItems, referenceRows } from './reference-sample.test-data.ts';
import { sampleDesign, type SampleDesign } from './design/sample-design.ts';

const design = sampleDesign(referenceDesign);
const { q1, q2, q3 } = referenceItems;

const errorOf = (of: LinearisedFigure, within: SampleDesign = design) => standardError(within, of);

function expectClose(actual: number, expected: number): void {
  expect(relativeDifference(actual, expected)).toBeLessThan(1e-12);
}

describe('two ways', () => {
  it('gives a mean as the ratio of the total to the number, with the same error', () => {
    const mean = known(linearMean(design, q1));
    const ones = q1.map((value) => (Number.isNaN(value) ? NaN : 1));
    const ratio = known(linearRatio(design, q1, ones));
    expectClose(ratio.value, mean.value);
    expectClose(errorOf(ratio), errorOf(mean));
    expectClose(ratio.simpleVariance, mean.simpleVariance);
  });

  it('has the textbook s^2 / n of a simple random sample', () => {
    const values = [3, 7, 8, 1, 9, 4];
    const simple = sampleDesign({ weights: values.map(() => 2.5) });
    const mean = known(linearMean(simple, values));
    const average = values.reduce((sum, value) => sum + value, 0) / 6;
    const s2 = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / 5;
    expectClose(variance(simple, mean), s2 / 6);
    expectClose(mean.simpleVariance, s2 / 6);
  });

  it('has the error of a difference from the difference of each respondent', () => {
    const answered = q1.map((value, i) => value + q2[i]!);
    const both = Uint8Array.from(answered, (sum) => (Number.isNaN(sum) ? 0 : 1));
    const difference = combine(design, [
      { coefficient: 1, figure: known(linearMean(design, q1, { domain: both })) },
      { coefficient: -1, figure: known(linearMean(design, q2, { domain: both })) },
    ]);
    const direct = known(
      linearMean(
        design,
        q1.map((value, i) => value - q2[i]!),
      ),
    );
    expectClose(difference.value, direct.value);
    expectClose(errorOf(difference), errorOf(direct));
    expectClose(difference.simpleVariance, direct.simpleVariance);
    expect(difference.n).toBe(direct.n);
  });

  it('has the variance of a sum from variances and covariance', () => {
    const a = known(linearMean(design, q1));
    const b = known(linearMean(design, q2));
    const sum = combine(design, [
      { coefficient: 2, figure: a },
      { coefficient: -3, figure: b },
    ]);
    const expected = 4 * variance(design, a) + 9 * variance(design, b) - 12 * covariance(design, a, b);
    expectClose(variance(design, sum), expected);
  });

  it('takes a block drawn with one probability for a smaller sample, not for another figure', () => {
    const domain = Uint8Array.from(referenceRows, (i) => (i % 5 < 2 ? 1 : 0));
    const asked = known(
      linearMean(design, q3, { domain, askingProbabilities: new Float64Array(60).fill(0.4) }),
    );
    const plain = known(linearMean(design, q3, { domain }));
    expectClose(asked.value, plain.value);
    expectClose(errorOf(asked), errorOf(plain));
    expectClose(asked.weightSum, plain.weightSum / 0.4);
  });

  it('counts an answer with weight / probability', () => {
    const pair = sampleDesign({ weights: [1, 1] });
    const mean = known(linearMean(pair, [0, 10], { askingProbabilities: Float64Array.of(1, 0.25) }));
    expect(mean.value).toBe(8);
  });
});

describe('relations', () => {
  it('does not change when all weights are multiplied or rows change places', () => {
    const shuffled = [...referenceRows].sort((a, b) => ((17 * a) % 60) - ((17 * b) % 60) || a - b);
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (factor) => {
        const pick = <Value>(column: ArrayLike<Value>): Value[] => shuffled.map((i) => column[i]!);
        const other = sampleDesign({
          weights: pick(referenceDesign.weights).map((weight) => weight * factor),
          strata: pick(referenceDesign.strata!),
          clusters: pick(referenceDesign.clusters!),
        });
        const mean = known(linearMean(design, q1));
        const same = known(linearMean(other, pick(q1)));
        expectClose(same.value, mean.value);
        expectClose(errorOf(same, other), errorOf(mean));
        expectClose(same.simpleVariance, mean.simpleVariance);
        expectClose(kishDesignEffect(same), kishDesignEffect(mean));
      }),
      { numRuns: 20 },
    );
  });

  it('follows a change of unit', () => {
    const mean = known(linearMean(design, q1));
    const scaled = known(
      linearMean(
        design,
        q1.map((value) => 32 + 1.8 * value),
      ),
    );
    expectClose(scaled.value, 32 + 1.8 * mean.value);
    expectClose(errorOf(scaled), 1.8 * errorOf(mean));
  });

  it('does not change when rows without an answer or weight are added to clusters that are there', () => {
    const more = sampleDesign({
      weights: [...referenceDesign.weights, 2, 0],
      strata: [...(referenceDesign.strata as number[]), 0, 1],
      clusters: [...(referenceDesign.clusters as number[]), 3, 2],
    });
    const mean = known(linearMean(more, [...q1, NaN, 10]));
    expectClose(mean.value, known(linearMean(design, q1)).value);
    expectClose(errorOf(mean, more), errorOf(known(linearMean(design, q1))));
    expect(mean.n).toBe(53);
  });

  it('keeps the clusters outside a domain: dropping them gives another error', () => {
    const domain = Uint8Array.from(referenceRows, (i) => (Math.floor(i / 3) % 5 < 3 ? 1 : 0));
    const kept = known(linearMean(design, q3, { domain }));
    const rows = referenceRows.filter((i) => domain[i] === 1);
    const dropped = sampleDesign({
      weights: rows.map((i) => referenceDesign.weights[i]!),
      strata: rows.map((i) => referenceDesign.strata![i]!),
      clusters: rows.map((i) => referenceDesign.clusters![i]!),
    });
    const alone = known(
      linearMean(
        dropped,
        rows.map((i) => q3[i]!),
      ),
    );
    expectClose(kept.value, alone.value);
    expect(relativeDifference(errorOf(alone, dropped), errorOf(kept))).toBeGreaterThan(0.01);
    expect(degreesOfFreedom(design, kept)).toBe(degreesOfFreedom(dropped, alone));
  });

  it('has influence values that sum to 0 for a mean', () => {
    const mean = known(linearMean(design, q1));
    expect(Math.abs(mean.influence.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-14);
  });
});
