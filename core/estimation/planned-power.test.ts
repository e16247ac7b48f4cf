import { expect, it } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { canDecide, sampleSizeForChange, smallestDetectableChange } from './planned-power.ts';
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
