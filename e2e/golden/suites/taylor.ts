import { association } from '../../../core/estimation/association.ts';
import { combine } from '../../../core/estimation/combine.ts';
import { changeFrom } from '../../../core/estimation/change-between.ts';
import { variance } from '../../../core/estimation/covariance.ts';
import { linearMean } from '../../../core/estimation/linear-mean.ts';
import { linearRatio } from '../../../core/estimation/linear-ratio.ts';
import { linearTotal } from '../../../core/estimation/linear-total.ts';
import { linearVariance } from '../../../core/estimation/linear-variance.ts';
import type { LinearisedFigure } from '../../../core/estimation/linearised-figure.ts';
import { isEstimable } from '../../../core/estimation/not-estimable.ts';
import { quantile } from '../../../core/estimation/quantile.ts';
import { sampleDesign, type SampleDesign } from '../../../core/estimation/sample-design.ts';
import { readTable, type Suite, type Table } from '../cases.ts';
import { apiDesign, figure, isIn, meansBy, names, summary, summaryBy } from '../survey.ts';

const items = ['api00', 'api99', 'enroll'];

const mean = (design: SampleDesign, table: Table) => (column: string) =>
  figure(linearMean(design, table.numbers(column)));
const total = (design: SampleDesign, table: Table) => (column: string) =>
  figure(linearTotal(design, table.numbers(column)));

function shares(design: SampleDesign, table: Table, column: string) {
  const text = table.text(column);
  const categories = [...new Set(text)].sort();
  return Object.fromEntries(
    categories.map((category) => [column + category, figure(linearMean(design, isIn(text, category)))]),
  );
}

const contrast = (design: SampleDesign, found: LinearisedFigure) => ({
  values: summary(design, { contrast: found }),
});

/** R's `svyttest`: the difference, with one degree of freedom less than the design has. */
export function tTest(design: SampleDesign, difference: LinearisedFigure) {
  const degreesOfFreedom = design.clusterCount - design.stratumCount - 1;
  const standardError = Math.sqrt(variance(design, difference));
  const { interval, pValue } = changeFrom({ value: difference.value, standardError, degreesOfFreedom });
  return {
    values: {
      statistic: difference.value / standardError,
      parameter: [degreesOfFreedom],
      p_value: pValue,
      estimate: difference.value,
      conf_int: interval,
    },
  };
}

export const difference = (design: SampleDesign, from: LinearisedFigure, to: LinearisedFigure) =>
  combine(design, [
    { coefficient: 1, figure: to },
    { coefficient: -1, figure: from },
  ]);

export const simple: Suite = (folder) => {
  const table = readTable(folder, 'apisrs.csv');
  const of = (suffix: string, design: SampleDesign) => ({
    [`mean_api00_${suffix}`]: () => ({ values: summary(design, names(items, mean(design, table))) }),
    [`total_enroll_${suffix}`]: () => ({ values: summary(design, names(['enroll'], total(design, table))) }),
    [`prop_stype_${suffix}`]: () => ({ values: summary(design, shares(design, table, 'stype')) }),
    [`ratio_${suffix}`]: () => ({
      values: ratioSummary(design, table.numbers('api00'), table.numbers('api99'), 'api00/api99'),
    }),
    [`by_stype_${suffix}`]: () => ({
      values: summaryBy(design, meansBy(design, table.text('stype'), table.numbers('api00'))),
    }),
  });
  const corrected = apiDesign(table, true);
  const uncorrected = apiDesign(table, false);
  return {
    ...of('dsrs', corrected),
    ...of('dsrs0', uncorrected),
    mean_deff_replace: () => ({
      values: summary(uncorrected, names(['api00'], mean(uncorrected, table)), { deff: 'with' }),
    }),
    var_api00: () => ({
      values: summary(corrected, { api00: figure(linearVariance(corrected, table.numbers('api00'))) }),
    }),
  };
};

function ratioSummary(
  design: SampleDesign,
  numerators: Float64Array,
  denominators: Float64Array,
  name: string,
) {
  return summary(design, { [name]: figure(linearRatio(design, numerators, denominators)) });
}

export const clustered: Suite = (folder) => {
  const table = readTable(folder, 'apiclus1.csv');
  const of = (suffix: string, design: SampleDesign) => {
    const [after, before] = [mean(design, table)('api00'), mean(design, table)('api99')];
    const change = difference(design, before, after);
    return {
      [`mean_${suffix}`]: () => ({ values: summary(design, names(items, mean(design, table))) }),
      [`total_${suffix}`]: () => ({ values: summary(design, names(['enroll'], total(design, table))) }),
      [`prop_stype_${suffix}`]: () => ({ values: summary(design, shares(design, table, 'stype')) }),
      [`by_stype_${suffix}`]: () => ({
        values: summaryBy(design, meansBy(design, table.text('stype'), table.numbers('api00'))),
      }),
      [`panel_change_${suffix}`]: () => ({ values: summary(design, { change, contrast: change }) }),
      // a / b - 1 moves by da / b - a db / b^2.
      [`ratio_change_${suffix}`]: () =>
        contrast(design, {
          ...combine(design, [
            { coefficient: 1 / before.value, figure: after },
            { coefficient: -after.value / before.value ** 2, figure: before },
          ]),
          value: after.value / before.value - 1,
        }),
      [`ttest_${suffix}`]: () => tTest(design, change),
    };
  };
  return { ...of('dc1', apiDesign(table, true)), ...of('dc10', apiDesign(table, false)) };
};

export const stratified: Suite = (folder) => {
  const table = readTable(folder, 'apistrat.csv');
  const students = readTable(folder, 'apistrat_apistu.csv');
  const api00 = table.numbers('api00');
  const awards = table.text('awards');
  const of = (suffix: string, design: SampleDesign) => ({
    [`mean_${suffix}`]: () => ({ values: summary(design, names(items, mean(design, table))) }),
    [`total_${suffix}`]: () => ({
      values: summary(design, names(['enroll', 'api00'], total(design, table))),
    }),
    [`prop_schwide_${suffix}`]: () => ({ values: summary(design, shares(design, table, 'sch.wide')) }),
    [`ratio_${suffix}`]: () => ({
      values: ratioSummary(design, students.numbers('api_stu'), table.numbers('enroll'), 'api.stu/enroll'),
    }),
    [`domain_by_schwide_${suffix}`]: () => ({
      values: summaryBy(design, meansBy(design, table.text('sch.wide'), api00)),
    }),
    [`domain_by_awards_stype_${suffix}`]: () => {
      const groups = awards.map((award, row) => `${award}.${table.text('stype')[row]}`);
      const order = ['No.E', 'Yes.E', 'No.H', 'Yes.H', 'No.M', 'Yes.M'];
      const figures = Object.fromEntries(
        ['api00', 'enroll'].flatMap((column) =>
          Object.entries(meansBy(design, groups, table.numbers(column), order)).map(([group, each]) => [
            `${group}:${column}`,
            each,
          ]),
        ),
      );
      return { values: { ...summary(design, figures), by: order } };
    },
    [`subset_domain_${suffix}`]: () => {
      const enroll = table.numbers('enroll');
      const domain = Uint8Array.from(table.text('sch.wide'), (value, row) =>
        Number(value === 'Yes' && enroll[row]! > 500),
      );
      return { values: summary(design, { api00: figure(linearMean(design, api00, { domain })) }) };
    },
  });
  const corrected = apiDesign(table, true);
  const uncorrected = apiDesign(table, false);
  const degreesOfFreedom = corrected.clusterCount - corrected.stratumCount;
  const byAward = (design: SampleDesign) => {
    const means = meansBy(design, awards, api00);
    return tTest(design, difference(design, means['No']!, means['Yes']!));
  };
  const coded = (column: string) => {
    const text = table.text(column);
    const categories = [...new Set(text)].sort();
    return { codes: text.map((value) => categories.indexOf(value)), count: categories.length };
  };
  const tested = (a: string, b: string) => {
    const found = association(corrected, coded(a), coded(b), degreesOfFreedom);
    if (!isEstimable(found)) throw new Error(found.notEstimable);
    return found;
  };
  const quantiles = (
    columns: readonly string[],
    shares_: readonly number[],
    rule: 'lower' | 'interpolated',
  ) =>
    Object.fromEntries(
      columns.map((column) => [
        column,
        Object.fromEntries(
          shares_.map((share) => {
            const found = quantile(corrected, table.numbers(column), share, { rule, degreesOfFreedom });
            if (!isEstimable(found)) throw new Error(found.notEstimable);
            const { value, interval, standardError } = found;
            return [
              String(share),
              { quantile: value, 'ci.2.5': interval[0], 'ci.97.5': interval[1], se: standardError },
            ];
          }),
        ),
      ]),
    );
  return {
    ...of('dst', corrected),
    ...of('dst0', uncorrected),
    contrast_E_minus_H: () => {
      const means = meansBy(corrected, table.text('stype'), api00);
      return contrast(corrected, difference(corrected, means['H']!, means['E']!));
    },
    ttest_awards: () => byAward(corrected),
    ttest_awards_nofpc: () => byAward(uncorrected),
    chisq_F: () => {
      const { secondOrder } = tested('sch.wide', 'awards');
      return {
        values: {
          statistic: secondOrder.statistic,
          parameter: secondOrder.degreesOfFreedom,
          p_value: secondOrder.pValue,
        },
      };
    },
    chisq_Chisq: () => {
      const { firstOrder } = tested('sch.wide', 'stype');
      return {
        values: {
          statistic: firstOrder.statistic * firstOrder.meanDesignEffect,
          parameter: [2],
          p_value: firstOrder.pValue,
        },
      };
    },
    chisq_Wald: () => {
      const { wald } = tested('sch.wide', 'stype');
      return {
        values: { statistic: wald.statistic, parameter: wald.degreesOfFreedom, p_value: wald.pValue },
      };
    },
    quantile_math: () => ({ values: quantiles(['api00', 'enroll'], [0.25, 0.5, 0.75], 'lower') }),
    quantile_hf7: () => {
      const reason =
        "R's score interval ends where its root finder does, within 0.0007 of a quantile, not at a number";
      return {
        values: quantiles(['api00'], [0.1, 0.5, 0.9], 'interpolated'),
        without: { 'ci.2.5': reason, 'ci.97.5': reason, se: reason },
      };
    },
  };
};

export const waves: Suite = (folder) => {
  const a = readTable(folder, 'apistrat.csv');
  const b = readTable(folder, 'apiclus1.csv');
  const both = (column: string) => Float64Array.of(...a.numbers(column), ...b.numbers(column));
  const text = (column: string) => [...a.text(column), ...b.text(column)];
  const wave = [...a.text('stype').map(() => 'A'), ...b.text('stype').map(() => 'B')];
  const design = sampleDesign({
    weights: both('pw'),
    strata: [...a.text('stype').map((stype) => `A ${stype}`), ...b.text('stype').map(() => 'B all')],
    clusters: [...a.text('stype').map((_, row) => `A${row}`), ...b.text('dnum').map((dnum) => `B${dnum}`)],
  });
  const means = (column: Float64Array) => meansBy(design, wave, column);
  const change = (column: Float64Array) => {
    const found = means(column);
    return difference(design, found['A']!, found['B']!);
  };
  const isAwarded = Float64Array.from(text('awards'), (value) => Number(value === 'Yes'));
  const isHigh = Float64Array.from(both('api00'), (value) => Number(value > 700));
  return {
    by_wave: () => {
      const figures = Object.fromEntries(
        ['api00', 'enroll'].flatMap((column) =>
          Object.entries(means(both(column))).map(([name, each]) => [`${name}:${column}`, each]),
        ),
      );
      return { values: { ...summary(design, figures), by: ['A', 'B'] } };
    },
    change_api00: () => contrast(design, change(both('api00'))),
    ttest_api00: () => tTest(design, change(both('api00'))),
    ttest_awards: () => tTest(design, change(isAwarded)),
    t2b_change: () => contrast(design, change(isHigh)),
    by_wave_stype: () => {
      const stype = text('stype');
      const groups = wave.map((name, row) => `${stype[row]}.${name}`);
      const order = ['E.A', 'H.A', 'M.A', 'E.B', 'H.B', 'M.B'];
      return { values: summaryBy(design, meansBy(design, groups, both('api00'), order)) };
    },
  };
};
