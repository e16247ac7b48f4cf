import { describe, expect, it } from 'vitest';
import { relativeDifference } from '../../numeric/relative-difference.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { estimate, type Estimate } from './estimate.ts';
import { estimateRate } from './estimate-rate.ts';
import { linearMean } from '../figures/linear-mean.ts';
import { linearProportion } from '../figures/linear-proportion.ts';
import { isEstimable, known, type NotEstimable } from '../figures/not-estimable.ts';
import { rateInterval } from './rate-interval.ts';
import { referenceDesign, referenceItems } from '../reference-sample.test-data.ts';
import { sampleDesign, type SampleDesign } from '../design/sample-design.ts';

const design = sampleDesign(referenceDesign);
const satisfied = referenceItems.q1.map((value) => (Number.isNaN(value) ? NaN : Number(value >= 7)));

function meanOf(within: SampleDesign, values: readonly number[]): Estimate | NotEstimable {
  const figure = linearMean(within, values);
  return isEstimable(figure) ? estimate(within, figure) : figure;
}

function rateOf(within: SampleDesign, values: readonly number[]): Estimate | NotEstimable {
  const figure = linearProportion(within, values);
  return isEstimable(figure) ? estimateRate(within, figure) : figure;
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, index) => {
    expect(relativeDifference(value, expected[index]!)).toBeLessThan(1e-12);
  });
}

describe('the interval of Korn and Graubard', () => {
  const sample = { share: 0.8, standardError: 0.01, n: 400, kishDesignEffect: 1, degreesOfFreedom: 60 };

  it('counts a sample for no larger than it is, unless told to', () => {
    // n* = .16 / .0001 (qt(.025, 399) / qt(.025, 60))^2; qbeta(.025, .8 n*, .2 n* + 1), qbeta(.975, .8 n* + 1, .2 n*).
    const uncapped = rateInterval(sample, { method: 'kornGraubardUncapped' });
    expectClose(uncapped as readonly number[], [0.77917241502118839, 0.81968103925151281]);
    // As a simple random sample of 400 with known errors would have it: Clopper and Pearson's.
    const whole = { ...sample, standardError: 0, degreesOfFreedom: 399 };
    expect(rateInterval(sample)).toEqual(rateInterval(whole, { method: 'kornGraubardUncapped' }));
  });
});

describe('degrees of freedom given', () => {
  it('take the place of the figure’s own, and infinitely many make a normal interval', () => {
    const figure = linearMean(design, referenceItems.q1);
    if (!isEstimable(figure)) throw new Error(figure.notEstimable);
    const normal = known(estimate(design, figure, { degreesOfFreedom: Infinity }));
    const reach = (normal.interval[1] - normal.value) / normal.standardError;
    expect(reach).toBeCloseTo(1.959963984540054, 10);
    const share = linearProportion(design, satisfied);
    if (!isEstimable(share)) throw new Error(share.notEstimable);
    const wide = known(estimateRate(design, share, { degreesOfFreedom: 3 }));
    expect(wide.degreesOfFreedom).toBe(3);
    expect(wide.interval[0]).toBeLessThan(known(estimateRate(design, share)).interval[0]);
  });
});

describe('estimate', () => {
  it('has the t interval R gives with df = degf(subset(d, !is.na(q1)))', () => {
    const mean = known(meanOf(design, referenceItems.q1));
    expectClose(mean.interval, [2.6101948788397049, 7.2060890460037186]);
    expect(mean.degreesOfFreedom).toBe(12);
    expect(mean.effectiveN).toBeCloseTo(53 / 4.5480176195402073, 10);
  });

  it('never takes a sample for larger than it is', () => {
    const balanced = sampleDesign({ weights: [1, 1, 1, 1], clusters: [1, 1, 2, 2] });
    const mean = known(meanOf(balanced, [0, 10, 1, 10]));
    expect(mean.designEffect).toBeLessThan(1);
    expect(mean.effectiveN).toBe(4);
  });

  it('says why there is no figure instead of a standard error of 0 or NaN', () => {
    const four = sampleDesign({ weights: [1, 1, 1, 1], clusters: [1, 1, 2, 2] });
    expect(meanOf(four, [NaN, NaN, NaN, NaN])).toEqual({ notEstimable: 'noAnswers' });
    expect(meanOf(four, [NaN, 3, NaN, NaN])).toEqual({ notEstimable: 'oneAnswer' });
    expect(meanOf(four, [3, 4, NaN, NaN])).toEqual({ notEstimable: 'noDegreesOfFreedom' });
    expect(meanOf(four, [7.3, 7.3, 7.3, 7.3])).toEqual({ notEstimable: 'noVariation' });
    const uneven = sampleDesign({ weights: [0.1, 0.7, 1.3, 2.9] });
    expect(meanOf(uneven, [7.3, 7.3, 7.3, 7.3])).toEqual({ notEstimable: 'noVariation' });
  });

  it('covers the truth in 95 % of clustered samples', () => {
    const random = seededRandom('coverage of the t interval');
    const samples = 2000;
    const clusters = Array.from({ length: 120 }, (_, row) => Math.floor(row / 10));
    const clustered = sampleDesign({ weights: clusters.map(() => 1), clusters });
    let covered = 0;
    for (let sample = 0; sample < samples; sample++) {
      const shared = Array.from({ length: 12 }, () => random.normal());
      const { interval } = known(
        meanOf(
          clustered,
          clusters.map((cluster) => 70 + 5 * shared[cluster]! + 15 * random.normal()),
        ),
      );
      if (interval[0] <= 70 && 70 <= interval[1]) covered += 1;
    }
    const monteCarloError = Math.sqrt((0.95 * 0.05) / samples);
    expect(Math.abs(covered / samples - 0.95)).toBeLessThan(3 * monteCarloError);
  });
});

describe('estimateRate', () => {
  /** svyciprop(~I(q1 >= 7), subset(d, !is.na(q1)), method = "beta" / "xlogit") */
  it('has the Korn-Graubard interval of R', () => {
    const rate = known(rateOf(design, satisfied));
    expectClose([rate.value, rate.standardError], [0.38622129436325681, 0.14430737641759853]);
    expectClose(rate.interval, [0.10979244129445544, 0.73220005101790686]);
  });

  it('has the logit interval of R on demand', () => {
    const figure = linearProportion(design, satisfied);
    const rate = known(isEstimable(figure) ? estimateRate(design, figure, { method: 'logit' }) : figure);
    expectClose(rate.interval, [0.14312411291058533, 0.70331481711972776]);
  });

  it('gives "all of thirty" an interval and the standard error it implies', () => {
    const thirty = sampleDesign({ weights: new Array<number>(30).fill(1) });
    const rate = known(rateOf(thirty, new Array<number>(30).fill(1)));
    expect(rate.interval[0]).toBeCloseTo(0.8843, 4);
    expect(rate.interval[1]).toBe(1);
    expect(rate.standardError).toBeCloseTo((1 - rate.interval[0]) / (2 * 2.04523), 5);
  });

  it('is the mirror image for those who are not satisfied', () => {
    const rate = known(rateOf(design, satisfied));
    const mirrored = known(
      rateOf(
        design,
        satisfied.map((value) => 1 - value),
      ),
    );
    expect(mirrored.interval[0]).toBeCloseTo(1 - rate.interval[1], 12);
    expect(mirrored.interval[1]).toBeCloseTo(1 - rate.interval[0], 12);
  });
});

describe('rateInterval', () => {
  const simple = { share: 0.8, n: 30, kishDesignEffect: 1, degreesOfFreedom: 29 };

  it('is that of Clopper and Pearson in a simple sample (R: binom.test(24, 30), binom.test(0, 36))', () => {
    const standardError = Math.sqrt((0.8 * 0.2) / 30);
    const interval = rateInterval({ ...simple, standardError });
    expectClose(interval as readonly number[], [0.6143334890033928, 0.92286448799893439]);
    const none = { share: 0, standardError: 0, n: 36, kishDesignEffect: 1, degreesOfFreedom: 35 };
    expectClose(rateInterval(none) as readonly number[], [0, 0.097393755914491953]);
  });

  it('is that of Wilson on demand (R: prop.test(24, 30, correct = FALSE))', () => {
    const standardError = Math.sqrt((0.8 * 0.2) / 30);
    const interval = rateInterval({ ...simple, standardError }, { method: 'wilson' });
    expectClose(interval as readonly number[], [0.62694303586851763, 0.90494892822710127]);
  });

  it('does not believe a standard error smaller than a simple sample could have', () => {
    const honest = rateInterval({ ...simple, standardError: Math.sqrt((0.8 * 0.2) / 30) });
    expect(rateInterval({ ...simple, standardError: 0.001 })).toEqual(honest);
    expect(rateInterval({ ...simple, standardError: 0 })).toEqual(honest);
  });

  it('widens with the design effect of the weights where everyone is satisfied', () => {
    const all = { ...simple, share: 1, standardError: 0 };
    const even = rateInterval(all) as readonly [number, number];
    const uneven = rateInterval({ ...all, kishDesignEffect: 2 }) as readonly [number, number];
    expect(uneven[0]).toBeLessThan(even[0]);
    expect(uneven[1]).toBe(1);
  });

  it('says why there is none', () => {
    const none = { ...simple, share: 1, standardError: 0 };
    expect(rateInterval({ ...none, n: 1 })).toEqual({ notEstimable: 'oneAnswer' });
    expect(rateInterval({ ...none, n: 0 })).toEqual({ notEstimable: 'noAnswers' });
    expect(rateInterval({ ...none, degreesOfFreedom: 0 })).toEqual({ notEstimable: 'noDegreesOfFreedom' });
    expect(rateInterval(none, { method: 'logit' })).toEqual({ notEstimable: 'noVariation' });
    expect(() => rateInterval({ ...none, share: 1.2 })).toThrow('from 0 to 1');
  });
});
