import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { known } from '../estimation/figures/not-estimable.ts';
import { describe, expect, it } from 'vitest';
import { combine } from '../estimation/figures/combine.ts';
import { linearMean } from '../estimation/figures/linear-mean.ts';
import { linearRatio } from '../estimation/figures/linear-ratio.ts';
import { linearTotal } from '../estimation/figures/linear-total.ts';
import { figuresBy, isIn, summary } from './figures.ts';
import { reference } from './reference.ts';
import { designs } from './residents.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('domains.json'));
const table = readTable(read('residents.csv'));
const { stratified, corrected } = designs(table);
const [streets, sexes, ages] = ['street', 'sex', 'age'].map(table.text) as [string[], string[], string[]];
const [spent, visits, area] = [table.numbers('spent'), table.numbers('visits'), table.numbers('area')];
const sorted = (values: readonly string[]) => [...new Set(values)].sort();

/** 1 for rows of which the condition holds. */
const where = (holds: (row: number) => boolean) => Uint8Array.from(spent, (_, row) => Number(holds(row)));

describe.each(Object.entries({ stratified, corrected }))(
  'figures of parts in a %s design',
  (name, design) => {
    it('have the means of R for each street, which have no covariance', () => {
      const means = figuresBy(sorted(streets), (street) =>
        linearMean(design, spent, { domain: isIn(streets, street) }),
      );
      expect(numbers.differences(`${name} means by street`, summary(design, means))).toEqual([]);
    });

    it('have those for each sex and age, which share committees and thus have', () => {
      const groups = sexes.map((sex, row) => `${sex}.${ages[row]}`);
      const inOrder = sorted(ages).flatMap((age) => [`f.${age}`, `m.${age}`]);
      const means = figuresBy(inOrder, (group) => linearMean(design, area, { domain: isIn(groups, group) }));
      expect(numbers.differences(`${name} means by sex and age`, summary(design, means))).toEqual([]);
    });

    it('have totals by age and ratios by sex', () => {
      const totals = figuresBy(sorted(ages), (age) =>
        linearTotal(design, visits, { domain: isIn(ages, age) }),
      );
      expect(numbers.differences(`${name} totals by age`, summary(design, totals))).toEqual([]);
      const ratios = figuresBy(sorted(sexes), (sex) =>
        linearRatio(design, spent, visits, { domain: isIn(sexes, sex) }),
      );
      expect(numbers.differences(`${name} ratios by sex`, summary(design, ratios))).toEqual([]);
    });

    it.each([
      ['sex == "f" & age == "55+"', where((row) => sexes[row] === 'f' && ages[row] === '55+')],
      [
        'street %in% c("Lotus", "Harbour") & area > 80',
        where((row) => /Lotus|Harbour/.test(streets[row]!) && area[row]! > 80),
      ],
      ['visits > 3', where((row) => visits[row]! > 3)],
    ])('count clusters with answers only for the interval where $0', (part, domain) => {
      const found = figuresBy(['clean'], () => linearMean(design, table.numbers('clean'), { domain }));
      expect(numbers.differences(`${name} part ${part}`, summary(design, found))).toEqual([]);
    });
  },
);

describe('a part against the rest', () => {
  it('differs with the error of R', () => {
    const isPart = where((row) => sexes[row] === 'f' && ages[row] === '55+');
    const part = known(linearMean(stratified, spent, { domain: isPart }));
    const rest = known(linearMean(stratified, spent, { domain: isPart.map((is) => 1 - is) }));
    const difference = combine(stratified, [
      { coefficient: 1, figure: part },
      { coefficient: -1, figure: rest },
    ]);
    const id = 'women of 55 and more against the rest';
    expect(numbers.differences(id, summary(stratified, { difference }))).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
