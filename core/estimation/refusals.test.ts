import { describe, expect, it } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { chiSquareUpperTail, fUpperTail } from '../numeric/upper-tails.ts';
import { againstTheOthers } from './against-the-others.ts';
import { association } from './association.ts';
import { changeBetween } from './change-between.ts';
import { changeWithin } from './change-within.ts';
import { variance } from './covariance.ts';
import { estimate } from './estimate.ts';
import { estimateRate } from './estimate-rate.ts';
import { ladder } from './ladder.ts';
import { linearMean } from './linear-mean.ts';
import { linearProportion } from './linear-proportion.ts';
import { known } from './not-estimable.ts';
import { eligibleShare } from './outcome-rates.ts';
import { quantile } from './quantile.ts';
import { rankedFigures } from './ranked-figures.ts';
import { balancedReplicates, bootstrapReplicates, jackknife } from './replicate-weights.ts';
import { sampleDesign } from './sample-design.ts';

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

  it('has no test without degrees of freedom, or where the one answer is the other', () => {
    const half = codes([0, 0, 0, 1, 1, 1], 2);
    expect(association(equal(6), half, codes([0, 1, 0, 1, 0, 1], 2), 0)).toEqual({
      notEstimable: 'noDegreesOfFreedom',
    });
    expect(association(equal(6), half, half, 5)).toEqual(noVariation);
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
