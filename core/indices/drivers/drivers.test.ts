import { describe, expect, it } from 'vitest';
import { sampleDesign } from '../../estimation/design/sample-design.ts';
import { correlations, moments, type Moments } from '../../numeric/moments.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { solveSymmetric } from '../../numeric/solve-symmetric.ts';
import { driverImportance } from './driver-importance.ts';
import { driverIntervals } from './driver-intervals.ts';
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
    expect(() => driverImportance(same, 0, [1, 2])).toThrow('column 2 does');
  });

  it('refuses a target among the drivers, and correlations no answers could have', () => {
    const found = sample(2);
    expect(() => driverImportance(found, 0, [0, 1])).toThrow('column 0 is both');
    // Two drivers that are nearly one, of which the target goes with the one and against the other.
    const covariances = Float64Array.of(1, 0.9, -0.9, 0.9, 1, 0.8, -0.9, 0.8, 1);
    const impossible = { size: 3, n: 10, means: new Float64Array(3), covariances };
    expect(() => driverImportance(impossible, 0, [1, 2])).toThrow('that can occur together');
  });
});

describe('driverIntervals', () => {
  const random = seededRandom('committees');
  const committee: number[] = [];
  const columns: number[][] = [[], [], []];
  for (let unit = 0; unit < 40; unit++) {
    const [common, mood] = [2 * random.normal(), 2 * random.normal()];
    for (let resident = 0; resident < 10; resident++) {
      const [clean, quick] = [common + random.normal(), random.normal()];
      committee.push(unit);
      for (const [at, value] of [clean, quick, clean + quick + mood + random.normal()].entries()) {
        columns[at]!.push(value);
      }
    }
  }
  const design = sampleDesign({ weights: committee.map(() => 1), clusters: committee });
  const draw = (of = design, resamples = 200) =>
    driverIntervals(of, columns, 2, { resamples, random: seededRandom(1) }).drivers;

  it.each(['relativeWeights', 'shapley'] as const)(
    'hold the importance of the whole sample: %s',
    (measure) => {
      const { drivers: found } = driverIntervals(design, columns, 2, {
        measure,
        resamples: 50,
        random: seededRandom(1),
      });
      const direct = driverImportance(moments(columns), 2, [0, 1])[measure];
      found.forEach(({ value, interval: [low, high] }, at) => {
        expect(value).toBeCloseTo(direct[at]!, 10);
        expect(low).toBeLessThan(value);
        expect(high).toBeGreaterThan(value);
      });
    },
  );

  it('are wider for whole units than for single residents, and the same for the same seed', () => {
    const single = sampleDesign({ weights: committee.map(() => 1) });
    expect(draw()[0]!.standardError).toBeGreaterThan(1.5 * draw(single)[0]!.standardError);
    expect(draw()).toEqual(draw());
  });

  it('leave out who did not answer about all', () => {
    const gaps = columns.map((column, at) => column.map((value, row) => (row % 50 === at ? NaN : value)));
    const complete = moments(gaps, { missing: 'listwise' });
    const {
      drivers: [first],
    } = driverIntervals(design, gaps, 2, { resamples: 5, random: seededRandom(1) });
    expect(first!.value).toBeCloseTo(driverImportance(complete, 2, [0, 1]).relativeWeights[0]!, 10);
  });

  it('count the resamples in which a driver does not vary', () => {
    const rare = [columns[0]!.map((_, row) => Number(row === 0)), columns[1]!, columns[2]!];
    const { failed, drivers } = driverIntervals(design, rare, 2, { resamples: 60, random: seededRandom(1) });
    expect(failed).toBeGreaterThan(5);
    expect(Number.isFinite(drivers[0]!.standardError)).toBe(true);
  });
});

describe('importancePerformanceMap', () => {
  const at = (value: number, reach = 1): Measured => ({ value, interval: [value - reach, value + reach] });
  const named = (name: string, derived: number, performance: number) => ({
    name,
    derived: at(derived),
    performance: at(performance),
  });

  it('places by declared lines and says when an interval crosses one', () => {
    const { drivers } = importancePerformanceMap(
      [named('a', 40, 60), named('b', 40, 80), named('c', 20, 80), named('d', 20, 60), named('e', 30.5, 60)],
      { derived: 30, performance: 70 },
    );
    expect(drivers.map(({ byDerived }) => byDerived.quadrant)).toEqual([
      'improve',
      'keep',
      'maintain',
      'lowPriority',
      'improve',
    ]);
    expect(drivers.map(({ byDerived }) => byDerived.isUndecided)).toEqual([false, false, false, false, true]);
    expect(drivers.some((driver) => 'byStated' in driver)).toBe(false);
  });

  it('shows beside it where the importance that was asked for would place them', () => {
    const asked = [
      { ...named('a', 40, 60), stated: at(5) },
      { ...named('b', 20, 80), stated: at(9) },
    ];
    const { drivers, cuts } = importancePerformanceMap(asked, {
      derived: 30,
      stated: 'mean',
      performance: 70,
    });
    expect(drivers.map(({ byDerived, byStated }) => [byDerived.quadrant, byStated!.quadrant])).toEqual([
      ['improve', 'lowPriority'],
      ['maintain', 'keep'],
    ]);
    expect(cuts).toEqual({ derived: 30, stated: 7, performance: 70 });
    expect(() => importancePerformanceMap(asked, { derived: 30, performance: 70 })).toThrow(/cut line/);
    expect(() =>
      importancePerformanceMap([asked[0]!, named('c', 1, 1)], { derived: 30, stated: 5, performance: 70 }),
    ).toThrow(/every driver/);
  });

  it('may cut at the means, and says where that was', () => {
    const { cuts } = importancePerformanceMap([named('a', 10, 50), named('b', 30, 90)], {
      derived: 'mean',
      performance: 'mean',
    });
    expect(cuts).toEqual({ derived: 20, performance: 70 });
    expect(() => importancePerformanceMap([], { derived: 'mean', performance: 1 })).toThrow(/at least one/);
  });
});
