import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { driverImportance } from '../indices/drivers/driver-importance.ts';
import { moments } from '../numeric/moments.ts';
import { reference } from './reference.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('drivers.json'));
const table = readTable(read('customers.csv'));
const weights = table.numbers('weight');

const importance = (target: string, drivers: readonly string[], setting: { weights?: Float64Array } = {}) =>
  driverImportance(
    moments([target, ...drivers].map(table.numbers), setting),
    0,
    drivers.map((_, at) => at + 1),
  );
const five = ['expected1', 'quality1', 'quality2', 'value1', 'value2'];

describe('the importance of drivers', () => {
  it('is that of R by relative weights, by all orders, by coefficients and by correlations', () => {
    expect(numbers.differences('all alike', importance('satisfied1', five))).toEqual([]);
  });

  it('is that of R where respondents have weights', () => {
    expect(numbers.differences('weighted', importance('satisfied1', five, { weights }))).toEqual([]);
  });

  it('is that of R for two drivers and for one', () => {
    expect(numbers.differences('two', importance('satisfied2', ['quality1', 'value1']))).toEqual([]);
    expect(numbers.differences('one', importance('satisfied3', ['quality3'], { weights }))).toEqual([]);
  });

  it('rests on the weighted means and covariances of R', () => {
    const found = moments(['satisfied1', 'quality1', 'value1'].map(table.numbers), { weights });
    expect(numbers.differences('moments', found)).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
