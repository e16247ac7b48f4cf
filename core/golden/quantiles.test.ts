import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { known } from '../estimation/figures/not-estimable.ts';
import { describe, expect, it } from 'vitest';
import { quantile, type QuantileSetting } from '../estimation/errors/quantile.ts';
import type { SampleDesign } from '../estimation/design/sample-design.ts';
import { isIn } from './figures.ts';
import { reference } from './reference.ts';
import { designs } from './residents.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('quantiles.json'));
const table = readTable(read('residents.csv'));
const { stratified, corrected } = designs(table);

function quantiles(
  design: SampleDesign,
  columns: readonly string[],
  shares: readonly number[],
  setting: QuantileSetting = {},
) {
  return Object.fromEntries(
    columns.map((column) => [
      column,
      Object.fromEntries(
        shares.map((share) => [
          String(share),
          known(quantile(design, table.numbers(column), share, setting)),
        ]),
      ),
    ]),
  );
}

describe.each(Object.entries({ stratified, corrected }))('quantiles in a %s design', (name, design) => {
  it.each([1, 7] as const)('have the values and intervals of R by definition %s', (definition) => {
    const found = quantiles(design, ['spent', 'area'], [0.05, 0.25, 0.5, 0.75, 0.9], { definition });
    expect(numbers.differences(`${name} ${definition}`, found)).toEqual([]);
  });
});

describe('quantiles of some', () => {
  // R takes the degrees of freedom of the design it is given, and not of those who answered.
  it('are those of R for items with gaps', () => {
    const degreesOfFreedom = stratified.clusterCount - stratified.stratumCount;
    const found = quantiles(stratified, ['clean', 'parks'], [0.25, 0.5, 0.75], { degreesOfFreedom });
    expect(numbers.differences('with gaps', found)).toEqual([]);
  });

  it('are those of R for a part of the population', () => {
    const base = { domain: isIn(table.text('sex'), 'm') };
    expect(
      numbers.differences('part', quantiles(stratified, ['spent'], [0.25, 0.5, 0.75], { base })),
    ).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
