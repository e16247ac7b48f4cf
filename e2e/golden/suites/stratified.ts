import { association } from '../../../core/estimation/comparisons/association.ts';
import { linearMean } from '../../../core/estimation/figures/linear-mean.ts';
import { isEstimable, known } from '../../../core/estimation/figures/not-estimable.ts';
import { quantile } from '../../../core/estimation/errors/quantile.ts';
import { type SampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { readTable, type Suite } from '../cases.ts';
import { apiDesign, meansBy, names, summary, summaryBy } from '../survey.ts';
import { items, mean, total, shares, contrast, tTest, difference, ratioSummary } from './api-figures.ts';

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
      return { values: summary(design, { api00: known(linearMean(design, api00, { domain })) }) };
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
  const quantiles = (columns: readonly string[], shares_: readonly number[], definition: 1 | 7) =>
    Object.fromEntries(
      columns.map((column) => [
        column,
        Object.fromEntries(
          shares_.map((share) => {
            const found = quantile(corrected, table.numbers(column), share, { definition, degreesOfFreedom });
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
        values: { statistic: wald!.statistic, parameter: wald!.degreesOfFreedom, p_value: wald!.pValue },
      };
    },
    quantile_math: () => ({ values: quantiles(['api00', 'enroll'], [0.25, 0.5, 0.75], 1) }),
    quantile_hf7: () => {
      const reason =
        "R's score interval ends where its root finder does, within 0.0007 of a quantile, not at a number";
      return {
        values: quantiles(['api00'], [0.1, 0.5, 0.9], 7),
        without: { 'ci.2.5': reason, 'ci.97.5': reason, se: reason },
      };
    },
  };
};
