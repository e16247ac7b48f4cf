import { describe, expect, it } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { association } from './association.ts';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { linearVariance } from './linear-variance.ts';
import { isEstimable, known } from './not-estimable.ts';
import type { RateMethod } from './rate-interval.ts';
import type { QuantileDefinition } from './weighted-quantile.ts';
import { eligibleShare, outcomeRates, type Outcomes } from './outcome-rates.ts';
import { quantile } from './quantile.ts';
import { jointIntervalRankSets, pairwiseRankSets, rankGroups, ranks, rankSets } from './rank-sets.ts';
import { sampleDesign } from './sample-design.ts';

const equal = (count: number) => sampleDesign({ weights: new Array<number>(count).fill(1) });
const independent = (values: readonly number[], errors: readonly number[]) => ({
  values,
  covariances: Float64Array.from(errors.flatMap((a, row) => errors.map((_, at) => (row === at ? a * a : 0)))),
});

describe('ranks', () => {
  it('give equal values the best place they share', () => {
    expect(ranks([70, 90, 80, 80])).toEqual([4, 1, 2, 2]);
  });

  it('are certain where figures lie far apart, and open where they do not', () => {
    const random = seededRandom(1);
    expect(rankSets(independent([90, 70, 50], [1, 1, 1]), { random })).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(rankSets(independent([70, 70.1, 50], [1, 1, 1]), { random })).toEqual([
      [1, 2],
      [1, 2],
      [3, 3],
    ]);
  });

  it('have wider sets the more is promised', () => {
    const values = Array.from({ length: 12 }, (_, at) => 60 + 2.2 * at);
    const figures = independent(values, new Array<number>(12).fill(1));
    const width = (sets: readonly (readonly [number, number])[]) =>
      sets.reduce((sum, [low, high]) => sum + high - low, 0);
    const pairs = width(pairwiseRankSets(figures, { adjusted: false }));
    const marginal = width(rankSets(figures, { kind: 'marginal', random: seededRandom(2) }));
    const simultaneous = width(rankSets(figures, { random: seededRandom(2) }));
    const joint = width(jointIntervalRankSets(figures));
    expect(pairs).toBeLessThanOrEqual(marginal);
    expect(marginal).toBeLessThanOrEqual(simultaneous);
    expect(simultaneous).toBeLessThanOrEqual(joint);
  });

  it('hold all true ranks at once in 95 % of samples', () => {
    const truth = [60, 61, 62, 62.5, 65, 70];
    const random = seededRandom('coverage');
    let held = 0;
    const samples = 400;
    for (let sample = 0; sample < samples; sample++) {
      const values = truth.map((value) => value + random.normal());
      const sets = rankSets(independent(values, new Array<number>(6).fill(1)), { random, draws: 500 });
      const isHeld = ranks(truth).every((rank, at) => sets[at]![0] <= rank && rank <= sets[at]![1]);
      held += Number(isHeld);
    }
    // Six standard errors of a binomial below 0.95; the sets err on the wide side.
    expect(held / samples).toBeGreaterThan(0.95 - 6 * Math.sqrt((0.95 * 0.05) / samples));
  });

  it('make groups that do not touch', () => {
    expect(
      rankGroups([
        [1, 2],
        [1, 2],
        [3, 4],
        [3, 4],
        [5, 5],
      ]),
    ).toEqual([1, 1, 2, 2, 3]);
    expect(
      rankGroups([
        [1, 3],
        [2, 4],
        [1, 2],
        [3, 4],
      ]),
    ).toEqual([1, 1, 1, 1]);
  });

  it('are refused where a difference has no error', () => {
    const same = { values: [1, 2], covariances: Float64Array.of(1, 1, 1, 1) };
    expect(() => rankSets(same, { random: seededRandom(1) })).toThrow(/has no error/);
  });
});

describe('benjaminiHochberg', () => {
  it('is as in the paper’s table of fifteen tests', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(benjaminiHochberg(p).filter((value) => value <= 0.05)).toHaveLength(4);
  });
  it('keeps the order given and refuses what is no p value', () => {
    expect(benjaminiHochberg([0.04, 0.01, 0.03]).map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      0.04, 0.03, 0.04,
    ]);
    expect(() => benjaminiHochberg([2])).toThrow(/from 0 to 1/);
  });
});

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

describe('association', () => {
  const count = 120;
  const a = Array.from({ length: count }, (_, at) => at % 2);
  const tested = (b: readonly number[], columns: number) => {
    const found = association(equal(count), { codes: a, count: 2 }, { codes: b, count: columns }, count - 1);
    if (!isEstimable(found)) throw new Error(found.notEstimable);
    return found;
  };
  it('in a simple random sample is Pearson’s test but for n - 1', () => {
    const b = a.map((value, at) => (at % 5 === 0 ? 1 - value : value));
    const found = tested(b, 2);
    const pearson = count * found.shares.flat().reduce((sum, share) => sum + (share - 0.25) ** 2 / 0.25, 0);
    // The covariance of shares under what was observed and not under independence: 1 - phi^2 of the simple one.
    const phi = found.shares[0]![0]! * 4 - 1;
    expect(found.firstOrder.statistic / pearson).toBeCloseTo((1 - 1 / count) / (1 - phi ** 2 + phi ** 2), 1);
    expect(found.secondOrder.pValue).toBeLessThan(1e-6);
    expect(found.n).toBe(count);
  });
  it('has nothing to say of a question with one answer only', () => {
    const design = equal(4);
    const one = { codes: [0, 0, 0, 0], count: 1 };
    const two = { codes: [0, 1, 0, 1], count: 2 };
    expect(association(design, one, two, 3)).toEqual({ notEstimable: 'noVariation' });
    expect(association(design, two, one, 3)).toEqual({ notEstimable: 'noVariation' });
  });

  it('has the Wald test of R where the size of the population is estimated too', () => {
    // svychisq(~a+b, svydesign(~cl, weights = ~1, data = s), statistic = "Wald") and "adjWald".
    const clusters = [1, 1, 2, 2, 2, 3, 3, 4, 5, 5];
    const design = sampleDesign({ weights: clusters.map(() => 1), clusters });
    const [a, b] = [
      [0, 0, 1, 1, 0, 1, 1, 0, 1, 1],
      [0, 1, 1, 1, 0, 0, 1, 0, 1, 0],
    ];
    const found = association(design, { codes: a!, count: 2 }, { codes: b!, count: 2 }, 4);
    if (!isEstimable(found)) throw new Error(found.notEstimable);
    for (const test of [found.wald!, found.adjustedWald!]) {
      expect(test.statistic).toBeCloseTo(2.10526315789474072, 12);
      expect(test.pValue).toBeCloseTo(0.22041453616151371, 12);
    }
  });

  it('finds nothing where there is nothing', () => {
    const found = tested(
      Array.from({ length: count }, (_, at) => Math.floor(at / 2) % 3),
      3,
    );
    expect(found.secondOrder.statistic).toBeCloseTo(0, 12);
    expect(found.secondOrder.pValue).toBeCloseTo(1, 9);
    expect(found.wald!.pValue).toBeCloseTo(1, 9);
  });
  it('leaves out who did not answer one of both, and needs every row and column', () => {
    const b = a.map((_, at) => (at < 20 ? -1 : Math.floor(at / 2) % 2));
    expect(tested(b, 2).n).toBe(100);
    expect(() =>
      tested(
        b.map((value) => Math.min(value, 0)),
        2,
      ),
    ).toThrow('noVariation');
  });
});

describe('linearVariance', () => {
  it('is the sample variance of equal weights', () => {
    const found = linearVariance(equal(4), [1, 2, 3, 6]);
    expect(isEstimable(found) && found.value).toBeCloseTo(14 / 3, 12);
    expect(linearVariance(equal(2), [1, NaN])).toEqual({ notEstimable: 'oneAnswer' });
  });
});

describe('outcome rates', () => {
  const outcomes: Outcomes = {
    complete: 1200,
    partial: 80,
    refusal: 450,
    noContact: 300,
    other: 25,
    unknownHousehold: 600,
    unknownOther: 150,
  };
  it('rise with what is left out of their base', () => {
    const { response, refusal, contact } = outcomeRates(outcomes, 0.55);
    expect(response[0]).toBeLessThan(response[2]);
    expect(response[2]).toBeLessThan(response[4]);
    expect(response[1]).toBeCloseTo(1280 / 2805, 14);
    expect(refusal[2]).toBeCloseTo(450 / 2055, 14);
    expect(contact[2]).toBeCloseTo(1755 / 2055, 14);
  });
  it('take the unknown for eligible at the share of the known', () => {
    expect(eligibleShare(outcomes, 400)).toBeCloseTo(2055 / 2455, 14);
  });
  it('refuse counts and shares that are none', () => {
    expect(() => outcomeRates({ ...outcomes, refusal: -1 }, 1)).toThrow(/refusal is -1/);
    expect(() => outcomeRates(outcomes, 1.1)).toThrow(/from 0 to 1/);
  });
});
