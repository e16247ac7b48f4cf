import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { known } from '../estimation/figures/not-estimable.ts';
import { describe, expect, it } from 'vitest';
import { linearMean } from '../estimation/figures/linear-mean.ts';
import { linearRatio } from '../estimation/figures/linear-ratio.ts';
import { linearTotal } from '../estimation/figures/linear-total.ts';
import type { LinearisedFigure } from '../estimation/figures/linearised-figure.ts';
import { sampleDesign } from '../estimation/design/sample-design.ts';
import { auxiliariesOf } from '../weighting/auxiliaries.ts';
import { calibrateLinear, calibrateLogit, calibrateRaking } from '../weighting/calibrate.ts';
import { calibratedDesign, type Calibration } from '../weighting/calibrated-design.ts';
import type { Margin } from '../weighting/margin.ts';
import { calibratedMeans } from '../weighting/calibrated-means.ts';
import { postStratify } from '../weighting/post-stratify.ts';
import { rakeWeights } from '../weighting/rake-weights.ts';
import { trimAndRake } from '../weighting/trim-and-rake.ts';
import { trimWeights } from '../weighting/trim-weights.ts';
import { weightDiagnostics } from '../weighting/weight-diagnostics.ts';
import { figuresBy, isIn, summary, type Figures } from './figures.ts';
import { reference } from './reference.ts';
import { designInputs, marginOf } from './residents.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('weighting.json'));
const table = readTable(read('residents.csv'));
const [spent, visits, area] = [table.numbers('spent'), table.numbers('visits'), table.numbers('area')];
const [sexes, ages, streets] = ['sex', 'age', 'street'].map(table.text) as [string[], string[], string[]];
const cells = sexes.map((sex, row) => `${sex}.${ages[row]}`);
const base = table.numbers('weight');
const equal = new Float64Array(table.rowCount).fill(100);

const margins = [
  marginOf('sex', sexes, { f: 24000, m: 17000 }),
  marginOf('age', ages, { '18-34': 13000, '35-54': 15500, '55+': 12500 }),
];
const crossed = marginOf('sex and age', cells, {
  'f.18-34': 7500,
  'm.18-34': 5500,
  'f.35-54': 9000,
  'm.35-54': 6500,
  'f.55+': 7500,
  'm.55+': 5000,
});
const withArea = { margins, numbers: [{ name: 'area', values: area, total: 3350000 }], tolerance: 1e-13 };

interface Weighted extends Calibration {
  readonly weights: Float64Array;
}
const onMargins = (baseWeights: Float64Array, used: readonly Margin[], weights: Float64Array): Weighted => ({
  weights,
  baseWeights,
  auxiliaries: auxiliariesOf('golden', baseWeights, used),
});
const rake = (weights: Float64Array) =>
  onMargins(weights, margins, rakeWeights(weights, margins, { tolerance: 1e-14 }).weights);
const raked = rake(base);

const kinds: Readonly<Record<string, Weighted>> = {
  postStratified: onMargins(base, [crossed], postStratify(base, crossed)),
  raked,
  rakedCorrected: raked,
  rakedEqual: rake(equal),
  linear: calibrateLinear(base, withArea),
  bounded: calibrateLinear(base, { ...withArea, bounds: [0.85, 1.25] }),
  logit: calibrateLogit(base, { ...withArea, bounds: [0.8, 1.4] }),
  rakedBounded: calibrateRaking(base, { ...withArea, bounds: [0.85, 1.25] }),
  rakedWithArea: calibrateRaking(base, withArea),
};
const inputs = designInputs(table);
const everyTenth = (weights: Float64Array) => weights.filter((_, row) => row % 10 === 0);
const sumOf = (weights: Float64Array) => weights.reduce((sum, weight) => sum + weight, 0);

/** Figures of weighted answers with the error that the calibration leaves. */
function calibrated(name: string) {
  const weighted = kinds[name]!;
  const input = name === 'rakedCorrected' ? inputs.corrected : inputs.stratified;
  const design = calibratedDesign(sampleDesign({ ...input, weights: weighted.weights }), weighted);
  return { design, of: (figures: Figures) => summary(design, figures) };
}

describe('calibrated weights', () => {
  const factors = ({ weights, baseWeights }: Weighted) =>
    Object.fromEntries(cells.map((cell, row) => [cell, weights[row]! / baseWeights[row]!]));

  it.each([
    ['postStratified', 'postStratified'],
    ['raked', 'raked'],
    ['rakedBySweeps', 'raked'],
    ['rakedEqual', 'rakedEqual'],
    ['rakedEqualBySweeps', 'rakedEqual'],
  ])('are in each cell the base weights times what R has for "%s"', (id, kind) => {
    expect(numbers.differences(`${id} factors`, factors(kinds[kind]!))).toEqual([]);
  });

  it.each(['linear', 'bounded', 'logit', 'rakedBounded', 'rakedWithArea'])(
    'are those of R with a number among the auxiliaries, by the distance "%s"',
    (kind) => {
      expect(numbers.differences(`${kind} weights`, everyTenth(kinds[kind]!.weights))).toEqual([]);
    },
  );
});

describe.each(Object.keys(kinds))('figures with weights that are "%s"', (kind) => {
  const { design, of } = calibrated(kind);

  it('have the errors and covariances of R for means', () => {
    const means = figuresBy(['visits', 'spent'], (column) => linearMean(design, table.numbers(column)));
    expect(numbers.differences(`${kind} means`, of(means))).toEqual([]);
  });

  it('have those for a total, a ratio and means of streets', () => {
    const total = figuresBy(['spent'], () => linearTotal(design, spent));
    expect(numbers.differences(`${kind} total`, of(total))).toEqual([]);
    const ratio = figuresBy(['spent/visits'], () => linearRatio(design, spent, visits));
    expect(numbers.differences(`${kind} ratio`, of(ratio))).toEqual([]);
    const names = [...new Set(streets)].sort();
    const byStreet = figuresBy(names, (street) =>
      linearMean(design, spent, { domain: isIn(streets, street) }),
    );
    expect(numbers.differences(`${kind} by street`, of(byStreet))).toEqual([]);
  });
});

describe('raked weights', () => {
  const { design, of } = calibrated('raked');

  it('leave the error that sweeps over residuals find where base weights are equal', () => {
    const own = calibrated('rakedEqual');
    const means = figuresBy(['visits', 'spent'], (column) => linearMean(own.design, table.numbers(column)));
    expect(numbers.differences('rakedEqualBySweeps means', own.of(means))).toEqual([]);
  });

  it('leave an error to those without an answer too', () => {
    const clean = figuresBy(['clean'], () => linearMean(design, table.numbers('clean')));
    expect(numbers.differences('raked with gaps', of(clean))).toEqual([]);
  });

  it('count the sexes as they are, without an error', () => {
    const count = (sex: string): LinearisedFigure =>
      known(linearTotal(design, Float64Array.from(isIn(sexes, sex))));
    const { values, standardErrors } = of({ sexf: count('f'), sexm: count('m') });
    expect(numbers.differences('counts of sexes', values)).toEqual([]);
    expect(Math.max(...Object.values(standardErrors))).toBeLessThan(1e-6);
  });

  it('give many means at once the errors they have one by one', () => {
    const names = [...new Set(streets)];
    const { values, standardErrors } = calibratedMeans({
      design,
      items: [{ codes: Int8Array.from(visits), scores: Array.from({ length: 9 }, (_, times) => times) }],
      groups: { codes: Int32Array.from(streets, (street) => names.indexOf(street)), count: names.length },
      margins,
      baseWeights: base,
    });
    const byStreet = (column: Float64Array) =>
      Object.fromEntries(names.map((name, at) => [name, column[at]]));
    const asR = { values: byStreet(values), standardErrors: byStreet(standardErrors) };
    expect(numbers.differences('raked visits by street', asR)).toEqual([]);
  });

  it('are trimmed and raked in turn until both hold', () => {
    const { weights } = trimAndRake(base, margins, { upper: 190 }, { tolerance: 1e-14 });
    const found = { weights: everyTenth(weights), sum: sumOf(weights) };
    expect(numbers.differences('trimmed and raked in turn', found)).toEqual([]);
  });

  it('have the diagnostics that R finds', () => {
    expect(numbers.differences('diagnostics', weightDiagnostics(raked.weights))).toEqual([]);
  });

  it.each([
    ['trimmed', { lower: 40, upper: 200 }],
    ['trimmed strictly', { upper: 180, isStrict: true }],
  ])('are %s as R does it, which keeps their sum', (id, setting) => {
    const { weights } = trimWeights(raked.weights, setting);
    const found = { weights: everyTenth(weights), sum: sumOf(weights) };
    expect(numbers.differences(id, found)).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
