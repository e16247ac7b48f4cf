import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { known } from '../estimation/figures/not-estimable.ts';
import { describe, expect, it } from 'vitest';
import { combine } from '../estimation/figures/combine.ts';
import { standardError } from '../estimation/errors/covariance.ts';
import type { LinearisedFigure } from '../estimation/figures/linearised-figure.ts';
import { sampleDesign, type SampleDesign } from '../estimation/design/sample-design.ts';
import type { Convention } from '../indices/conventions/conventions.ts';
import { estimatedNodes, estimateIndexTree } from '../indices/estimate-index-tree.ts';
import type { IndexNode } from '../indices/index-tree.ts';
import { calibrateRaking } from '../weighting/calibrate.ts';
import { calibratedDesign } from '../weighting/calibrated-design.ts';
import { isIn } from './figures.ts';
import { reference } from './reference.ts';
import { designInputs, designs, marginOf } from './residents.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('index-tree.json'));
const table = readTable(read('residents.csv'));
const { stratified, corrected } = designs(table);
const [streets, sexes, ages] = ['street', 'sex', 'age'].map(table.text) as [string[], string[], string[]];

const scale = { lowest: 1, highest: 10 };
const columns = new Map(
  ['clean', 'safe', 'parks'].map((item) => {
    const codes = Int8Array.from(table.numbers(item), (point) => (point >= 1 ? point - scale.lowest : -1));
    return [item, { codes, scale }];
  }),
);
const root: IndexNode = {
  name: 'index',
  children: [
    {
      name: 'dimension services',
      weight: 0.6,
      children: [
        { name: 'item clean', item: 'clean', weight: 0.7 },
        { name: 'item parks', item: 'parks', weight: 0.3 },
      ],
    },
    {
      name: 'dimension order',
      weight: 0.4,
      children: [{ name: 'item safe', item: 'safe', weight: 'equal' }],
    },
  ],
};

const nodes = (design: SampleDesign, domain?: Uint8Array, convention: Convention = { kind: 'linear' }) =>
  new Map(
    estimatedNodes(
      estimateIndexTree(design, { convention, root }, columns, domain === undefined ? {} : { domain }),
    ).map(({ name, figure }) => [name, known(figure)]),
  );
const index = (design: SampleDesign, domain?: Uint8Array) => nodes(design, domain).get('index')!;
const withError = (design: SampleDesign, figure: LinearisedFigure) => ({
  value: figure.value,
  standardError: standardError(design, figure),
});

describe('an index of means', () => {
  it.each(['item clean', 'dimension services', 'index'])(
    'has for its node "%s" the error of the influence of each respondent',
    (name) => {
      const figure = nodes(stratified).get(name)!;
      expect(numbers.differences(name, withError(stratified, figure))).toEqual([]);
    },
  );

  it('has the error of the delta method on totals, which knows nothing of influence', () => {
    const id = 'by the delta method';
    expect(numbers.differences(`index ${id}`, withError(stratified, index(stratified)))).toEqual([]);
    const found = withError(corrected, index(corrected));
    expect(numbers.differences('index corrected', found)).toEqual([]);
    expect(numbers.differences(`index corrected ${id}`, found)).toEqual([]);
  });

  it('has the errors of R for a street and for a part that is in all streets', () => {
    const harbour = index(stratified, isIn(streets, 'Harbour'));
    expect(numbers.differences('index of Harbour', withError(stratified, harbour))).toEqual([]);
    const isPart = Uint8Array.from(sexes, (sex, row) => Number(sex === 'f' && ages[row] === '55+'));
    const part = withError(corrected, index(corrected, isPart));
    expect(numbers.differences('index of women of 55 and more', part)).toEqual([]);
  });

  it('differs between women and men by an amount whose error counts the committees they share', () => {
    const difference = combine(stratified, [
      { coefficient: 1, figure: index(stratified, isIn(sexes, 'f')) },
      { coefficient: -1, figure: index(stratified, isIn(sexes, 'm')) },
    ]);
    expect(numbers.differences('women against men', withError(stratified, difference))).toEqual([]);
  });

  it('has with raked weights the error of the residuals', () => {
    const margins = [
      marginOf('sex', sexes, { f: 24000, m: 17000 }),
      marginOf('age', ages, { '18-34': 13000, '35-54': 15500, '55+': 12500 }),
    ];
    const inputs = designInputs(table).stratified;
    const calibration = calibrateRaking(inputs.weights, { margins, tolerance: 1e-13 });
    const design = calibratedDesign(sampleDesign({ ...inputs, weights: calibration.weights }), calibration);
    expect(numbers.differences('index of raked answers', withError(design, index(design)))).toEqual([]);
  });
});

describe('conventions of scoring', () => {
  const bands = [
    { from: 1, score: 0 },
    { from: 5, score: 60 },
    { from: 7, score: 80 },
    { from: 9, score: 100 },
  ];
  const all: readonly Convention[] = [
    { kind: 'topBox', from: 9 },
    { kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 },
    { kind: 'timesTen' },
    { kind: 'banded', bands },
  ];

  it.each(all)('give by "$kind" the mean and the error that R gives the scores', (convention) => {
    const figure = nodes(stratified, undefined, convention).get('item clean')!;
    expect(numbers.differences(`convention ${convention.kind}`, withError(stratified, figure))).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
