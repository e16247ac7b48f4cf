import { known } from '../../../core/estimation/figures/not-estimable.ts';
import { combine } from '../../../core/estimation/figures/combine.ts';
import { linearVariance } from '../../../core/estimation/errors/linear-variance.ts';
import { type SampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { readTable, type Suite } from '../cases.ts';
import { apiDesign, meansBy, names, summary, summaryBy } from '../survey.ts';
import { items, mean, total, shares, contrast, tTest, difference, ratioSummary } from './api-figures.ts';

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
      values: summary(corrected, { api00: known(linearVariance(corrected, table.numbers('api00'))) }),
    }),
  };
};

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
