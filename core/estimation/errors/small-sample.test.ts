import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relativeDifference } from '../../numeric/relative-difference.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { studentQuantile } from '../../numeric/student-distribution.ts';
import { againstTheOthers, differencesFromOthers, groupOf } from '../comparisons/against-the-others.ts';
import { changeBetween } from '../comparisons/change-between.ts';
import { combine } from '../figures/combine.ts';
import { variance } from './covariance.ts';
import { estimate } from './estimate.ts';
import { estimateRate } from './estimate-rate.ts';
import { linearMean } from '../figures/linear-mean.ts';
import { linearProportion } from '../figures/linear-proportion.ts';
import type { LinearisedFigure } from '../figures/linearised-figure.ts';
import { known } from '../figures/not-estimable.ts';
import { errorsOfDifferences, rankedFigures } from '../comparisons/ranked-figures.ts';
import { rateInterval } from './rate-interval.ts';
import { sampleDesign, type SampleDesign } from '../design/sample-design.ts';
import { isThin, smallSample } from './small-sample.ts';

/** Stratum and unit, weight, points of two items; a dash: not asked or not used. */
const rows = `
A1 1.49 9 -    A2 1.37 5 -    A2 1.07 5 -    A3 0.63 4 -    A3 1.68 10 7   A4 0.88 5 -
A4 1.72 9 -    A4 1.22 - -    A4 0.75 5 -    A4 0.68 10 -   A4 1.05 6 -    A4 1.06 9 -
A4 0.81 5 -    A4 1.24 - -    A4 0.67 - -    A4 1.43 - 5    A4 1.47 8 -    A4 1.28 7 -
A4 1.64 5 -    A5 0.62 8 -    A6 1.6 8 -     A6 1.38 9 -    B1 1.08 8 7    B1 1.65 7 6
B2 1.57 - -    B2 0.98 9 -    B3 1.08 9 6    B3 1.55 8 -    B3 1.05 6 -    B3 1.54 7 -
B3 1.63 - 4    B3 1.08 - 10   B3 1.59 4 -    B3 0.79 4 -    B3 0.89 7 7    B4 1.61 6 -
B4 0.64 10 -   B4 1.29 - 4    B4 0.74 8 -    B4 0.79 7 -    B4 1.6 - -     B4 0.82 7 -
B4 0.84 10 -   B4 0.87 6 -    C1 1.22 - -    C1 0.64 9 -    C1 1.39 10 -   C1 1.0 6 -`
  .trim()
  .split(/\n|  +/)
  .map((row) => row.split(' '));
const score = (points: string | undefined) => (points === '-' ? NaN : (100 * (Number(points) - 1)) / 9);
const design = sampleDesign({
  weights: rows.map(([, weight]) => Number(weight)),
  strata: rows.map(([unit]) => unit!.slice(0, 1)),
  clusters: rows.map(([unit]) => unit!),
  singleClusterStrata: 'centre',
});
const big = known(
  linearMean(
    design,
    rows.map((row) => score(row[2])),
  ),
);
const small = known(
  linearMean(
    design,
    rows.map((row) => score(row[3])),
  ),
);
const weighted = (parts: readonly (readonly [number, LinearisedFigure])[], of: SampleDesign = design) =>
  combine(
    of,
    parts.map(([coefficient, figure]) => ({ coefficient, figure })),
  );
const index = weighted([
  [0.8, big],
  [0.2, small],
]);

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, at) => expect(relativeDifference(value, expected[at]!)).toBeLessThan(1e-11));
}

describe('a composite of two items in eleven units of unequal size', () => {
  /** Worked by two other programs, which agree in 12 digits. */
  it('has the numbers worked out for it', () => {
    const found = smallSample(design, index);
    expect([big.n, small.n, found.respondents, found.nominalDegreesOfFreedom]).toEqual([38, 9, 42, 8]);
    const estimated = known(estimate(design, index, { smallSample: found }));
    expectClose(
      [
        estimated.value,
        estimated.standardError,
        estimated.n,
        estimated.degreesOfFreedom,
        estimated.varianceFactor,
        studentQuantile(0.975, estimated.degreesOfFreedom),
        ...estimated.interval,
      ],
      [
        67.03142381647552, 2.6205751447285803, 42, 5.407759542578935, 0.900986040828125, 2.5133622483125,
        60.09249113966225, 73.97035649328879,
      ],
    );
  });

  it('is left as R has it unless the small sample is passed in', () => {
    const plain = known(estimate(design, index));
    expect([plain.n, plain.degreesOfFreedom, plain.varianceFactor]).toEqual([42, 8, 1]);
    expectClose(
      [plain.interval[1]],
      [plain.value + studentQuantile(0.975, 8) * Math.sqrt(variance(design, index))],
    );
  });

  it('rests for a fifth on a leaf of nine answers, which is thin', () => {
    expect(smallSample(design, index).thinShare).toBeCloseTo(0.2, 14);
    expect([isThin(big), isThin(small), isThin(small, 9)]).toEqual([false, true, false]);
  });
});

describe('the expectation and the spread of a linearised variance', () => {
  it('are those of simulated answers that vary alike, correlated by 0.02 in a unit', () => {
    const random = seededRandom('small sample');
    const strata = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2];
    const units = [0, 0, 0, 0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6];
    const weights = units.map((unit, row) => (unit === 0 ? 5 : 1 + (row % 3)));
    const drawn = sampleDesign({ weights, strata, clusters: units, singleClusterStrata: 'centre' });
    const answered = units.map((_, row) => row % 4 !== 1);
    const of = (values: readonly number[]) => known(linearMean(drawn, values));
    const two = (values: readonly number[], others: readonly number[]) =>
      weighted(
        [
          [0.6, of(values)],
          [0.4, of(others.map((value, row) => (answered[row] ? value : NaN)))],
        ],
        drawn,
      );
    const samples = 20_000;
    let sum = 0;
    let trueSquares = 0;
    const draw = () => {
      const common = Array.from({ length: 7 }, () => Math.sqrt(0.02) * random.normal());
      return units.map((unit) => common[unit]! + Math.sqrt(0.98) * random.normal());
    };
    for (let sample = 0; sample < samples; sample++) {
      const figure = two(draw(), draw());
      sum += variance(drawn, figure);
      trueSquares += figure.value ** 2;
    }
    const { varianceFactor } = smallSample(drawn, two(draw(), draw()));
    expect(Math.abs(sum / trueSquares / varianceFactor - 1)).toBeLessThan(0.03);
    expect(varianceFactor).toBeLessThan(0.9);
  });

  it('are those of textbooks where all units are alike', () => {
    const strata = Array.from({ length: 24 }, (_, row) => Math.floor(row / 12));
    const even = sampleDesign({
      weights: strata.map(() => 1),
      strata,
      clusters: strata.map((_, row) => row % 12),
    });
    const found = smallSample(
      even,
      known(
        linearMean(
          even,
          strata.map((_, row) => row),
        ),
      ),
    );
    expect(found.degreesOfFreedom).toBeCloseTo(22, 10);
    expect(found.nominalDegreesOfFreedom).toBe(22);
    expect(found.varianceFactor).toBeCloseTo(1, 10);
    expect([found.n, found.respondents, found.thinShare]).toEqual([24, 24, 0]);
  });
});

describe('the leaves of a figure', () => {
  it('are found through combinations, each once', () => {
    const nested = weighted([
      [0.5, index],
      [0.5, big],
    ]);
    expect(nested.leaves!.map(({ figure }) => figure)).toEqual([big, small]);
    expectClose(
      nested.leaves!.map(({ coefficient }) => coefficient),
      [0.9, 0.1],
    );
    expect(smallSample(design, weighted([[1, big]]))).toEqual(smallSample(design, big));
  });

  it('allow a composite no more answers than their weights do', () => {
    const halves = weighted([
      [0.5, big],
      [0.5, small],
    ]);
    expect(smallSample(design, halves).n).toBeCloseTo(1 / (0.25 / 38 + 0.25 / 9), 12);
    const rates = sampleDesign({ weights: new Array<number>(50).fill(1) });
    const of = (isIn: (row: number) => boolean) =>
      known(
        linearMean(
          rates,
          Array.from({ length: 50 }, (_, row) => (isIn(row) ? row : NaN)),
        ),
      );
    const thirds = [0, 1, 2].map(
      (part) => [1 / 3, of((row) => row % 3 === part || row > 47 - part)] as const,
    );
    expect(smallSample(rates, weighted(thirds, rates)).n).toBeLessThanOrEqual(50);
    // 1 / (0.25 / 25 + 0.25 / 25) is 50, which no rounding may bring under a threshold of 50.
    const quarters = [of((row) => row < 25), of((row) => row >= 25)].map((leaf) => [0.5, leaf] as const);
    expect(smallSample(rates, weighted(quarters, rates)).n).toBe(50);
  });

  it('count the same whatever the weights are multiplied by and however units are shuffled', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            stratum: fc.integer({ min: 0, max: 3 }),
            unit: fc.integer({ min: 0, max: 4 }),
            weight: fc.double({ min: 0.2, max: 5, noNaN: true }),
            value: fc.integer({ min: 1, max: 10 }),
          }),
          { minLength: 6, maxLength: 40 },
        ),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (people, times) => {
          const numbers = (order: typeof people, factor: number) => {
            const own = sampleDesign({
              weights: order.map(({ weight }) => factor * weight),
              strata: order.map(({ stratum }) => stratum),
              clusters: order.map(({ unit }) => unit),
              singleClusterStrata: 'centre',
            });
            const { degreesOfFreedom, varianceFactor, n } = smallSample(
              own,
              known(
                linearMean(
                  own,
                  order.map(({ value }) => value),
                ),
              ),
            );
            return [degreesOfFreedom, varianceFactor, n];
          };
          const first = numbers(people, 1);
          numbers([...people].reverse(), times).forEach((number, at) =>
            expect(number).toBeCloseTo(first[at]!, 9),
          );
          expect(first[1]).toBeLessThanOrEqual(1);
          expect(first[1]).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('what a linearised variance never sees', () => {
  const rowsOf = (units: readonly string[], strata: readonly string[]) =>
    sampleDesign({ weights: units.map(() => 1), clusters: units, strata, singleClusterStrata: 'centre' });

  it('has no error, and never the error 0', () => {
    const inOne = rowsOf(['a', 'a', 'a', 'b', 'b'], ['s', 's', 's', 's', 's']);
    const oneUnit = known(linearMean(inOne, [1, 5, 9, NaN, NaN]));
    expect(smallSample(inOne, oneUnit).varianceFactor).toBe(0);
    expect(estimate(inOne, oneUnit, { smallSample: smallSample(inOne, oneUnit) })).toEqual({
      notEstimable: 'noDegreesOfFreedom',
    });
    // Two strata with one unit each.
    const lonely = rowsOf(['a', 'a', 'b', 'b'], ['s', 's', 't', 't']);
    const mean = known(linearMean(lonely, [1, 5, 9, 8]));
    expect(estimate(lonely, mean, { smallSample: smallSample(lonely, mean) })).toEqual({
      notEstimable: 'noDegreesOfFreedom',
    });
    const rate = known(linearProportion(inOne, [1, 1, 0, NaN, NaN]));
    expect(estimateRate(inOne, rate, { smallSample: smallSample(inOne, rate) })).toEqual({
      notEstimable: 'noDegreesOfFreedom',
    });
  });

  it('widens the interval of an index that has a leaf with one answer', () => {
    const many = rowsOf(
      Array.from({ length: 40 }, (_, row) => `u${row}`),
      new Array<string>(40).fill('s'),
    );
    const values = Array.from({ length: 40 }, (_, row) => 50 + ((row * 7) % 11));
    const [all, one] = [values, values.map((value, row) => (row === 3 ? value : NaN))].map((each) =>
      known(linearMean(many, each)),
    );
    const mixed = weighted(
      [
        [0.9, all!],
        [0.1, one!],
      ],
      many,
    );
    const found = smallSample(many, mixed);
    // E = 0.81 / 40 and nothing of the leaf with one answer, whose variance would be 0.01.
    expect(found.varianceFactor).toBeCloseTo(0.81 / 40 / (0.81 / 40 + 0.01), 10);
    expect(found.thinShare).toBeCloseTo(0.1, 12);
    const [plain, wide] = [{}, { smallSample: found }].map((setting) =>
      known(estimate(many, mixed, setting)),
    );
    expect(wide!.interval[1] - wide!.value).toBeGreaterThan(1.2 * (plain!.interval[1] - plain!.value));
    expect(wide!.standardError).toBe(plain!.standardError);
  });
});

describe('what small samples change for', () => {
  const satisfied = known(
    linearProportion(
      design,
      rows.map((row) => (row[2] === '-' ? NaN : Number(Number(row[2]) >= 7))),
    ),
  );

  it('rates: the interval of Korn and Graubard by the corrected variance and df*', () => {
    const found = smallSample(design, satisfied);
    const rate = known(estimateRate(design, satisfied, { smallSample: found }));
    const plain = known(estimateRate(design, satisfied));
    const expected = rateInterval({
      share: plain.value,
      standardError: plain.standardError / Math.sqrt(found.varianceFactor),
      n: 38,
      kishDesignEffect: plain.kishDesignEffect,
      degreesOfFreedom: found.degreesOfFreedom,
    });
    expect(rate.interval).toEqual(expected);
    expect(rate.standardError).toBe(plain.standardError);
    expect(rate.varianceFactor).toBe(found.varianceFactor);
    expect(rate.interval[0]).toBeLessThan(plain.interval[0]);
  });

  it('rates of 1: the error is read off the interval and corrected by nothing', () => {
    const all = known(
      linearProportion(
        design,
        rows.map(() => 1),
      ),
    );
    const rate = known(estimateRate(design, all, { smallSample: smallSample(design, all) }));
    expect(rate.varianceFactor).toBe(1);
    expect(rate.standardError).toBeGreaterThan(known(estimateRate(design, all)).standardError);
  });

  it('changes: V / B adds, and degrees of freedom are Satterthwaite’s', () => {
    const before = { value: 70, standardError: 2, degreesOfFreedom: 6, varianceFactor: 0.8 };
    const after = { value: 75, standardError: 1, degreesOfFreedom: 20, varianceFactor: 0.5 };
    const change = changeBetween(before, after);
    expect(change.standardError).toBeCloseTo(Math.sqrt(5 + 2), 14);
    expect(change.degreesOfFreedom).toBeCloseTo(49 / (25 / 6 + 4 / 20), 12);
  });
});

describe('areas compared', () => {
  const part = (stratum: string) =>
    known(
      linearMean(
        design,
        rows.map((row) => score(row[2])),
        { domain: Uint8Array.from(rows, ([unit]) => Number(unit!.startsWith(stratum))) },
      ),
    );
  const areas = ['A', 'B'].map(part);
  const corrected = areas.map((figure) => {
    const { varianceFactor, degreesOfFreedom } = smallSample(design, figure);
    return { variance: variance(design, figure) / varianceFactor, degreesOfFreedom };
  });
  const sum = corrected[0]!.variance + corrected[1]!.variance;
  const satterthwaite =
    sum ** 2 / corrected.reduce((all, each) => all + each.variance ** 2 / each.degreesOfFreedom, 0);

  it('rank by V / B of both and Satterthwaite’s degrees of freedom', () => {
    const figures = known(rankedFigures(design, areas, { allowsForSmallSamples: true }));
    expect(errorsOfDifferences(figures)[1]).toBeCloseTo(Math.sqrt(sum), 10);
    expect(figures.degreesOfFreedom![1]).toBeCloseTo(satterthwaite, 10);
  });

  it('stand against the others by V / B and the fewer degrees of freedom', () => {
    const found = differencesFromOthers(design, areas, { allowsForSmallSamples: true }).map(known);
    expect(found[0]!.standardError).toBeCloseTo(Math.sqrt(sum), 10);
    found.forEach((each, at) =>
      expect(each.degreesOfFreedom).toBeCloseTo(Math.min(satterthwaite, corrected[at]!.degreesOfFreedom), 10),
    );
  });

  it('are judged in the family the caller has', () => {
    const alone = againstTheOthers(design, areas).map(known);
    const raw = differencesFromOthers(design, areas, { comparisons: 160 }).map(known);
    expect(raw.map(({ pValue }) => pValue)).toEqual(alone.map(({ difference }) => difference.pValue));
    expect(raw[0]!.detectable).toBeGreaterThan(alone[0]!.difference.detectable);
    const clear = { ...raw[0]!, difference: 4 };
    expect([groupOf(clear, 0.049), groupOf(clear, 0.051)]).toEqual(['above', 'noDifference']);
  });
});
