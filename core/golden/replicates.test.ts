import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replicateCovariance, type ReplicateSetting } from '../estimation/errors/replicate-covariance.ts';
import {
  balancedReplicates,
  jackknife,
  type ReplicateWeights,
} from '../estimation/design/replicate-weights.ts';
import { sampleDesign, type SampleDesign } from '../estimation/design/sample-design.ts';
import { rakeWeights } from '../weighting/rake-weights.ts';
import { reference } from './reference.ts';
import { designs, marginOf } from './residents.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('replicates.json'));
const table = readTable(read('residents.csv'));
const [spent, visits, area] = [table.numbers('spent'), table.numbers('visits'), table.numbers('area')];
const [streets, committees, ages] = ['street', 'committee', 'age'].map(table.text) as [
  string[],
  string[],
  string[],
];

type FigureOf = (weights: Float64Array) => number;
const total =
  (values: ArrayLike<number>): FigureOf =>
  (weights) =>
    weights.reduce((sum, weight, row) => sum + weight * values[row]!, 0);
const ratio =
  (numerators: ArrayLike<number>, denominators: ArrayLike<number>): FigureOf =>
  (weights) =>
    total(numerators)(weights) / total(denominators)(weights);
const ones = new Float64Array(table.rowCount).fill(1);
const means = { area: ratio(area, ones), visits: ratio(visits, ones), spent: ratio(spent, ones) };
const ofAge = (age: string) => {
  const isIn = Float64Array.from(ages, (value) => Number(value === age));
  return ratio(
    spent.map((value, row) => value * isIn[row]!),
    isIn,
  );
};
const byAge = Object.fromEntries(['18-34', '35-54', '55+'].map((age) => [age, ofAge(age)]));

interface Replicated {
  readonly design: SampleDesign;
  readonly replicates: ReplicateWeights;
  readonly setting?: ReplicateSetting;
}
function summary({ design, replicates, setting }: Replicated, figures: Readonly<Record<string, FigureOf>>) {
  const names = Object.keys(figures);
  const figuresOf = (weights: Float64Array) => names.map((name) => figures[name]!(weights));
  const { values, covariances } = replicateCovariance(design, replicates, figuresOf, setting);
  const at = (a: number, b: number) => covariances[a * names.length + b]!;
  const byName = (of: (place: number) => number) =>
    Object.fromEntries(names.map((name, place) => [name, of(place)]));
  return {
    values: byName((place) => values[place]!),
    standardErrors: byName((place) => Math.sqrt(at(place, place))),
    covariances: names.map((_, a) => names.map((__, b) => at(a, b))),
  };
}

const { stratified, corrected } = designs(table);
const weights = table.numbers('weight');
const clustered = sampleDesign({
  weights,
  clusters: streets.map((street, row) => `${street} ${committees[row]}`),
});
/** Committees of odd and of even number make two clusters of each street. */
const paired = sampleDesign({
  weights,
  strata: streets,
  clusters: committees.map((committee) => Number(committee) % 2),
});
/** The draws that R made. */
const bootstrap = drawnReplicates(readTable(read('bootstrap.csv')));

function drawnReplicates(drawn: ReturnType<typeof readTable>): ReplicateWeights {
  const columns = Array.from({ length: 40 }, (_, at) => drawn.numbers(`r${at + 1}`));
  return {
    count: columns.length,
    factors: Float64Array.from(columns.flatMap((column) => [...column])),
    scale: 1 / (columns.length - 1),
    replicateScales: new Float64Array(columns.length).fill(1),
  };
}

const all: Readonly<Record<string, Replicated>> = {
  jk1: { design: clustered, replicates: jackknife(clustered) },
  jkn: { design: stratified, replicates: jackknife(stratified) },
  jknCorrected: { design: corrected, replicates: jackknife(corrected) },
  brr: { design: paired, replicates: balancedReplicates(paired) },
  fay: { design: paired, replicates: balancedReplicates(paired, 0.3) },
  bootstrap: { design: stratified, replicates: bootstrap },
};

describe.each(Object.entries(all))('replicates of the kind %s', (name, replicated) => {
  it('give the errors and covariances of R for means', () => {
    expect(numbers.differences(`${name} means`, summary(replicated, means))).toEqual([]);
  });

  it('give those for a total, a ratio and means of parts', () => {
    expect(numbers.differences(`${name} total`, summary(replicated, { spent: total(spent) }))).toEqual([]);
    const found = summary(replicated, { 'spent/visits': ratio(spent, visits) });
    expect(numbers.differences(`${name} ratio`, found)).toEqual([]);
    expect(numbers.differences(`${name} by age`, summary(replicated, byAge))).toEqual([]);
  });
});

describe('replicates by other ways', () => {
  it('have deviations from the whole sample where that is asked for', () => {
    const setting: ReplicateSetting = { centre: 'sample' };
    for (const name of ['jk1', 'bootstrap']) {
      const found = summary({ ...all[name]!, setting }, means);
      expect(numbers.differences(`${name}Mse means`, found)).toEqual([]);
    }
  });

  it('of half samples give a total the error that a matrix of R gives it', () => {
    for (const [own, name] of [
      ['ownBrr', 'brr'],
      ['ownFay', 'fay'],
    ] as const) {
      expect(numbers.differences(`${own} total`, summary(all[name]!, { spent: total(spent) }))).toEqual([]);
    }
  });

  it('hold the error of raking where each is raked', () => {
    const margins = [
      marginOf('sex', table.text('sex'), { f: 24000, m: 17000 }),
      marginOf('age', ages, { '18-34': 13000, '35-54': 15500, '55+': 12500 }),
    ];
    const raked = Object.fromEntries(
      Object.entries(means).map(([name, mean]) => [
        name,
        (given: Float64Array) => mean(rakeWeights(given, margins, { tolerance: 1e-13 }).weights),
      ]),
    );
    expect(numbers.differences('jk1Raked means', summary(all['jk1']!, raked))).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
