import { describe, expect, it } from 'vitest';
import { normalCumulative } from '../numeric/normal-distribution.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import {
  canDecide,
  deviationOfRate,
  plannedAnswers,
  sampleSizeForChange,
  smallestDetectableChange,
} from './planned-power.ts';
import { powerOfAllPairs } from './power-of-all-pairs.ts';
import { verdict } from './verdict.ts';

const plan = { sampleSize: 1000, designEffect: 1.5, standardDeviation: 20 };
const atLeast = { kind: 'atLeast', threshold: 80 } as const;

it('decides a level with a sample that is large enough, and not with a smaller one', () => {
  expect(canDecide(atLeast, plan)).toBe(true);
  expect(canDecide(atLeast, { ...plan, sampleSize: 400 })).toBe(false);
});

it('turns at the sample size of the textbook: deff (sd (1.96 + 0.8416) / 3)^2', () => {
  const needed = 1.5 * ((20 * (1.959964 + 0.841621)) / 3) ** 2;
  expect(canDecide(atLeast, { ...plan, sampleSize: Math.ceil(needed) })).toBe(true);
  expect(canDecide(atLeast, { ...plan, sampleSize: Math.floor(needed) })).toBe(false);
});

it('needs twice the sample for a trend', () => {
  const needed = 3 * ((20 * (1.959964 + 0.841621)) / 3) ** 2;
  expect(canDecide({ kind: 'rising' }, { ...plan, sampleSize: Math.ceil(needed) })).toBe(true);
  expect(canDecide({ kind: 'rising' }, { ...plan, sampleSize: Math.floor(needed) })).toBe(false);
});

it('cannot decide a range no wider than the interval', () => {
  expect(canDecide({ kind: 'within', lowest: 79, highest: 81 }, plan)).toBe(false);
  expect(canDecide({ kind: 'about', threshold: 80, tolerance: 10 }, plan)).toBe(true);
});

it('has the power it promises', () => {
  const random = seededRandom('power');
  const needed = Math.ceil(1.5 * ((20 * (1.959964 + 0.841621)) / 3) ** 2);
  const error = 20 * Math.sqrt(1.5 / needed);
  let met = 0;
  for (let wave = 0; wave < 4000; wave++) {
    const estimate = 83 + error * random.normal();
    const interval = [estimate - 1.959964 * error, estimate + 1.959964 * error] as const;
    if (verdict(atLeast, { interval }).verdict === 'met') met += 1;
  }
  expect(Math.abs(met / 4000 - 0.8)).toBeLessThan(3 * Math.sqrt(0.16 / 4000));
});

it('finds smaller changes with larger samples', () => {
  expect(smallestDetectableChange(plan)).toBeCloseTo(3.07, 2);
  expect(smallestDetectableChange({ ...plan, sampleSize: 4000 })).toBeCloseTo(3.07 / 2, 2);
  expect(() => smallestDetectableChange({ ...plan, sampleSize: 0 })).toThrow('above 0');
});

it('asks for the sample that finds a change, and no smaller one', () => {
  for (const change of [0.5, 2, 3, 7.3]) {
    const sampleSize = sampleSizeForChange(change, plan, 0.9);
    expect(smallestDetectableChange({ ...plan, sampleSize }, 0.9)).toBeLessThanOrEqual(change);
    expect(smallestDetectableChange({ ...plan, sampleSize: sampleSize - 1 }, 0.9)).toBeGreaterThan(change);
  }
  expect(() => sampleSizeForChange(0, plan)).toThrow('a change above 0');
});

describe('a planned sample', () => {
  it('leaves a figure the product of its shares', () => {
    expect(plannedAnswers(9000, {})).toBe(9000);
    const shares = { area: 0.1, form: 0.5, drawing: 0.5, eligible: 0.4, substantive: 0.9 };
    expect(plannedAnswers(9000, shares)).toBeCloseTo(81, 10);
    for (const eligible of [0, 1.1, NaN]) {
      expect(() => plannedAnswers(9000, { eligible })).toThrow('shares above 0');
    }
  });

  it('must reach full standing, however little the answers vary', () => {
    const small = { sampleSize: 60, designEffect: 1.5, standardDeviation: 1, degreesOfFreedom: 8 };
    expect(canDecide(atLeast, small)).toBe(true);
    expect(canDecide(atLeast, { ...small, sampleSize: 49 })).toBe(false);
    expect(canDecide(atLeast, { ...small, designEffect: 2.1 })).toBe(false);
    expect(canDecide(atLeast, { ...small, degreesOfFreedom: 7 })).toBe(false);
  });
});

describe('a planned rate', () => {
  it('varies as at the share nearest to a half within 3 points of the threshold', () => {
    const at = (percent: number) => Math.sqrt(percent * (100 - percent));
    expect(deviationOfRate({ kind: 'atLeast', threshold: 85 }, 3)).toBeCloseTo(at(82), 12);
    expect(deviationOfRate({ kind: 'below', threshold: 10 }, 3)).toBeCloseTo(at(13), 12);
    expect(deviationOfRate({ kind: 'atLeast', threshold: 52 }, 3)).toBeCloseTo(at(49), 12);
    expect(deviationOfRate({ kind: 'within', lowest: 70, highest: 90 }, 3)).toBeCloseTo(at(67), 12);
    expect(deviationOfRate({ kind: 'about', threshold: 90, tolerance: 5 }, 3)).toBeCloseTo(at(82), 12);
    expect(deviationOfRate({ kind: 'risingEachYear' }, 3)).toBe(50);
  });

  it('decides as a standard deviation of its own would', () => {
    const operator = { kind: 'atLeast', threshold: 85 } as const;
    const needed = 1.5 * ((Math.sqrt(82 * 18) * (1.959964 + 0.841621)) / 3) ** 2;
    const rate = { designEffect: 1.5, standardDeviation: 'rate' } as const;
    expect(canDecide(operator, { ...rate, sampleSize: Math.ceil(needed) })).toBe(true);
    expect(canDecide(operator, { ...rate, sampleSize: Math.floor(needed) })).toBe(false);
  });
});

describe('the power for all pairs of a term', () => {
  it('is that of one change for one pair, and 1 / (k + 1)! where nothing has to be exceeded', () => {
    expect(powerOfAllPairs(1, 3.5, 1.96)).toBeCloseTo(normalCumulative(3.5 / Math.SQRT2 - 1.96), 12);
    [2, 3, 4, 5].reduce((factorial, pairs) => {
      const orders = factorial * (pairs + 1);
      expect(powerOfAllPairs(pairs, 0, 0)).toBeCloseTo(1 / orders, 5);
      return orders;
    }, 2);
    expect(() => powerOfAllPairs(0, 1, 1)).toThrow('one pair');
  });

  it('is what simulated waves show', () => {
    const random = seededRandom('pairs');
    const [waves, step, reach, samples] = [6, 4.2, 1.96, 40_000];
    let found = 0;
    for (let sample = 0; sample < samples; sample++) {
      const values = Array.from({ length: waves }, (_, wave) => step * wave + random.normal());
      const isFound = values.every((value, at) => at === 0 || value - values[at - 1]! > reach * Math.SQRT2);
      if (isFound) found += 1;
    }
    const power = powerOfAllPairs(waves - 1, step, reach);
    expect(Math.abs(found / samples - power)).toBeLessThan(3 * Math.sqrt((power * (1 - power)) / samples));
    expect(power).toBeLessThan(powerOfAllPairs(1, step, reach));
  });

  it('asks for more answers the longer the term is, and for fewer the larger the declared step', () => {
    const wave = { sampleSize: 2400, designEffect: 1.5, standardDeviation: 18 };
    const decides = (pairs: number, distance: number) =>
      canDecide({ kind: 'risingEachYear' }, wave, { pairs, distance });
    expect([1, 3, 5].map((pairs) => decides(pairs, 2))).toEqual([true, false, false]);
    expect([1, 3, 5].map((pairs) => decides(pairs, 2.6))).toEqual([true, true, true]);
  });
});
