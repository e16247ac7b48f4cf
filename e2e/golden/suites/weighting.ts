import { known } from '../../../core/estimation/figures/not-estimable.ts';
import { standardError } from '../../../core/estimation/errors/covariance.ts';
import { kishDesignEffect } from '../../../core/estimation/errors/kish-design-effect.ts';
import { linearMean } from '../../../core/estimation/figures/linear-mean.ts';
import { linearTotal } from '../../../core/estimation/figures/linear-total.ts';
import { sampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { auxiliariesOf } from '../../../core/weighting/auxiliaries.ts';
import { calibrateLinear, calibrateRaking } from '../../../core/weighting/calibrate.ts';
import { calibratedDesign } from '../../../core/weighting/calibrated-design.ts';
import type { Margin } from '../../../core/weighting/margin.ts';
import { postStratify } from '../../../core/weighting/post-stratify.ts';
import { rakeWeights } from '../../../core/weighting/rake-weights.ts';
import { trimWeights } from '../../../core/weighting/trim-weights.ts';
import { weightDiagnostics } from '../../../core/weighting/weight-diagnostics.ts';
import { readTable, type Suite, type Table } from '../cases.ts';
import { isIn, meansBy, names, summary, summaryBy } from '../survey.ts';

function margin(table: Table, name: string, totals: Readonly<Record<string, number>>): Margin {
  const categories = Object.keys(totals);
  return {
    name,
    categories,
    codes: Int32Array.from(table.text(name), (value) => categories.indexOf(value)),
    totals: Object.values(totals),
  };
}

export const marginsOfSchools = (table: Table): readonly [Margin, Margin] => [
  margin(table, 'stype', { E: 4421, H: 755, M: 1018 }),
  margin(table, 'sch.wide', { No: 1072, Yes: 5122 }),
];

export const weighting: Suite = (folder) => {
  const table = readTable(folder, 'apiclus1.csv');
  const stratified = readTable(folder, 'apistrat.csv');
  const base = table.numbers('pw');
  const margins = marginsOfSchools(table);
  const linear = calibrateLinear(base, { margins });
  const exponential = calibrateRaking(base, { margins });
  const raked = rakeWeights(base, margins);
  const post = postStratify(base, margins[0]);

  const with_ = (weights: Float64Array, used: readonly Margin[]) => {
    const drawn = sampleDesign({
      weights,
      clusters: table.text('dnum'),
      populationClusters: table.numbers('fpc'),
    });
    const design = calibratedDesign(drawn, {
      baseWeights: base,
      auxiliaries: auxiliariesOf('golden', base, used),
    });
    return {
      mean: () => ({
        values: summary(
          design,
          names(['api00', 'enroll'], (column) => known(linearMean(design, table.numbers(column)))),
        ),
      }),
      total: () => ({
        values: summary(
          design,
          names(['enroll'], (column) => known(linearTotal(design, table.numbers(column)))),
        ),
      }),
      by: () => ({
        values: summaryBy(design, meansBy(design, table.text('awards'), table.numbers('api00'))),
      }),
      counts: () => {
        const figures = Object.fromEntries(
          ['E', 'H', 'M'].map((stype) => [
            `stype${stype}`,
            known(linearTotal(design, isIn(table.text('stype'), stype))),
          ]),
        );
        const { estimate, ...rest } = summary(design, figures);
        const largest = Math.max(...Object.values(figures).map((each) => standardError(design, each)));
        return { values: { ...rest, estimate }, largest };
      },
    };
  };
  const ofPost = with_(post, [margins[0]]);
  const ofRaked = with_(raked.weights, margins);
  const kish = (weights: Float64Array) => {
    const { n, kishDesignEffect: deff } = weightDiagnostics(weights);
    return { n, deff_kish: deff, n_eff: n / deff, cv2_pop: deff - 1 };
  };
  return {
    poststrat_weights: () => ({ values: { weights: post } }),
    poststrat_mean: ofPost.mean,
    poststrat_total: ofPost.total,
    poststrat_prop: () => {
      const { values, largest } = ofPost.counts();
      // "Numerically zero": beside totals of thousands.
      if (largest > 1e-6) throw new Error(`the standard error of a margin is ${largest}`);
      return {
        values,
        tolerance: { relative: 1e-8, absolute: 1e-6 },
        because: 'an error of 0 is one of rounding size',
      };
    },
    rake_weights: () => ({ values: { weights: raked.weights } }),
    rake_mean: ofRaked.mean,
    rake_total: ofRaked.total,
    rake_by: ofRaked.by,
    calibrate_linear_weights: () => ({ values: { weights: linear.weights } }),
    calibrate_linear_mean: with_(linear.weights, margins).mean,
    calibrate_raking_weights: () => ({ values: { weights: exponential.weights } }),
    calibrate_raking_mean: with_(exponential.weights, margins).mean,
    trim_upper: () => ({ values: { weights: trimWeights(raked.weights, { upper: 40, lower: 20 }).weights } }),
    trim_strict: () => ({
      values: { weights: trimWeights(raked.weights, { upper: 40, isStrict: true }).weights },
    }),
    kish_after_rake: () => ({ values: kish(raked.weights) }),
    kish_apistrat: () => {
      const weights = stratified.numbers('pw');
      const [weightSum, weightSquareSum] = [
        weights.reduce((sum, weight) => sum + weight, 0),
        weights.reduce((sum, weight) => sum + weight ** 2, 0),
      ];
      const deff = kishDesignEffect({ n: weights.length, weightSum, weightSquareSum });
      return { values: { n: weights.length, deff_kish: deff, n_eff: weights.length / deff } };
    },
  };
};
