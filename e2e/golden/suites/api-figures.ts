import { known } from '../../../core/estimation/figures/not-estimable.ts';
import { combine } from '../../../core/estimation/figures/combine.ts';
import { changeFrom } from '../../../core/estimation/comparisons/change-between.ts';
import { standardError } from '../../../core/estimation/errors/covariance.ts';
import { linearMean } from '../../../core/estimation/figures/linear-mean.ts';
import { linearRatio } from '../../../core/estimation/figures/linear-ratio.ts';
import { linearTotal } from '../../../core/estimation/figures/linear-total.ts';
import type { LinearisedFigure } from '../../../core/estimation/figures/linearised-figure.ts';
import { type SampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { type Table } from '../cases.ts';
import { isIn, summary } from '../survey.ts';

export const items = ['api00', 'api99', 'enroll'];

export const mean = (design: SampleDesign, table: Table) => (column: string) =>
  known(linearMean(design, table.numbers(column)));
export const total = (design: SampleDesign, table: Table) => (column: string) =>
  known(linearTotal(design, table.numbers(column)));

export function shares(design: SampleDesign, table: Table, column: string) {
  const text = table.text(column);
  const categories = [...new Set(text)].sort();
  return Object.fromEntries(
    categories.map((category) => [column + category, known(linearMean(design, isIn(text, category)))]),
  );
}

export const contrast = (design: SampleDesign, found: LinearisedFigure) => ({
  values: summary(design, { contrast: found }),
});

/** R's `svyttest`: the difference, with one degree of freedom less than the design has. */
export function tTest(design: SampleDesign, difference: LinearisedFigure) {
  const degreesOfFreedom = design.clusterCount - design.stratumCount - 1;
  const error = standardError(design, difference);
  const { interval, pValue } = changeFrom({
    value: difference.value,
    standardError: error,
    degreesOfFreedom,
  });
  return {
    values: {
      statistic: difference.value / error,
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

export function ratioSummary(
  design: SampleDesign,
  numerators: Float64Array,
  denominators: Float64Array,
  name: string,
) {
  return summary(design, { [name]: known(linearRatio(design, numerators, denominators)) });
}
