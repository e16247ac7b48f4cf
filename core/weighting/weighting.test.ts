import { describe, expect, it } from 'vitest';
import { combine } from '../estimation/figures/combine.ts';
import { standardError } from '../estimation/errors/covariance.ts';
import { linearMean } from '../estimation/figures/linear-mean.ts';
import { linearRatio } from '../estimation/figures/linear-ratio.ts';
import type { LinearisedFigure } from '../estimation/figures/linearised-figure.ts';
import { known } from '../estimation/figures/not-estimable.ts';
import { sampleDesign } from '../estimation/design/sample-design.ts';
import { relativeDifference } from '../numeric/relative-difference.ts';
import { calibrateLinear, calibrateLogit, calibrateRaking } from './calibrate.ts';
import { calibratedDesign } from './calibrated-design.ts';
import { designWeights } from './design-weights.ts';
import { nonresponseAdjustment } from './nonresponse-adjustment.ts';
import { postStratify } from './post-stratify.ts';
import { rakeWeights } from './rake-weights.ts';
import { solveSymmetric } from '../numeric/solve-symmetric.ts';
import { trimAndRake } from './trim-and-rake.ts';
import { trimWeights } from './trim-weights.ts';

/*
 * Reference numbers: R 4.2.2, survey 4.1-1, on the same rows.
 *   i <- 0:39
 *   s <- data.frame(sex = ifelse((i*7) %% 5 < 2, 'f', 'm'), age = c('a','b','c')[1 + (i*i + i %/% 3) %% 3],
 *                   d = 1 + (i %% 4)/2, y = (i*37) %% 11, h = 1 + (i*13) %% 4)
 *   ds <- svydesign(ids = ~1, weights = ~d, data = s)
 *   T <- c(sexf = 55, sexm = 60, ageb = 40, agec = 30)
 *   r <- calibrate(ds, ~sex+age-1, T, calfun = 'raking', epsilon = 1e-13, maxit = 200)
 *   l <- calibrate(ds, ~sex+age+h-1, c(T, h = 290), epsilon = 1e-13)
 *   weights(r)[1:6]; SE(svymean(~y, r)); SE(svymean(~y, subset(r, age == 'b'))); SE(svyratio(~y, ~h, r))
 *   weights(l)[1:6]; SE(svymean(~y, l))
 */
const places = Array.from({ length: 40 }, (_, i) => i);
const base = places.map((i) => 1 + (i % 4) / 2);
const y = places.map((i) => (i * 37) % 11);
const h = places.map((i) => 1 + ((i * 13) % 4));
const sex = {
  name: 'sex',
  categories: ['f', 'm'],
  codes: places.map((i) => ((i * 7) % 5 < 2 ? 0 : 1)),
  totals: [55, 60],
};
const age = {
  name: 'age',
  categories: ['a', 'b', 'c'],
  codes: places.map((i) => (i * i + Math.floor(i / 3)) % 3),
  totals: [45, 40, 30],
};
const margins = [sex, age];

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, within = 1e-9): void {
  for (let at = 0; at < expected.length; at++) {
    expect(relativeDifference(actual[at]!, expected[at]!)).toBeLessThan(within);
  }
}

const rakedByR = [
  2.5031702714162023, 1.9210088691379503, 2.5613451588506004, 4.4925958189244151, 1.208196922679319,
  2.5430108509243947,
];

describe('calibrated weights', () => {
  it('of raking are those of R, by sweeps over cells and by Newton alike', () => {
    const raked = rakeWeights(base, margins);
    expectClose(raked.weights, rakedByR);
    expect(raked.maximumMarginError).toBeLessThanOrEqual(1e-10);
    expectClose(calibrateRaking(base, { margins }).weights, raked.weights);
  });

  it('of the linear distance with a number among the auxiliaries are those of R', () => {
    const numbers = [{ name: 'persons', values: h, total: 290 }];
    const calibration = calibrateLinear(base, { margins, numbers });
    expectClose(
      calibration.weights,
      [
        3.2558347411516566, 2.5562824878941908, 2.4504279680888037, 3.2849499995327278, 2.0612602817209531,
        3.2250394462344634,
      ],
    );
    const design = calibratedDesign(sampleDesign({ weights: calibration.weights }), calibration);
    expectClose([standardError(design, known(linearMean(design, y)))], [0.52127710686239059]);
  });

  it('keep to their bounds and still meet the margins', () => {
    for (const calibrate of [calibrateLinear, calibrateRaking, calibrateLogit]) {
      const { weights, maximumError } = calibrate(base, { margins, bounds: [0.5, 2.4] });
      const ratios = Array.from(weights, (weight, row) => weight / base[row]!);
      expect(Math.min(...ratios)).toBeGreaterThanOrEqual(0.5);
      expect(Math.max(...ratios)).toBeLessThanOrEqual(2.4 + 1e-12);
      expect(maximumError).toBeLessThanOrEqual(1e-10);
    }
  });

  it('are found within bounds where the first step of the search oversteps them', () => {
    const group = { name: 'group', categories: ['a', 'b'], codes: [0, 0, 0, 1, 1, 1], totals: [5.5, 1.1] };
    const ones = [1, 1, 1, 1, 1, 1];
    const free = calibrateRaking(ones, { margins: [group] });
    expectClose(calibrateRaking(ones, { margins: [group], bounds: [0.2, 2] }).weights, free.weights);
  });

  it('meet margins whose sums differ in the last digits', () => {
    const a = { name: 'a', categories: ['x', 'y'], codes: [0, 0, 1, 1], totals: [50, 50.00000008] };
    const b = { name: 'b', categories: ['x', 'y'], codes: [0, 1, 0, 1], totals: [50, 50] };
    expect(rakeWeights([1, 1, 1, 1], [b, a]).maximumMarginError).toBeLessThan(1e-10);
    expect(rakeWeights([1, 1, 1, 1], [a, b]).maximumMarginError).toBeLessThan(1e-10);
  });

  it('are refused with a tolerance that is none, and weights whose sum is none', () => {
    expect(() => rakeWeights(base, margins, { tolerance: NaN })).toThrow(
      'tolerance between 0 and 1 (got NaN)',
    );
    expect(() => calibrateLinear(base, { margins, tolerance: 0 })).toThrow('tolerance between 0 and 1');
    expect(() =>
      rakeWeights(
        base.map(() => 1e308),
        margins,
      ),
    ).toThrow('sum is a number');
  });

  it('of one margin are those of post-stratification, whatever the distance', () => {
    const expected = postStratify(base, sex);
    for (const found of [
      rakeWeights(base, [sex]),
      calibrateLinear(base, { margins: [sex] }),
      calibrateRaking(base, { margins: [sex] }),
    ]) {
      expectClose(found.weights, expected);
    }
  });
});

describe('calibratedDesign', () => {
  const calibration = calibrateRaking(base, { margins });
  const design = calibratedDesign(sampleDesign({ weights: calibration.weights }), calibration);
  const error = (figure: LinearisedFigure): number => standardError(design, figure);

  it('gives the standard errors of R for a mean, a mean of a part and a ratio', () => {
    const domain = Uint8Array.from(age.codes, (code) => (code === 1 ? 1 : 0));
    const found = [
      error(known(linearMean(design, y))),
      error(known(linearMean(design, y, { domain }))),
      error(known(linearRatio(design, y, h))),
    ];
    expectClose(found, [0.52214884020215735, 1.0175118782842449, 0.19770186343270824]);
  });

  it('leaves no error to what the margins fix, and to a difference what it leaves to both', () => {
    const share = known(linearMean(design, sex.codes));
    expect(error(share)).toBeLessThan(1e-9);
    const mean = known(linearMean(design, y));
    const sum = combine(design, [
      { coefficient: 1, figure: mean },
      { coefficient: 5, figure: share },
    ]);
    expectClose([error(sum)], [error(mean)]);
  });

  it('is refused of other rows', () => {
    expect(() => calibratedDesign(sampleDesign({ weights: [1, 1] }), calibration)).toThrow(/rows differs/);
  });
});

describe('margins that cannot be met', () => {
  it('are refused by the name of margin and category', () => {
    const two = { name: 'street', categories: ['north', 'south'] };
    const rake = (codes: readonly number[], totals: readonly number[]) => () =>
      rakeWeights([1, 1], [{ ...two, codes, totals }]);
    expect(rake([0, 0], [5, 5])).toThrow(/at least one respondent in every margin category \(street "south"/);
    expect(rake([0, 1], [5, 0])).toThrow(/street "south" has 1 and a total of 0/);
    expect(rake([0, 2], [5, 5])).toThrow(/row 1 has street 2/);
    expect(rake([0, NaN], [5, 5])).toThrow(/row 1 has street NaN/);
    expect(rake([0, 1], [5, NaN])).toThrow(/street "south" has NaN/);
    expect(() => rakeWeights(base, [sex, { ...age, totals: [45, 40, 31] }])).toThrow(
      /sex sums to 115, age to 116/,
    );
    expect(() => rakeWeights([1, NaN], [{ ...two, codes: [0, 1], totals: [1, 1] }])).toThrow(/row 1 has NaN/);
  });

  it('are refused where combinations without respondents make them impossible', () => {
    const a = { name: 'a', categories: ['x', 'y'], codes: [0, 1], totals: [30, 70] };
    const b = { name: 'b', categories: ['x', 'y'], codes: [0, 1], totals: [60, 40] };
    expect(() => rakeWeights([1, 1], [a, b])).toThrow(/margins that can hold together .*"[xy]" is still off/);
    expect(() => calibrateLinear([1, 1], { margins: [a, b] })).toThrow(/stays off/);
  });
});

describe('trimming', () => {
  it('spreads what was cut as one constant, and keeps the sum', () => {
    const { weights, shareTrimmed } = trimWeights([1, 2, 3, 10], { upper: 6 });
    expectClose(weights, [1 + 4 / 3, 2 + 4 / 3, 3 + 4 / 3, 6]);
    expect(shareTrimmed).toBe(0.25);
  });

  it('repeats when strict until no weight is outside', () => {
    const { weights } = trimWeights([1, 5.5, 10], { upper: 6, isStrict: true });
    expectClose(weights, [4.5, 6, 6]);
    expect(() => trimWeights([1, 9], { upper: 4 })).toThrow(/bounds around the mean weight/);
  });

  it('with raking ends with margins that hold', () => {
    const found = trimAndRake(base, margins, { upper: 1.7, boundsAre: 'multiplesOfMean' });
    expect(found.maximumMarginError).toBeLessThanOrEqual(1e-10);
    expect(found.diagnostics.maximum).toBeLessThan(rakeWeights(base, margins).diagnostics.maximum);
  });
});

describe('the weights before calibration', () => {
  it('are inverse probabilities, and carry those who did not answer', () => {
    expectClose(
      designWeights([
        [0.5, 0.5],
        [0.2, 0.1],
      ]),
      [10, 20],
    );
    expect(() => designWeights([[0.5, 0]])).toThrow(/stage 1, row 1 has 0/);
    const area = { name: 'area', categories: ['north', 'south'], codes: [0, 0, 1] };
    expectClose(nonresponseAdjustment([10, 10, 5], [1, 0, 1], area), [20, 0, 5]);
    expect(() => nonresponseAdjustment([10, 10, 5], [1, 1, 0], area)).toThrow(/area "south" has none/);
  });
});

describe('solveSymmetric', () => {
  it('solves, and leaves out a column that depends on others', () => {
    expectClose(solveSymmetric(Float64Array.of(4, 2, 2, 3), Float64Array.of(8, 8)), [1, 2]);
    expect([...solveSymmetric(Float64Array.of(1, 1, 1, 1), Float64Array.of(3, 3))]).toEqual([3, 0]);
  });
});
