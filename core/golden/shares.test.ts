import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { known } from '../estimation/figures/not-estimable.ts';
import { describe, expect, it } from 'vitest';
import { estimateRate } from '../estimation/errors/estimate-rate.ts';
import { linearProportion } from '../estimation/figures/linear-proportion.ts';
import type { RateMethod } from '../estimation/errors/rate-interval.ts';
import type { SampleDesign } from '../estimation/design/sample-design.ts';
import { isIn } from './figures.ts';
import { reference } from './reference.ts';
import { designs } from './residents.ts';
import { readTable } from './table.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const numbers = reference(read('shares.json'));
const table = readTable(read('residents.csv'));
const { stratified, corrected } = designs(table);

interface Question {
  readonly design: SampleDesign;
  readonly membership: Float64Array;
  readonly domain?: Uint8Array;
  readonly level?: number;
}
const above = (values: Float64Array, limit: number) => values.map((value) => Number(value > limit));
const questions: Readonly<Record<string, Question>> = {
  complained: { design: stratified, membership: table.numbers('complained') },
  often: { design: corrected, membership: above(table.numbers('visits'), 5) },
  'women at 90 %': {
    design: stratified,
    membership: above(table.numbers('area'), 70),
    domain: isIn(table.text('sex'), 'f'),
    level: 0.9,
  },
};
const share = ({ design, membership, domain, level = 0.95 }: Question, method: RateMethod) =>
  known(estimateRate(design, known(linearProportion(design, membership, { domain })), { level, method }));

describe.each(Object.entries(questions))('the share "%s"', (name, question) => {
  it.each([
    ['linear', 'mean'],
    ['logit', 'logit'],
    ['logit', 'xlogit'],
    ['arcsine', 'asin'],
    ['kornGraubard', 'beta'],
  ] as const)('has by the method "%s" the interval of R by "%s"', (ours, method) => {
    expect(numbers.differences(`${method} ${name}`, share(question, ours))).toEqual([]);
  });

  it('has by its likelihood the interval of R, which is interpolated', () => {
    const looser = { within: 1e-4, because: 'R reads the limit off a spline through points of the profile' };
    expect(numbers.differences(`likelihood ${name}`, share(question, 'likelihood'), looser)).toEqual([]);
  });
});

describe.each(['complained', 'often'])('the share "%s" by formula', (name) => {
  it('has the ends of the likelihood interval where the profile is', () => {
    expect(numbers.differences(`profile ${name}`, share(questions[name]!, 'likelihood'))).toEqual([]);
  });

  it('has the interval of Wilson', () => {
    expect(numbers.differences(`wilson ${name}`, share(questions[name]!, 'wilson'))).toEqual([]);
  });
});

describe('a share of everyone', () => {
  it('is not certain', () => {
    const [streets, sexes] = [table.text('street'), table.text('sex')];
    const domain = Uint8Array.from(streets, (street, row) =>
      Number(street === 'Willow' && sexes[row] === 'm'),
    );
    const everyone = { design: stratified, membership: new Float64Array(table.rowCount).fill(1), domain };
    expect(numbers.differences('everyone', share(everyone, 'kornGraubard'))).toEqual([]);
  });
});

describe('the reference', () => {
  it('has no case that is not compared', () => {
    expect(numbers.unchecked()).toEqual([]);
  });
});
