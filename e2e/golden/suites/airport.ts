import { known } from '../../../core/estimation/figures/not-estimable.ts';
import { changeBetween } from '../../../core/estimation/comparisons/change-between.ts';
import { covarianceMatrix, standardError } from '../../../core/estimation/errors/covariance.ts';
import { linearMean } from '../../../core/estimation/figures/linear-mean.ts';
import type { LinearisedFigure } from '../../../core/estimation/figures/linearised-figure.ts';
import { sampleDesign, type SampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { estimatedNodes, estimateIndexTree } from '../../../core/indices/estimate-index-tree.ts';
import type { IndexTree } from '../../../core/indices/index-tree.ts';
import { weightDiagnostics } from '../../../core/weighting/weight-diagnostics.ts';
import { readTable, type Suite, type Table } from '../cases.ts';
import { designEffect, meansBy, summary, summaryBy, type Figures } from '../survey.ts';
import { share } from './proportions.ts';
import { rankAnswer, type RankReference } from './ranks.ts';
import { difference, tTest } from './api-figures.ts';

const tree: IndexTree = {
  convention: { kind: 'linear' },
  root: {
    name: 'overall',
    children: [
      node('amenities', 0.3, { q7_food: 0.3, q7_store: 0.2, q7_wifi: 0.3, q7_art: 0.2 }),
      node('wayfinding', 0.25, { q7_sign: 0.4, q7_screens: 0.3, q7_roads: 0.3 }),
      node('cleanliness', 0.3, { q9_boarding: 0.4, q9_food: 0.2, q9_restroom: 0.4 }),
      node('safety', 0.15, { q10_safe: 1 }),
    ],
  },
};

function node(name: string, weight: number, items: Readonly<Record<string, number>>) {
  const children = Object.entries(items).map(([item, share_]) => ({ name: item, item, weight: share_ }));
  return { name, weight, children };
}

/** Some years of the survey, with their design. */
interface Years {
  readonly rows: readonly number[];
  readonly design: SampleDesign;
  readonly text: (column: string) => readonly string[];
  readonly numbers: (column: string) => Float64Array;
}

function yearsOf(table: Table, years: readonly string[]): Years {
  const year = table.text('year');
  const rows = year.flatMap((value, row) => (years.includes(value) ? [row] : []));
  const text = (column: string) => {
    const all = table.text(column);
    return rows.map((row) => all[row]!);
  };
  const numbers = (column: string) => {
    const all = table.numbers(column);
    return Float64Array.from(rows, (row) => all[row]!);
  };
  const strata = text('strata');
  const design = sampleDesign({
    weights: numbers('weight'),
    strata: text('year').map((value, at) => `${value} ${strata[at]}`),
    clusters: text('run'),
  });
  return { rows, design, text, numbers };
}

const valid = (values: Float64Array, lowest: number, highest: number) =>
  values.map((value) => (value >= lowest && value <= highest ? value : NaN));
const map = (values: Float64Array, score: (value: number) => number) =>
  values.map((value) => (Number.isNaN(value) ? NaN : score(value)));

function columnsOf(years: Years) {
  const rating = (item: string) => valid(years.numbers(item), 1, 5);
  const yes = (item: string) => map(valid(years.numbers(item), 1, 2), (value) => Number(value === 1));
  const all = rating('q7_all');
  return {
    rating,
    i100: map(all, (value) => ((value - 1) / 4) * 100),
    t2b: map(all, (value) => Number(value >= 4)),
    nps: map(valid(years.numbers('netpro'), 0, 10), (value) => (value >= 9 ? 100 : value <= 6 ? -100 : 0)),
    wifi: yes('used_wifi'),
  };
}

function treeOf(years: Years) {
  const { rating } = columnsOf(years);
  const scale = { lowest: 1, highest: 5 };
  const items = tree.root.children!.flatMap(({ children }) => children!.map(({ item }) => item!));
  const columns = new Map(
    items.map((item) => [
      item,
      { scale, codes: Int16Array.from(rating(item), (value) => (Number.isNaN(value) ? -1 : value - 1)) },
    ]),
  );
  const nodes = estimatedNodes(estimateIndexTree(years.design, tree, columns));
  const found = (name: string) => known(nodes.find((each) => each.name === name)!.figure);
  const error = (each: LinearisedFigure) => standardError(years.design, each);
  return { items, found, error };
}

export const airport: Suite = (folder) => {
  const table = readTable(folder, '../realdata/sfo_passenger_survey_2014_2018.csv');
  const both = yearsOf(table, ['2016', '2017']);
  const change = () => {
    const means = meansBy(both.design, both.text('year'), columnsOf(both).i100);
    return difference(both.design, means['2016']!, means['2017']!);
  };
  const withoutDeff = ({ deff: _, ...rest }: ReturnType<typeof summaryBy>) => rest;
  return {
    sfo_overall_by_year: () => ({
      values: withoutDeff(
        summaryBy(both.design, meansBy(both.design, both.text('year'), columnsOf(both).i100)),
      ),
    }),
    sfo_t2b_by_year: () => ({
      values: withoutDeff(
        summaryBy(both.design, meansBy(both.design, both.text('year'), columnsOf(both).t2b)),
      ),
    }),
    ...ofYear(table, '2016'),
    ...ofYear(table, '2017'),
    sfo_change_i100: () => ({ values: summary(both.design, { contrast: change() }) }),
    sfo_change_ttest: () => tTest(both.design, change()),
    sfo_change_tree_A: () => {
      const estimateOf = (year: string) => {
        const { found, error } = treeOf(yearsOf(table, [year]));
        return {
          value: found('overall').value,
          standardError: error(found('overall')),
          degreesOfFreedom: 200,
        };
      };
      const { difference: value, standardError } = changeBetween(estimateOf('2016'), estimateOf('2017'));
      return { values: { change: value, se: standardError } };
    },
  };
};

function ofYear(table: Table, year: string) {
  const years = yearsOf(table, [year]);
  const { design } = years;
  const columns = columnsOf(years);
  const one = (name: string, values: Float64Array): Figures => ({
    [name]: known(linearMean(design, values)),
  });
  const byArea = (values: Float64Array) => meansBy(design, years.text('area'), values);
  const rowCount = design.rowCount;
  return {
    [`sfo_${year}_wifi_use_logit`]: () => ({ values: share(design, columns.wifi, { method: 'logit' }) }),
    [`sfo_${year}_t2b_beta`]: () => ({ values: share(design, columns.t2b, { method: 'beta', rowCount }) }),
    [`sfo_${year}_i100_by_area`]: () => ({ values: summaryBy(design, byArea(columns.i100)) }),
    [`sfo_${year}_rank_sets_area`]: (expected: RankReference) => {
      const figures = byArea(columns.i100);
      const list = Object.values(figures);
      const covariances = covarianceMatrix(design, list);
      return {
        values: rankAnswer(
          Object.keys(figures),
          { values: list.map(({ value }) => value), covariances },
          expected,
        ),
      };
    },
    [`sfo_${year}_tree_A`]: () => {
      const { items, found, error } = treeOf(years);
      const index = (name: string) => ({ index: found(name).value, se: error(found(name)) });
      return {
        values: {
          items: Object.fromEntries(
            items.map((item) => [
              item,
              { n: found(item).n, mean: found(item).value, se: error(found(item)) },
            ]),
          ),
          dims: Object.fromEntries(tree.root.children!.map(({ name }) => [name, index(name)])),
          overall: index('overall'),
        },
      };
    },
    [`sfo_${year}_tree_B`]: () => {
      const values = respondentIndices(columns.rating, rowCount);
      return { values: summary(design, one('idxB', values)) };
    },
    [`sfo_${year}_items`]: (expected: Readonly<Record<string, object>>) => ({
      values: Object.fromEntries(
        Object.keys(expected).map((item) => {
          const found = known(linearMean(design, columns.rating(item)));
          const top = known(
            linearMean(
              design,
              map(columns.rating(item), (value) => Number(value >= 4)),
            ),
          );
          return [item, { n: found.n, mean: found.value, se: standardError(design, found), t2b: top.value }];
        }),
      ),
    }),
    [`sfo_${year}_kish`]: () => {
      const { n, kishDesignEffect: deff } = weightDiagnostics(design.weights);
      return {
        values: { n, deff_kish: deff, n_eff: n / deff, degf: design.clusterCount - design.stratumCount },
      };
    },
    [`sfo_${year}_by_gender_age`]: (expected: { readonly by: readonly string[] }) => {
      const [gender, age] = [years.text('gender'), years.text('age')];
      const groups = gender.map((value, row) => `${value}.${age[row]}`);
      return { values: summaryBy(design, meansBy(design, groups, columns.i100, expected.by)) };
    },
    [`sfo_${year}_nps`]: () => {
      const figures = one('nps', columns.nps);
      return {
        values: { ...summary(design, figures), deff: { nps: designEffect(design, figures['nps']!, 'with') } },
      };
    },
    [`sfo_${year}_nps_by_area`]: () => ({ values: summaryBy(design, byArea(columns.nps)) }),
  };
}

/** The mean of respondents' own indices: a second statistic beside the official index of means. */
function respondentIndices(rating: (item: string) => Float64Array, rowCount: number): Float64Array {
  const dimensions = tree.root.children!.map(({ weight, children }) => ({
    weight: weight as number,
    items: children!.map((child) => ({ weight: child.weight as number, values: rating(child.item!) })),
  }));
  return Float64Array.from({ length: rowCount }, (_, row) => {
    let sum = 0;
    let weights = 0;
    for (const { weight, items } of dimensions) {
      const answered = items.filter(({ values }) => !Number.isNaN(values[row]));
      if (answered.length === 0) continue;
      const own = answered.reduce((total, item) => total + item.weight, 0);
      const mean = answered.reduce(
        (total, item) => total + (item.weight * (item.values[row]! - 1) * 25) / own,
        0,
      );
      sum += weight * mean;
      weights += weight;
    }
    return weights === 0 ? NaN : sum / weights;
  });
}
