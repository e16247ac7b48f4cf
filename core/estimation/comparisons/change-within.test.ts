import { expect, it } from 'vitest';
import { changeBetween } from './change-between.ts';
import { changeWithin } from './change-within.ts';
import { estimate } from '../errors/estimate.ts';
import { linearMean } from '../figures/linear-mean.ts';
import { known } from '../figures/not-estimable.ts';
import { sampleDesign } from '../design/sample-design.ts';

/** Two waves of the same twelve committees, stacked: committees that were pleased before are so again. */
const committees = Array.from({ length: 12 }, (_, at) => at);
const level = committees.map((unit) => 60 + 3 * ((unit * 5) % 12));
const values = [...level, ...level.map((value, unit) => value + 2 + (unit % 3))];
const wave = (number: number) => Uint8Array.from(values, (_, row) => Number(Math.floor(row / 12) === number));
const weights = values.map(() => 1);
const shared = sampleDesign({ weights, clusters: [...committees, ...committees] });

it('knows a change of shared primary units better than one of independent waves', () => {
  const means = [0, 1].map((number) => known(linearMean(shared, values, { domain: wave(number) })));
  const within = known(changeWithin(shared, means[0]!, means[1]!));
  const apart = [0, 1].map((number) => known(estimate(shared, means[number]!)));
  const between = changeBetween(apart[0]!, apart[1]!);
  expect(within.difference).toBeCloseTo(3, 12);
  expect(within.difference).toBeCloseTo(between.difference, 12);
  expect(within.standardError).toBeLessThan(between.standardError / 5);
  expect(within.degreesOfFreedom).toBe(11);
});

it('is the paired t test of a panel', () => {
  // Differences of 2, 3, 4 four times each: standard deviation sqrt(8 / 11), over sqrt(12).
  const panel = sampleDesign({ weights: level.map(() => 1) });
  const means = [level, values.slice(12)].map((answers) => known(linearMean(panel, answers)));
  const { standardError, degreesOfFreedom } = known(
    changeWithin(panel, means[0]!, means[1]!, { level: 0.9 }),
  );
  expect(standardError).toBeCloseTo(Math.sqrt(8 / 11 / 12), 12);
  expect(degreesOfFreedom).toBe(11);
});

it('has no error where everybody changed alike', () => {
  const panel = sampleDesign({ weights: level.map(() => 1) });
  const means = [level, level.map((value) => value + 1)].map((answers) => known(linearMean(panel, answers)));
  expect(changeWithin(panel, means[0]!, means[1]!)).toEqual({ notEstimable: 'noVariation' });
});
