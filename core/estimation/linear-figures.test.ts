import { describe, expect, it } from 'vitest';
import { relativeDifference } from '../numeric/relative-difference.ts';
import { combine } from './figures/combine.ts';
import { covariance, standardError, variance } from './errors/covariance.ts';
import { degreesOfFreedom } from './errors/degrees-of-freedom.ts';
import { kishDesignEffect } from './errors/kish-design-effect.ts';
import { linearMean } from './figures/linear-mean.ts';
import { linearProportion } from './figures/linear-proportion.ts';
import { linearRatio } from './figures/linear-ratio.ts';
import { linearTotal } from './figures/linear-total.ts';
import type { LinearisedFigure } from './figures/linearised-figure.ts';
import { known } from './figures/not-estimable.ts';
import {
  referenceDesign,
  referenceItems,
  referencePart,
  referenceRows,
} from './reference-sample.test-data.ts';
import { sampleDesign, type SampleDesign } from './design/sample-design.ts';
import type { SingleClusterRule } from './design/sampling-stage.ts';

const design = sampleDesign(referenceDesign);
const { q1, q2, q3 } = referenceItems;

const errorOf = (of: LinearisedFigure, within: SampleDesign = design) => standardError(within, of);

function expectClose(actual: number, expected: number): void {
  expect(relativeDifference(actual, expected)).toBeLessThan(1e-12);
}

describe('golden numbers', () => {
  it('agrees with svymean(~q1, d, na.rm = TRUE, deff = "replace")', () => {
    const mean = known(linearMean(design, q1));
    expectClose(mean.value, 4.9081419624217117);
    expectClose(errorOf(mean), 1.0546785168017272);
    expectClose(variance(design, mean) / mean.simpleVariance, 4.5480176195402073);
    expect([mean.n, degreesOfFreedom(design, mean)]).toEqual([53, 12]);
  });

  it('agrees with n sum(w^2) / sum(w)^2 over those who answered', () => {
    expectClose(kishDesignEffect(known(linearMean(design, q1))), 1.1237965315702076);
  });

  it('agrees with svymean(~q1, subset(d, part & !is.na(q1)), deff = "replace")', () => {
    const mean = known(linearMean(design, q1, { domain: referencePart }));
    expectClose(mean.value, 4.2131147540983607);
    expectClose(errorOf(mean), 1.1012241169332075);
    expectClose(variance(design, mean) / mean.simpleVariance, 1.1895702394947407);
    expect(degreesOfFreedom(design, mean)).toBe(10);
  });

  it('agrees with svytotal(~q1, subset(d, !is.na(q1)), deff = "replace")', () => {
    const total = known(linearTotal(design, q1));
    expectClose(total.value, 587.75);
    expectClose(errorOf(total), 125.03274571087368);
    expectClose(variance(design, total) / total.simpleVariance, 4.4573673908037161);
  });

  it('agrees with svyratio(~q1, ~q2, subset(d, !is.na(q1 + q2)))', () => {
    const ratio = known(linearRatio(design, q1, q2));
    expectClose(ratio.value, 0.85501700680272108);
    expectClose(errorOf(ratio), 0.16095557960079845);
  });

  it('agrees with svyby(~q3, ~part, d, svymean, covmat = TRUE) and svycontrast of it', () => {
    const outside = known(linearMean(design, q3, { domain: referencePart.map((within) => 1 - within) }));
    const inside = known(linearMean(design, q3, { domain: referencePart }));
    expectClose(covariance(design, outside, inside), 0.13797413006687681);
    const contrast = combine(design, [
      { coefficient: -1, figure: outside },
      { coefficient: 1, figure: inside },
    ]);
    expectClose(contrast.value, 1.21264367816091934);
    expectClose(errorOf(contrast), 0.70938604934028993);
  });

  /** options(survey.lonely.psu = ...); rows i < 4 moved to a stratum and cluster of their own */
  const singles: readonly [SingleClusterRule, mean: number, total: number][] = [
    ['centre', 0.41075618025965011, 83.4015137752307254],
    ['average', 0.47310582797139877, 74.59445913292309172],
    ['certainty', 0.4097216657017018, 64.60069659067153225],
    ['remove', 0.4097216657017018, 64.60069659067153225],
  ];
  it.each(singles)('gives a single cluster under "%s" the error R gives it', (rule, ofMean, ofTotal) => {
    const withSingle = sampleDesign({
      ...referenceDesign,
      strata: referenceRows.map((i) => (i < 4 ? 'lonely' : i % 3)),
      clusters: referenceRows.map((i) => (i < 4 ? 9 : Math.floor(i / 3) % 5)),
      singleClusterStrata: rule,
    });
    expectClose(errorOf(known(linearMean(withSingle, q3)), withSingle), ofMean);
    expectClose(errorOf(known(linearTotal(withSingle, q3)), withSingle), ofTotal);
  });

  it('agrees with a design of fpc = c(20, 30, 40)[stratum + 1]', () => {
    const populationClusters = referenceRows.map((i) => [20, 30, 40][i % 3]!);
    const finite = sampleDesign({ ...referenceDesign, populationClusters });
    expectClose(errorOf(known(linearMean(finite, q3)), finite), 0.39663247263253043);
  });
});

describe('corner cases', () => {
  it('has no figure without an answer', () => {
    const none = new Array<number>(60).fill(NaN);
    const reason = { notEstimable: 'noAnswers' };
    expect(linearMean(design, none)).toEqual(reason);
    expect(linearTotal(design, none)).toEqual(reason);
    expect(linearRatio(design, none, q1)).toEqual(reason);
    expect(linearMean(design, q1, { domain: new Uint8Array(60) })).toEqual(reason);
  });

  it('has no ratio to 0', () => {
    expect(linearRatio(design, q1, new Array<number>(60).fill(0))).toEqual({
      notEstimable: 'zeroDenominator',
    });
  });

  it('gives the examples of the documentation', () => {
    const three = sampleDesign({ weights: [1, 1, 2] });
    const mean = known(linearMean(three, [4, NaN, 10]));
    expect([mean.value, mean.n]).toEqual([8, 2]);
    expect(known(linearProportion(three, [1, 0, 1])).value).toBe(0.75);
    expect(known(linearTotal(sampleDesign({ weights: [10, 10, 20] }), [1, 0, 1])).value).toBe(30);
    expect(known(linearRatio(sampleDesign({ weights: [1, 1] }), [2, 4], [4, 8])).value).toBe(0.5);
    expect(kishDesignEffect({ n: 4, weightSum: 6, weightSquareSum: 10 })).toBeCloseTo(1.111, 3);
  });

  it('counts respondents of a combination once, and terms of coefficient 0 not at all', () => {
    const a = known(linearMean(design, q1));
    const b = known(linearMean(design, q2));
    const terms = [
      { coefficient: 0.5, figure: a },
      { coefficient: 0.5, figure: b },
    ];
    const answeredEither = q1.filter((value, i) => !(Number.isNaN(value) && Number.isNaN(q2[i]!))).length;
    expect(combine(design, terms).n).toBe(answeredEither);
    expect(combine(design, [terms[0]!, { coefficient: 0, figure: b }]).n).toBe(a.n);
  });

  it('refuses a share of anything but 0 and 1, probabilities outside (0, 1] and figures of another design', () => {
    expect(() => linearProportion(design, q3)).toThrow('requires 0, 1 or NaN');
    expect(() => linearMean(design, q3, { askingProbabilities: new Float64Array(60) })).toThrow(
      'row 0 has 0',
    );
    expect(() => linearMean(design, q3, { domain: new Uint8Array(3) })).toThrow('domain must have one entry');
    const other = known(linearMean(sampleDesign({ weights: [1, 1] }), [1, 2]));
    expect(() => combine(design, [{ coefficient: 1, figure: other }])).toThrow('figures of this design');
    expect(() => combine(design, [])).toThrow('a coefficient other than 0');
    expect(() => combine(design, [{ coefficient: NaN, figure: other }])).toThrow('finite coefficients');
  });
});
