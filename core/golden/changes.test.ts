import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { known } from '../estimation/figures/not-estimable.ts';
import { describe, expect, it } from 'vitest';
import { association } from '../estimation/comparisons/association.ts';
import type { CodedAnswers } from '../estimation/figures/cell-totals.ts';
import { changeBetween, changeFrom } from '../estimation/comparisons/change-between.ts';
import { combine } from '../estimation/figures/combine.ts';
import { standardError } from '../estimation/errors/covariance.ts';
import { estimate } from '../estimation/errors/estimate.ts';
import { linearMean } from '../estimation/figures/linear-mean.ts';
import type { LinearisedFigure } from '../estimation/figures/linearised-figure.ts';
import { sampleDesign, type SampleDesign } from '../estimation/design/sample-design.ts';
import { figuresBy, isIn, summary } from './figures.ts';
import { reference } from './reference.ts';
import { designs } from './residents.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('changes.json'));
const first = readTable(read('residents.csv'));
const second = readTable(read('second-wave.csv'));
const text = (column: string) => [...first.text(column), ...second.text(column)];
const values = (column: string) => Float64Array.of(...first.numbers(column), ...second.numbers(column));
const isSecond = Uint8Array.from(text('street'), (_, row) => Number(row >= first.rowCount));
const isFirst = isSecond.map((is) => 1 - is);

const [streets, committees, weights] = [text('street'), text('committee'), values('weight')];
const inWave = (labels: readonly string[]) => labels.map((label, row) => `${isSecond[row]} ${label}`);
const stacked = {
  independent: sampleDesign({ weights, strata: inWave(streets), clusters: inWave(committees) }),
  shared: sampleDesign({ weights, strata: streets, clusters: committees }),
};
const difference = (design: SampleDesign, from: LinearisedFigure, to: LinearisedFigure) =>
  combine(design, [
    { coefficient: 1, figure: to },
    { coefficient: -1, figure: from },
  ]);
const waves = (design: SampleDesign, column: string, among?: Uint8Array) =>
  [isFirst, isSecond].map((wave) => {
    const domain = wave.map((is, row) => is * (among?.[row] ?? 1));
    return known(linearMean(design, values(column), { domain }));
  }) as [LinearisedFigure, LinearisedFigure];
const change = (design: SampleDesign, column: string, among?: Uint8Array) =>
  difference(design, ...waves(design, column, among));

/** R's `svyttest`, which has one degree of freedom less than the design. */
function tTest(design: SampleDesign, figure: LinearisedFigure) {
  const degreesOfFreedom = design.clusterCount - design.stratumCount - 1;
  const error = standardError(design, figure);
  const found = changeFrom({ value: figure.value, standardError: error, degreesOfFreedom });
  return { ...found, statistic: found.difference / error };
}

describe.each(Object.entries(stacked))(
  'two waves of residents, with committees that are %s',
  (name, design) => {
    it('change with the error and the interval of R', () => {
      const found = summary(design, { change: change(design, 'spent') });
      expect(numbers.differences(`${name} change of spent`, found)).toEqual([]);
    });

    it('have the covariances of R between waves and between items', () => {
      const [visits, spent] = [waves(design, 'visits'), waves(design, 'spent')];
      const figures = {
        '1:visits': visits[0],
        '2:visits': visits[1],
        '1:spent': spent[0],
        '2:spent': spent[1],
      };
      expect(numbers.differences(`${name} means by wave`, summary(design, figures))).toEqual([]);
    });

    it('change street by street, each on its own', () => {
      const found = figuresBy(['Harbour', 'Lotus', 'Orchard'], (street) =>
        change(design, 'spent', isIn(streets, street)),
      );
      expect(numbers.differences(`${name} change by street`, summary(design, found))).toEqual([]);
    });

    it('change in per cent with the error of the delta method', () => {
      const [before, after] = waves(design, 'spent');
      // 100 (a / b - 1) moves by 100 (da / b - a db / b^2).
      const moved = combine(design, [
        { coefficient: 100 / before.value, figure: after },
        { coefficient: (-100 * after.value) / before.value ** 2, figure: before },
      ]);
      const inPerCent = { ...moved, value: 100 * (after.value / before.value - 1) };
      const found = summary(design, { change: inPerCent });
      expect(numbers.differences(`${name} change in per cent`, found)).toEqual([]);
    });
  },
);

describe('tests of a difference', () => {
  const { corrected, stratified } = designs(first);

  it('of two waves are those of R, with committees of their own and in common', () => {
    for (const [id, design] of [
      ['waves', stacked.independent],
      ['shared committees', stacked.shared],
    ] as const) {
      expect(numbers.differences(`t test of ${id}`, tTest(design, change(design, 'spent')))).toEqual([]);
    }
  });

  it('of two parts of one sample are those of R', () => {
    const [women, men] = ['f', 'm'].map((sex) =>
      known(
        linearMean(corrected, first.numbers('spent'), {
          domain: Uint8Array.from(first.text('sex'), (value) => Number(value === sex)),
        }),
      ),
    ) as [LinearisedFigure, LinearisedFigure];
    const found = tTest(corrected, difference(corrected, women, men));
    expect(numbers.differences('t test of sexes', found)).toEqual([]);
  });

  it('of two ratings by the same residents are those of R', () => {
    const clean = first.numbers('clean');
    const gains = first.numbers('safe').map((safe, row) => safe - clean[row]!);
    const found = tTest(stratified, known(linearMean(stratified, gains)));
    expect(numbers.differences('t test of two ratings', found)).toEqual([]);
  });

  it('of two samples apart have the degrees of freedom of Satterthwaite', () => {
    const [before, after] = [first, second].map((table) => {
      const design = designs(table).stratified;
      return known(estimate(design, known(linearMean(design, table.numbers('spent')))));
    });
    expect(numbers.differences('two waves apart', changeBetween(before!, after!))).toEqual([]);
  });
});

describe('tests of independence', () => {
  const { stratified } = designs(first);
  const degreesOfFreedom = stratified.clusterCount - stratified.stratumCount;
  const isAsked = first.numbers('complained').map((answer) => Number(!Number.isNaN(answer)));
  const coded = (answers: readonly (string | number)[]): CodedAnswers => {
    const categories = [...new Set(answers)].sort();
    return { codes: answers.map((answer) => categories.indexOf(answer)), count: categories.length };
  };
  const questions: Readonly<Record<string, CodedAnswers>> = {
    sex: coded(first.text('sex')),
    age: coded(first.text('age')),
    street: coded(first.text('street')),
    often: coded([...first.numbers('visits')].map((visits) => Number(visits > 2))),
    complained: { codes: first.numbers('complained').map((answer) => (answer >= 0 ? answer : -1)), count: 2 },
  };
  /** Whoever did not say whether they complained is out, as in R's subset. */
  const asked = ({ codes, count }: CodedAnswers): CodedAnswers => ({
    codes: Array.from(codes, (code, row) => (isAsked[row] ? code : -1)),
    count,
  });

  it.each([
    ['sex', 'complained'],
    ['age', 'street'],
    ['often', 'age'],
  ])('of %s and %s are the F and the chi-square of Rao and Scott, and the F of Wald', (a, b) => {
    const [rows, columns] = [asked(questions[a]!), asked(questions[b]!)];
    const found = known(association(stratified, rows, columns, degreesOfFreedom));
    const { secondOrder, firstOrder } = found;
    expect(numbers.differences(`F of ${a} and ${b}`, secondOrder)).toEqual([]);
    expect(numbers.differences(`Wald of ${a} and ${b}`, found.wald)).toEqual([]);
    expect(numbers.differences(`adjusted Wald of ${a} and ${b}`, found.adjustedWald)).toEqual([]);
    const pearson = {
      statistic: firstOrder.statistic * firstOrder.meanDesignEffect,
      degreesOfFreedom: [(rows.count - 1) * (columns.count - 1)],
      pValue: firstOrder.pValue,
    };
    expect(numbers.differences(`Chisq of ${a} and ${b}`, pearson)).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
