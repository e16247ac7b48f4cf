import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linearMean } from '../estimation/figures/linear-mean.ts';
import { linearRatio } from '../estimation/figures/linear-ratio.ts';
import { linearTotal } from '../estimation/figures/linear-total.ts';
import { linearVariance } from '../estimation/errors/linear-variance.ts';
import type { SampleDesign } from '../estimation/design/sample-design.ts';
import { weightDiagnostics } from '../weighting/weight-diagnostics.ts';
import { figuresBy, isIn, summary } from './figures.ts';
import { reference } from './reference.ts';
import { designs } from './residents.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('means.json'));
const table = readTable(read('residents.csv'));
const [spent, visits] = [table.numbers('spent'), table.numbers('visits')];
const rated = ['clean', 'safe', 'parks'];

const all = designs(table);
const means = (design: SampleDesign, columns: readonly string[], domain?: Uint8Array) =>
  summary(
    design,
    figuresBy(columns, (column) => linearMean(design, table.numbers(column), { domain })),
  );

describe.each(Object.entries(all))('figures of everyone in a design that is %s', (name, design) => {
  it('have the means of R with errors, covariances, intervals and design effects', () => {
    const found = means(design, ['area', 'visits', 'spent']);
    expect(numbers.differences(`${name} means`, found)).toEqual([]);
  });

  it('have its total, and the ratio of two', () => {
    const total = figuresBy(['spent'], () => linearTotal(design, spent));
    expect(numbers.differences(`${name} total`, summary(design, total))).toEqual([]);
    const ratio = figuresBy(['spent/visits'], () => linearRatio(design, spent, visits));
    expect(numbers.differences(`${name} ratio`, summary(design, ratio))).toEqual([]);
  });

  it('have its shares of the ages, which together are certain', () => {
    const ages = table.text('age');
    const shares = figuresBy(['18-34', '35-54', '55+'], (age) =>
      linearMean(design, Float64Array.from(isIn(ages, age))),
    );
    const named = Object.fromEntries(Object.entries(shares).map(([age, share]) => [`age${age}`, share]));
    expect(numbers.differences(`${name} shares`, summary(design, named))).toEqual([]);
  });

  it('have its variance', () => {
    const found = figuresBy(['spent'], () => linearVariance(design, spent));
    expect(numbers.differences(`${name} variance`, summary(design, found))).toEqual([]);
  });

  it('have its means of items with gaps, each on its own respondents', () => {
    expect(numbers.differences(`${name} means with gaps`, means(design, rated))).toEqual([]);
  });
});

describe.each(['stratified', 'twoStages'] as const)('rows without a gap in the design %s', (name) => {
  it('have the means and intervals of R', () => {
    const columns = rated.map((item) => table.numbers(item));
    const isComplete = Uint8Array.from(spent, (_, row) =>
      Number(columns.every((column) => !Number.isNaN(column[row]))),
    );
    const found = means(all[name], rated, isComplete);
    expect(numbers.differences(`${name} complete rows`, found)).toEqual([]);
  });
});

describe('the reference', () => {
  it('has the design effect of unequal weights', () => {
    const { n, kishDesignEffect } = weightDiagnostics(table.numbers('weight'));
    const found = { n, kishDesignEffect, effectiveN: n / kishDesignEffect };
    expect(numbers.differences('weights', found)).toEqual([]);
  });

  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
