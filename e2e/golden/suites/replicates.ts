import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  replicateCovariance,
  type ReplicateSetting,
} from '../../../core/estimation/errors/replicate-covariance.ts';
import { jackknife, type ReplicateWeights } from '../../../core/estimation/design/replicate-weights.ts';
import type { SampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { normalQuantile } from '../../../core/numeric/normal-distribution.ts';
import { studentQuantile } from '../../../core/numeric/student-distribution.ts';
import { rakeWeights } from '../../../core/weighting/rake-weights.ts';
import { readTable, type Suite, type Table } from '../cases.ts';
import { apiDesign } from '../survey.ts';
import { marginsOfSchools } from './weighting.ts';

/** Figures by name, each from the weights of the rows. */
type Named = Readonly<Record<string, (weights: Float64Array) => number>>;

const mean =
  (values: Float64Array, isIn: (row: number) => boolean = () => true) =>
  (weights: Float64Array) => {
    let sum = 0;
    let total = 0;
    for (let row = 0; row < values.length; row++) {
      if (!isIn(row)) continue;
      sum += weights[row]! * values[row]!;
      total += weights[row]!;
    }
    return sum / total;
  };
const total = (values: Float64Array) => (weights: Float64Array) =>
  values.reduce((sum, value, row) => sum + weights[row]! * value, 0);
const ratio = (a: Float64Array, b: Float64Array) => (weights: Float64Array) =>
  total(a)(weights) / total(b)(weights);

function replicated(
  design: SampleDesign,
  replicates: ReplicateWeights,
  figures: Named,
  setting: ReplicateSetting = {},
  prepare: (weights: Float64Array) => Float64Array = (weights) => weights,
) {
  const names = Object.keys(figures);
  const { values, covariances } = replicateCovariance(
    design,
    replicates,
    (weights) => {
      const prepared = prepare(weights);
      return names.map((name) => figures[name]!(prepared));
    },
    setting,
  );
  const size = names.length;
  const degf = design.clusterCount - design.stratumCount;
  const named = <Value>(of: (at: number) => Value) =>
    Object.fromEntries(names.map((name, at) => [name, of(at)]));
  const error = (at: number) => Math.sqrt(covariances[at * size + at]!);
  const around = (q: number) => named((at) => [values[at]! - q * error(at), values[at]! + q * error(at)]);
  return {
    values: {
      by: names,
      estimate: named((at) => values[at]!),
      se: named(error),
      ci95_normal: around(normalQuantile(0.975)),
      ci95_t: around(studentQuantile(0.975, degf)),
      degf,
      vcov: named((at) => named((other) => covariances[at * size + other]!)),
    },
  };
}

/** Factors that R drew, one for each row and replicate; those of a cluster are the same for its rows. */
function drawn(folder: string, file: string, design: SampleDesign): ReplicateWeights {
  const rows = readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const count = rows[0]!.length;
  const factors = new Float64Array(count * design.clusterCount);
  for (const [row, values] of rows.entries()) {
    values.forEach((value, at) => (factors[at * design.clusterCount + design.clusterOfRow[row]!] = value));
  }
  return { count, factors, scale: 1 / (count - 1), replicateScales: new Float64Array(count).fill(1) };
}

export const replicates: Suite = (folder) => {
  const c1 = readTable(folder, 'apiclus1.csv');
  const st = readTable(folder, 'apistrat.csv');
  const clustered = apiDesign(c1, false);
  const stratified = apiDesign(st, false);
  const corrected = apiDesign(st, true);
  const means = (table: Table): Named => ({
    api00: mean(table.numbers('api00')),
    enroll: mean(table.numbers('enroll')),
  });
  const by = (table: Table, column: string): Named => {
    const groups = table.text(column);
    return Object.fromEntries(
      [...new Set(groups)]
        .sort()
        .map((group) => [group, mean(table.numbers('api00'), (row) => groups[row] === group)]),
    );
  };
  const ratios = (table: Table): Named => ({
    'api00/api99': ratio(table.numbers('api00'), table.numbers('api99')),
  });
  const totals = (table: Table): Named => ({ enroll: total(table.numbers('enroll')) });
  const one = jackknife(clustered);
  const many = jackknife(stratified);
  const b1 = drawn(folder, 'boot_c1_repw.csv', clustered);
  const b2 = drawn(folder, 'boot_st_repw.csv', stratified);
  return {
    jk1_mean: () => replicated(clustered, one, means(c1)),
    jk1_total: () => replicated(clustered, one, totals(c1)),
    jk1_by: () => replicated(clustered, one, by(c1, 'stype')),
    jk1_ratio: () => replicated(clustered, one, ratios(c1)),
    jkn_mean: () => replicated(stratified, many, means(st)),
    jkn_total: () => replicated(stratified, many, totals(st)),
    jkn_fpc_mean: () => replicated(corrected, jackknife(corrected), means(st)),
    jkn_by: () => replicated(stratified, many, by(st, 'awards')),
    scales: () => ({
      values: {
        j1_scale: one.scale * one.replicateScales[0]!,
        j1_rscales_unique: 1,
        jn_scale: many.scale,
        jn_rscales_unique: [...new Set(many.replicateScales)],
        b1_scale: b1.scale,
        b2_scale: b2.scale,
      },
    }),
    boot_c1_mean: () => replicated(clustered, b1, means(c1)),
    boot_c1_mean_mse: () => replicated(clustered, b1, means(c1), { centre: 'sample' }),
    boot_c1_total: () => replicated(clustered, b1, totals(c1)),
    boot_c1_by: () => replicated(clustered, b1, by(c1, 'stype')),
    boot_st_mean: () => replicated(stratified, b2, means(st)),
    boot_st_ratio: () => replicated(stratified, b2, ratios(st)),
    jk1_raked_mean: () => {
      const rake = (weights: Float64Array) => rakeWeights(weights, marginsOfSchools(c1)).weights;
      return replicated(clustered, one, means(c1), {}, rake);
    },
  };
};
