import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linearMean } from '../estimation/figures/linear-mean.ts';
import { linearTotal } from '../estimation/figures/linear-total.ts';
import { sampleDesign } from '../estimation/design/sample-design.ts';
import type { SingleClusterRule } from '../estimation/design/sampling-stage.ts';
import { figuresBy, isIn, summary } from './figures.ts';
import { reference } from './reference.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('single-clusters.json'));
const table = readTable(read('residents.csv'));
const committees = table.text('committee');

/** The streets, two of which have a committee set apart. */
const blocks = table.text('street').map((street, row) => {
  const committee = `${street} ${committees[row]}`;
  return committee === 'Willow 1' || committee === 'Temple 7' ? committee : street;
});
const designUnder = (singleClusterStrata: SingleClusterRule) =>
  sampleDesign({
    weights: table.numbers('weight'),
    strata: blocks,
    clusters: committees,
    singleClusterStrata,
  });

const rules = { centre: 'adjust', average: 'average', certainty: 'certainty', remove: 'remove' } as const;

describe.each(Object.entries(rules))('strata of one cluster under the rule "%s"', (ours, rule) => {
  const design = designUnder(ours as SingleClusterRule);

  it('have the errors and covariances that R has under its rule for means', () => {
    const means = figuresBy(['area', 'visits', 'spent'], (column) =>
      linearMean(design, table.numbers(column)),
    );
    expect(numbers.differences(`${rule} means`, summary(design, means))).toEqual([]);
  });

  it('have them for a total and for a part of the population', () => {
    const spent = table.numbers('spent');
    const total = figuresBy(['spent'], () => linearTotal(design, spent));
    expect(numbers.differences(`${rule} total`, summary(design, total))).toEqual([]);
    const part = figuresBy(['spent'], () =>
      linearMean(design, spent, { domain: isIn(table.text('age'), '55+') }),
    );
    expect(numbers.differences(`${rule} part`, summary(design, part))).toEqual([]);
  });
});

describe('strata of one cluster without a rule', () => {
  it('are refused as R refuses them, by the name of one', () => {
    let message = '';
    try {
      designUnder('fail');
    } catch (error) {
      message = (error as Error).message;
    }
    const [, stratum] = /stratum "(.*?)" has one/.exec(message) ?? [];
    expect(['Willow 1', 'Temple 7']).toContain(stratum);
    expect(numbers.differences('fail', { isRefused: message !== '', stratum: 'Temple 7' })).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
