import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapPathModel, replicatePathModel } from '../../../core/indices/pls/bootstrap-path-model.ts';
import {
  constructIndices,
  importancePerformance,
  respondentScores,
} from '../../../core/indices/pls/construct-index.ts';
import { estimatePathModel, type PathModelEstimate } from '../../../core/indices/pls/estimate-path-model.ts';
import { heterotraitMonotrait, measurementQuality } from '../../../core/indices/pls/measurement-quality.ts';
import { pathModel } from '../../../core/indices/pls/models.ts';
import type { PlsSetting } from '../../../core/indices/pls/outer-weights.ts';
import type { PathModel } from '../../../core/indices/pls/path-model.ts';
import { spreadOfReplicates, type Spread } from '../../../core/indices/pls/spread-of-replicates.ts';
import { moments } from '../../../core/numeric/moments.ts';
import { seededRandom } from '../../../core/numeric/seeded-random.ts';
import { readTable, type Suite, type Table } from '../cases.ts';

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${name}${at + 1}`);

export const ecsiOfMobi: PathModel = pathModel('ecsi', {
  Image: numbered('IMAG', 5),
  Expectation: numbered('CUEX', 3),
  Quality: numbered('PERQ', 7),
  Value: numbered('PERV', 2),
  Satisfaction: numbered('CUSA', 3),
  Complaints: ['CUSCO'],
  Loyalty: numbered('CUSL', 3),
});
export const itemsOfMobi = ecsiOfMobi.constructs.flatMap(({ items }) => items);
const scale = { lowest: 1, highest: 10 };

const columnsOf = (table: Table) => itemsOfMobi.map((item) => table.numbers(item));

/** Results by name, in the shapes of the reference. */
function named(estimate: PathModelEstimate) {
  const { placed } = estimate;
  const constructs = placed.constructs.map(({ name }) => name);
  const count = constructs.length;
  const byItem = (values: Float64Array) =>
    Object.fromEntries(
      constructs.map((name, construct) => [
        name,
        Object.fromEntries(placed.itemsOf[construct]!.map((item) => [itemsOfMobi[item]!, values[item]!])),
      ]),
    );
  const square = (values: Float64Array) =>
    Object.fromEntries(
      constructs.map((a, row) => [
        a,
        Object.fromEntries(constructs.map((b, at) => [b, values[row * count + at]!])),
      ]),
    );
  const arrows = (values: Float64Array) =>
    Object.fromEntries(
      constructs.flatMap((from, a) => constructs.map((to, b) => [`${from}->${to}`, values[a * count + b]!])),
    );
  const explained = (values: Float64Array) =>
    Object.fromEntries(constructs.map((name, at) => [name, values[at]!]));
  return {
    outerWeights: byItem(estimate.weights),
    outerLoadings: byItem(estimate.loadings),
    paths: arrows(estimate.paths),
    totalEffects: arrows(estimate.totalEffects),
    r2: { Rsq: explained(estimate.rSquared), AdjRsq: explained(estimate.adjustedRSquared) },
    correlations: square(estimate.scoreCorrelations),
    crossLoadings: Object.fromEntries(
      itemsOfMobi.map((item, row) => [
        item,
        Object.fromEntries(constructs.map((name, at) => [name, estimate.crossLoadings[row * count + at]!])),
      ]),
    ),
  };
}

export const pls: Suite = (folder) => {
  const table = readTable(folder, 'mobi.csv');
  const columns = columnsOf(table);
  const of = (setting: PlsSetting = {}, model = ecsiOfMobi) =>
    estimatePathModel(model, itemsOfMobi, moments(columns), setting);
  const values =
    <Value>(of_: (estimate: PathModelEstimate) => Value, setting?: PlsSetting, model?: PathModel) =>
    () => ({ values: of_(of(setting, model)) });
  const formative: PathModel = {
    ...ecsiOfMobi,
    constructs: ecsiOfMobi.constructs.map((construct) =>
      ['Image', 'Quality'].includes(construct.name) ? { ...construct, mode: 'B' } : construct,
    ),
  };
  const sums: PathModel = {
    constructs: ecsiOfMobi.constructs
      .filter(({ name }) => ['Image', 'Satisfaction', 'Loyalty'].includes(name))
      .map((construct) => ({ ...construct, mode: 'unit' })),
    paths: [
      ['Image', 'Satisfaction'],
      ['Image', 'Loyalty'],
      ['Satisfaction', 'Loyalty'],
    ],
  };
  return {
    path_outer_weights: values((each) => named(each).outerWeights),
    path_outer_loadings: values((each) => named(each).outerLoadings),
    path_paths: values((each) => named(each).paths),
    path_r2: values((each) => named(each).r2),
    path_total_effects: values((each) => named(each).totalEffects),
    path_construct_correlations: values((each) => named(each).correlations),
    path_cross_loadings: values((each) => named(each).crossLoadings),
    path_reliability: values((each) =>
      Object.fromEntries(
        measurementQuality(each).map((quality) => [
          quality.construct,
          {
            alpha_standardised: quality.standardisedAlpha,
            // The reference leaves it out where there is one item.
            alpha_raw: quality.construct === 'Complaints' ? null : quality.alpha,
            rhoA: quality.rhoA,
            rhoC: quality.rhoC,
            AVE: quality.averageVarianceExtracted,
          },
        ]),
      ),
    ),
    path_htmt: values((each) =>
      Object.fromEntries(heterotraitMonotrait(each).map(({ pair: [a, b], ratio }) => [`${b}|${a}`, ratio])),
    ),
    path_index_0_100: values((each) =>
      Object.fromEntries(
        constructIndices(each, scale).map(({ construct, value, deviation, itemWeights }, at) => {
          const items = ecsiOfMobi.constructs[at]!.items;
          const mean = (column: Float64Array) => column.reduce((sum, x) => sum + x, 0) / column.length;
          return [
            construct,
            {
              normalised_weights: Object.fromEntries(items.map((item, place) => [item, itemWeights[place]!])),
              index_mean: value,
              index_sd: deviation,
              index_se_srs: deviation / Math.sqrt(table.rowCount),
              equal_weight_mean:
                (100 * (items.reduce((sum, item) => sum + mean(table.numbers(item)), 0) / items.length - 1)) /
                9,
            },
          ];
        }),
      ),
    ),
    path_ipma: values((each) => {
      const count = ecsiOfMobi.constructs.length;
      const target = ecsiOfMobi.constructs.findIndex(({ name }) => name === 'Satisfaction');
      const place = (name: string) => ecsiOfMobi.constructs.findIndex((construct) => construct.name === name);
      return Object.fromEntries(
        importancePerformance(each, 'Satisfaction', scale).map(({ construct, performance, importance }) => [
          construct,
          {
            performance,
            total_effect_std: each.totalEffects[place(construct) * count + target]!,
            total_effect_unstd: importance,
          },
        ]),
      );
    }),
    path_scores_file: (expected: { file: string; rows: number }) => {
      const reference = readTable(folder, expected.file);
      let worst = 0;
      for (const [at, { scores, indices }] of respondentScores(of(), columns, scale).entries()) {
        const { name } = ecsiOfMobi.constructs[at]!;
        for (const [mine, column] of [
          [scores, `score_${name}`],
          [indices, `index_${name}`],
        ] as const) {
          const theirs = reference.numbers(column);
          mine.forEach((value, row) => (worst = Math.max(worst, Math.abs(value - theirs[row]!))));
        }
      }
      if (worst > 1e-8) throw new Error(`a score differs by ${worst}`);
      return { values: { file: expected.file, rows: reference.rowCount } };
    },
    factorial_outer_weights: values((each) => named(each).outerWeights, { scheme: 'factorial' }),
    factorial_outer_loadings: values((each) => named(each).outerLoadings, { scheme: 'factorial' }),
    factorial_paths: values((each) => named(each).paths, { scheme: 'factorial' }),
    factorial_r2: values((each) => named(each).r2, { scheme: 'factorial' }),
    centroid_paths: values((each) => named(each).paths, { scheme: 'centroid' }),
    centroid_outer_weights: values((each) => named(each).outerWeights, { scheme: 'centroid' }),
    modeB_Image_Quality_outer_weights: values((each) => named(each).outerWeights, {}, formative),
    modeB_Image_Quality_paths: values((each) => named(each).paths, {}, formative),
    modeB_r2: values((each) => named(each).r2, {}, formative),
    unit_weights_paths: values((each) => named(each).paths, {}, sums),
  };
};

export const smartPls: Suite = (folder) => {
  const columns = columnsOf(readTable(folder, 'mobi.csv'));
  const schemes = { pathWeighting: 'path', centroid: 'centroid', factorial: 'factorial' } as const;
  return Object.fromEntries(
    Object.entries(schemes).flatMap(([name, scheme]) => {
      const results = () => named(estimatePathModel(ecsiOfMobi, itemsOfMobi, moments(columns), { scheme }));
      return [
        [`${name}_pathCoefficients`, () => ({ values: results().paths })],
        [`${name}_outerWeights`, () => ({ values: results().outerWeights })],
        [`${name}_totalEffects`, () => ({ values: results().totalEffects })],
        [`${name}_crossLoadings`, () => ({ values: results().crossLoadings })],
      ];
    }),
  );
};

export const plsBootstrap: Suite = (folder) => {
  const table = readTable(folder, 'mobi.csv');
  const data = { items: itemsOfMobi, columns: columnsOf(table) };
  const drawn = readFileSync(join(folder, 'mobi_boot_idx.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const times = new Float64Array(table.rowCount);
      for (const row of line.split(',')) times[Number(row) - 1]! += 1;
      return times;
    });
  const given = replicatePathModel(ecsiOfMobi, data, scale, drawn);
  const names = ecsiOfMobi.paths.map(([from, to]) => `${from}->${to}`);
  const satisfaction = ecsiOfMobi.constructs.findIndex(({ name }) => name === 'Satisfaction');
  const own = () =>
    bootstrapPathModel(ecsiOfMobi, data, scale, { resamples: 3000, random: seededRandom('mobi') });
  const ofPaths = <Value>(paths: readonly Float64Array[], of: (spread: Spread) => Value) => {
    const spread = spreadOfReplicates(paths);
    return Object.fromEntries(names.map((name, at) => [name, of(spread[at]!)]));
  };
  return {
    paths_30_resamples: () => ({ values: { names, values: given.paths } }),
    index_30_resamples: () => ({ values: given.indices.map((index) => index[satisfaction]!) }),
    sd_30: () => ({ values: ofPaths(given.paths, ({ standardError }) => standardError) }),
    mc_se_3000: () => ({ values: ofPaths(own().paths, ({ standardError }) => standardError) }),
    mc_ci_3000: () => ({ values: ofPaths(own().paths, ({ interval }) => interval) }),
    mc_index_3000: () => {
      const { mean, standardError, interval } = spreadOfReplicates(own().indices)[satisfaction]!;
      return { values: { mean, se: standardError, lo: interval[0], hi: interval[1] } };
    },
  };
};
