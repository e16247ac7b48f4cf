import { describe, expect, it } from 'vitest';
import { moments, type Moments } from '../../numeric/moments.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { solveSymmetric } from '../../numeric/solve-symmetric.ts';
import { correlations } from '../../numeric/moments.ts';
import { driverImportance } from './driver-importance.ts';
import { importancePerformanceMap, type Measured } from './importance-performance.ts';

/** A target that depends on correlated drivers. */
function sample(drivers: number): Moments {
  const random = seededRandom(drivers);
  const common = Array.from({ length: 200 }, () => random.normal());
  const columns = Array.from({ length: drivers }, () => common.map((value) => value + random.normal()));
  const target = common.map((_, row) =>
    columns.reduce((sum, column, at) => sum + column[row]! / (at + 1), 2 * random.normal()),
  );
  return moments([target, ...columns]);
}

function rSquared(given: Moments, set: readonly number[]): number {
  const all = correlations(given);
  const matrix = Float64Array.from(set.flatMap((a) => set.map((b) => all[a * given.size + b]!)));
  const right = Float64Array.from(set, (at) => all[at]!);
  return solveSymmetric(matrix, right).reduce((sum, value, at) => sum + value * right[at]!, 0);
}

function orders(of: readonly number[]): readonly (readonly number[])[] {
  if (of.length === 0) return [[]];
  return of.flatMap((first) => orders(of.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('driverImportance', () => {
  it('gives each driver its mean gain over all 120 orders of five', () => {
    const given = sample(5);
    const drivers = [1, 2, 3, 4, 5];
    const gains = new Map(drivers.map((driver) => [driver, 0]));
    const all = orders(drivers);
    for (const order of all) {
      order.forEach((driver, place) => {
        const gain = rSquared(given, order.slice(0, place + 1)) - rSquared(given, order.slice(0, place));
        gains.set(driver, gains.get(driver)! + gain / all.length);
      });
    }
    driverImportance(given, 0, drivers).shapley.forEach((share, at) =>
      expect(share).toBeCloseTo(gains.get(at + 1)!, 12),
    );
  });

  it('shares R2 out without rest, by relative weights and by Shapley, and up to 16 drivers', () => {
    for (const count of [1, 2, 7, 16]) {
      const found = driverImportance(
        sample(count),
        0,
        Array.from({ length: count }, (_, at) => at + 1),
      );
      expect(sum(found.relativeWeights)).toBeCloseTo(found.rSquared, 12);
      expect(sum(found.shapley)).toBeCloseTo(found.rSquared, 12);
      expect(sum(found.pratt)).toBeCloseTo(found.rSquared, 12);
      expect(sum(found.car)).toBeCloseTo(found.rSquared, 12);
    }
  });

  it('agrees with itself for two drivers, where all decompositions are one formula', () => {
    const found = driverImportance(sample(2), 0, [1, 2]);
    found.shapley.forEach((share, at) => expect(share).toBeCloseTo(found.relativeWeights[at]!, 12));
  });

  it('refuses too many drivers, one that does not vary and one that is another', () => {
    expect(() =>
      driverImportance(
        sample(17),
        0,
        Array.from({ length: 17 }, (_, at) => at + 1),
      ),
    ).toThrow(/1 to 16/);
    const flat = moments([
      [1, 2, 3],
      [1, 1, 1],
    ]);
    expect(() => driverImportance(flat, 0, [1])).toThrow(/column 1 does not/);
    const same = moments([
      [1, 2, 4],
      [1, 2, 3],
      [2, 4, 6],
    ]);
    expect(() => driverImportance(same, 0, [1, 2])).toThrow(/depend on others/);
  });
});

describe('importancePerformanceMap', () => {
  const at = (value: number, reach = 1): Measured => ({ value, interval: [value - reach, value + reach] });
  const named = (name: string, importance: number, performance: number) => ({
    name,
    importance: at(importance),
    performance: at(performance),
  });

  it('places by declared lines and says when an interval crosses one', () => {
    const { drivers } = importancePerformanceMap(
      [named('a', 40, 60), named('b', 40, 80), named('c', 20, 80), named('d', 20, 60), named('e', 30.5, 60)],
      { importance: 30, performance: 70 },
    );
    expect(drivers.map(({ quadrant }) => quadrant)).toEqual([
      'improve',
      'keep',
      'maintain',
      'lowPriority',
      'improve',
    ]);
    expect(drivers.map(({ isUndecided }) => isUndecided)).toEqual([false, false, false, false, true]);
  });

  it('may cut at the means, and says where that was', () => {
    const { cuts } = importancePerformanceMap([named('a', 10, 50), named('b', 30, 90)], {
      importance: 'mean',
      performance: 'mean',
    });
    expect(cuts).toEqual({ importance: 20, performance: 70 });
    expect(() => importancePerformanceMap([], { importance: 'mean', performance: 1 })).toThrow(
      /at least one/,
    );
  });
});
