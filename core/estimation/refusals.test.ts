import { describe, expect, it } from 'vitest';
import { meanScore } from '../indices/items/mean-score.ts';
import { linearSatisfactionRate } from '../indices/items/satisfaction-rate.ts';
import { relativeDifference } from '../numeric/relative-difference.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { chiSquareUpperTail, fUpperTail } from '../numeric/upper-tails.ts';
import { againstTheOthers } from './comparisons/against-the-others.ts';
import { association } from './comparisons/association.ts';
import { changeBetween } from './comparisons/change-between.ts';
import { changeWithin } from './comparisons/change-within.ts';
import { variance } from './errors/covariance.ts';
import { degreesOfFreedom } from './errors/degrees-of-freedom.ts';
import { estimate } from './errors/estimate.ts';
import { estimateRate } from './errors/estimate-rate.ts';
import { ladder } from '../judgement/ladder.ts';
import { linearMean } from './figures/linear-mean.ts';
import { linearProportion } from './figures/linear-proportion.ts';
import { linearRatio } from './figures/linear-ratio.ts';
import { linearTotal } from './figures/linear-total.ts';
import { known } from './figures/not-estimable.ts';
import { eligibleShare } from '../judgement/outcome-rates.ts';
import { quantile } from './errors/quantile.ts';
import { rankSets } from './comparisons/rank-sets.ts';
import { rankedFigures } from './comparisons/ranked-figures.ts';
import { balancedReplicates, bootstrapReplicates, jackknife } from './design/replicate-weights.ts';
import { sampleDesign } from './design/sample-design.ts';

const equal = (count: number) => sampleDesign({ weights: new Array<number>(count).fill(1) });
const noVariation = { notEstimable: 'noVariation' };

describe('a figure whose answers all agree', () => {
  const random = seededRandom('agree');
  const design = equal(60);
  const north = Array.from({ length: 60 }, (_, row) => (row < 30 ? 10 : NaN));
  const south = north.map((value) => (Number.isNaN(value) ? 8 + random.normal() : NaN));
  const [agreed, varied] = [known(linearMean(design, north)), known(linearMean(design, south))];

  it('is not ranked, compared or said to have changed as if it were known exactly', () => {
    expect(rankedFigures(design, [agreed, varied])).toEqual(noVariation);
    expect(changeWithin(design, agreed, varied)).toEqual(noVariation);
    expect(againstTheOthers(design, [agreed, varied])).toEqual([noVariation, noVariation]);
    const before = { value: 10, standardError: 0, degreesOfFreedom: 29 };
    const after = { value: 8, standardError: 0.5, degreesOfFreedom: 29 };
    expect(() => changeBetween(before, after)).toThrow('standard errors above 0');
  });

  it('has no share without width, and no quantile with a closed interval', () => {
    const all = known(linearProportion(equal(30), new Array<number>(30).fill(1)));
    expect(estimateRate(equal(30), all, { method: 'linear' })).toEqual(noVariation);
    expect(quantile(equal(30), new Array<number>(30).fill(7), 0.5)).toEqual(noVariation);
  });
});

describe('what is no number', () => {
  const design = equal(4);
  const mean = known(linearMean(design, [1, 2, 3, 4]));

  it('is refused as a level, an answer, a label, a count and a share', () => {
    expect(() => estimate(design, mean, { level: 0 })).toThrow('a level between 0 and 1');
    expect(() => estimate(design, mean, { level: -0.5 })).toThrow('a level between 0 and 1');
    expect(() => linearMean(design, [1, Infinity, 3, 4])).toThrow('finite answers');
    const strata = ['a', 'a', null, 'b'] as unknown as string[];
    expect(() => sampleDesign({ weights: [1, 1, 1, 1], strata })).toThrow('stratum for each row (row 2');
    expect(() => sampleDesign({ weights: [1, 1], clusters: [1, NaN] })).toThrow(
      'cluster for each row (row 1',
    );
    const outcomes = { partial: 0, refusal: 0, noContact: 0, other: 0, unknownHousehold: 0, unknownOther: 0 };
    expect(() => eligibleShare({ ...outcomes, complete: 6 }, -1)).toThrow('count of ineligible');
    expect(() => eligibleShare({ ...outcomes, complete: 0 }, 0)).toThrow('known cases');
  });

  it('is never enough answers', () => {
    expect(ladder({ n: NaN, effectiveN: 100, degreesOfFreedom: 20 })).toBe('suppressed');
  });

  it('is refused as degrees of freedom, of which there may be infinitely many below', () => {
    expect(() => fUpperTail(1, 1, 0)).toThrow('degrees of freedom above 0');
    expect(() => chiSquareUpperTail(1, Infinity)).toThrow('finite degrees');
    expect(fUpperTail(1, 1, Infinity)).toBeCloseTo(chiSquareUpperTail(1, 1), 14);
  });

  it('is refused as a figure of another design', () => {
    expect(() => variance(equal(5), mean)).toThrow('figures of this design');
  });
});

describe('a cross-table', () => {
  const codes = (values: readonly number[], count: number) => ({ codes: values, count });

  it('refuses codes beyond its categories', () => {
    const design = equal(6);
    const [a, b] = [codes([0, 1, 0, 5, 1, 0], 2), codes([0, 1, 1, 0, 0, 1], 2)];
    expect(() => association(design, a, b, 5)).toThrow('codes below 2 and 2 (row 3 has 5 and 0)');
  });

  it('has no test without degrees of freedom, or where nothing varies about the one answer being the other', () => {
    const half = codes([0, 0, 0, 1, 1, 1], 2);
    expect(association(equal(6), half, codes([0, 1, 0, 1, 0, 1], 2), 0)).toEqual({
      notEstimable: 'noDegreesOfFreedom',
    });
    expect(association(equal(6), half, half, 5)).toEqual({ notEstimable: 'perfectAssociation' });
  });

  it('is tested over the categories somebody is in, and not taken for a perfect one', () => {
    const [a, b] = [
      [0, 0, 0, 1, 1, 1, 0, 1],
      [0, 1, 0, 1, 0, 1, 0, 1],
    ];
    const found = known(association(equal(8), codes(a!, 2), codes(b!, 2), 7));
    // A third answer that was offered and that nobody gave.
    const offered = codes(
      b!.map((code) => 2 * code),
      3,
    );
    const declared = known(association(equal(8), codes(a!, 2), offered, 7));
    expect(declared.secondOrder).toEqual(found.secondOrder);
    expect(declared.wald).toEqual(found.wald);
    expect(declared.shares).toEqual(found.shares.map(([first, second]) => [first, 0, second]));
  });

  it('has no test by Wald where it has more differences than the design degrees of freedom', () => {
    const random = seededRandom('wald');
    const clusters = Array.from({ length: 100 }, (_, row) => row % 5);
    const design = sampleDesign({ weights: clusters.map(() => 1), clusters });
    const any = () =>
      codes(
        clusters.map(() => random.integer(4)),
        4,
      );
    const found = known(association(design, any(), any(), 4));
    expect(found.wald).toBeUndefined();
    expect(found.secondOrder.pValue).toBeGreaterThan(0);
  });
});

describe('numbers too large or too small to be squared', () => {
  const values = [1, 2, 3, 4];
  const of = (weight: number) => () => sampleDesign({ weights: [1, 1, weight, 1] });

  it('are refused as weights, by row, and never make a design effect of no number', () => {
    for (const weight of [1e200, 1e-200, 1e-320]) {
      expect(of(weight)).toThrow(`(row 2 has ${weight})`);
    }
    for (const weight of [1e100, 1e-100]) {
      const weights = new Array<number>(4).fill(weight);
      const design = sampleDesign({ weights });
      const found = known(estimate(design, known(linearMean(design, values))));
      const plain = known(estimate(equal(4), known(linearMean(equal(4), values))));
      expect(found.standardError).toBeCloseTo(plain.standardError, 12);
      expect(found.designEffect).toBeCloseTo(plain.designEffect, 12);
    }
  });

  it('are refused as answers', () => {
    expect(() => linearTotal(equal(3), [1, 2, Infinity])).toThrow('finite answers');
    expect(() => linearRatio(equal(3), [1, 2, Infinity], [1, 2, 3])).toThrow('finite answers');
    expect(() => linearRatio(equal(3), [1, 2, 3], [1, 2, Infinity])).toThrow('finite answers');
    const huge = known(linearMean(equal(3), [1e200, 2e200, 3e200]));
    expect(() => estimate(equal(3), huge)).toThrow('finite answers');
  });
});

describe('answers of a large sample far from 0', () => {
  it('have an error where they differ, and none where they agree', () => {
    const count = 200_000;
    const design = sampleDesign({ weights: Float64Array.from({ length: count }, (_, row) => 1 + (row % 7)) });
    const far = Float64Array.from({ length: count }, (_, row) => 1e9 + (row % 5));
    const near = far.map((value) => value - 1e9);
    const [large, small] = [far, near].map((each) =>
      known(estimate(design, known(linearMean(design, each)))),
    );
    expect(relativeDifference(large!.standardError, small!.standardError)).toBeLessThan(1e-9);
    const agreed = known(linearMean(design, new Float64Array(count).fill(1e9 + 1 / 3)));
    expect(estimate(design, agreed)).toEqual(noVariation);
  });
});

describe('answers beyond their scale', () => {
  const beyond = { codes: Int8Array.of(0, 9, 10, -1), scale: { lowest: 1, highest: 10 } };

  it('are refused by row, and not taken for missing or for satisfied', () => {
    const input = { column: beyond, convention: { kind: 'linear' } } as const;
    expect(() => meanScore.linearise(equal(4), input)).toThrow('codes below 10 (row 2 has 10)');
    expect(() => linearSatisfactionRate(equal(4), { column: beyond, satisfiedFrom: 7 })).toThrow(
      'points from 1 to 10',
    );
  });
});

describe('ranks', () => {
  it('are not given to values that are none', () => {
    const figures = { values: [80, NaN], covariances: Float64Array.of(1, 0, 0, 1) };
    expect(() => rankSets(figures, { random: seededRandom(1) })).toThrow('finite values (figure 1 has NaN)');
  });
});

describe('rates of 0 and 1', () => {
  it('count for no more answers than their interval does', () => {
    const clusters = Array.from({ length: 300 }, (_, row) => row % 3);
    const design = sampleDesign({ weights: clusters.map(() => 1), clusters });
    const nobody = known(
      linearProportion(
        design,
        clusters.map(() => 0),
      ),
    );
    const { effectiveN, designEffect, interval } = known(estimateRate(design, nobody));
    // The upper limit of Clopper and Pearson for 0 of m: 1 - 0.025^(1 / m).
    expect(1 - 0.025 ** (1 / effectiveN)).toBeCloseTo(interval[1], 10);
    expect(effectiveN).toBeLessThan(63);
    expect(designEffect * effectiveN).toBeCloseTo(300, 10);
  });
});

describe('degrees of freedom', () => {
  it('are of clusters with a weight above 0, in a design as in a figure', () => {
    const design = sampleDesign({
      weights: [1, 1, 0, 1, 1, 0, 0],
      strata: ['a', 'a', 'a', 'b', 'b', 'c', 'c'],
      clusters: [1, 2, 3, 1, 2, 1, 2],
    });
    expect(degreesOfFreedom(design)).toBe(2);
    expect(degreesOfFreedom(design, known(linearMean(design, [1, 2, 3, 4, 5, 6, 7])))).toBe(2);
    expect(design.clusterCount - design.stratumCount).toBe(4);
  });
});

describe('the average stratum', () => {
  it('is of those that a part of the population has answers in', () => {
    const strata = ['a', 'a', 'a', 'b', 'c', 'c', 'd', 'd'];
    const values = [1, 2, 6, 4, 3, 8, 5, 5];
    const of = (singleClusterStrata: 'average' | 'remove') =>
      sampleDesign({ weights: values.map(() => 1), strata, singleClusterStrata });
    const ratio = (isIn: (stratum: string) => boolean) => {
      const domain = Uint8Array.from(strata, (stratum) => Number(isIn(stratum)));
      const [average, remove] = [of('average'), of('remove')].map((design) =>
        variance(design, known(linearMean(design, values, { domain }))),
      );
      return average! / remove!;
    };
    expect(ratio(() => true)).toBeCloseTo(4 / 3, 12);
    // One of two is known, all of them are, and one of three is not: as in R's subset of a design.
    expect(ratio((stratum) => stratum === 'a' || stratum === 'b')).toBeCloseTo(2, 12);
    expect(ratio((stratum) => stratum !== 'b')).toBeCloseTo(1, 12);
    expect(ratio((stratum) => stratum !== 'd')).toBeCloseTo(3 / 2, 12);
  });
});

describe('sampled shares', () => {
  it('are populations in another form', () => {
    const clusters = [1, 1, 2, 2, 3, 3];
    const weights = clusters.map(() => 1);
    const counted = sampleDesign({ weights, clusters, populationClusters: clusters.map(() => 10) });
    const shared = sampleDesign({ weights, clusters, sampledShares: clusters.map(() => 0.3) });
    const error = (design: typeof counted) => variance(design, known(linearMean(design, [1, 2, 3, 5, 8, 9])));
    expect(error(shared)).toBeCloseTo(error(counted), 14);
    expect(() => sampleDesign({ weights, clusters, sampledShares: clusters.map(() => 1.2) })).toThrow(
      'above 0 and at most 1',
    );
  });
});

describe('calibrated weights', () => {
  it('are not drawn again without being calibrated again', () => {
    const design = { ...equal(4), residuals: (influence: Float64Array) => influence };
    const random = seededRandom(1);
    expect(() => jackknife(design)).toThrow('before calibration');
    expect(() => balancedReplicates(design)).toThrow('before calibration');
    expect(() => bootstrapReplicates(design, { replicates: 2, random })).toThrow('before calibration');
  });
});
