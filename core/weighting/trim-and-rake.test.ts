import { describe, expect, it } from 'vitest';
import { standardError } from '../estimation/errors/covariance.ts';
import { linearMean } from '../estimation/figures/linear-mean.ts';
import { known } from '../estimation/figures/not-estimable.ts';
import { sampleDesign } from '../estimation/design/sample-design.ts';
import { relativeDifference } from '../numeric/relative-difference.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { auxiliariesOf } from './auxiliaries.ts';
import { calibratedDesign } from './calibrated-design.ts';
import { rakeWeights } from './rake-weights.ts';
import { trimAndRake } from './trim-and-rake.ts';
import { trimWeights } from './trim-weights.ts';

/** Eighty committees of twelve, with weights as unequal as those of a bad frame. */
const random = seededRandom('trimmed');
const [UNITS, IN_UNIT] = [80, 12];
const all = Array.from({ length: UNITS * IN_UNIT }, (_, row) => row);
const unit = all.map((row) => Math.floor(row / IN_UNIT));
const effects = Array.from({ length: UNITS }, () => 3 * random.normal());
const sex = all.map(() => random.integer(2));
const age = all.map(() => random.integer(3));
const base = all.map(() => Math.exp(0.8 * random.normal()));
const y = all.map(
  (row) =>
    60 +
    8 * sex[row]! +
    6 * age[row]! +
    effects[unit[row]!]! +
    4 * Math.log(base[row]!) +
    12 * random.normal(),
);
const population = base.reduce((sum, weight) => sum + weight, 0);
const marginsOf = (rows: readonly number[]) => [
  {
    name: 'sex',
    categories: ['f', 'm'],
    codes: rows.map((row) => sex[row]!),
    totals: [0.45, 0.55].map((share) => share * population),
  },
  {
    name: 'age',
    categories: ['a', 'b', 'c'],
    codes: rows.map((row) => age[row]!),
    totals: [0.25, 0.35, 0.4].map((share) => share * population),
  },
];
const trim = { lower: 0.3, upper: 2, boundsAre: 'multiplesOfMean' } as const;
const errorOf = (weights: Float64Array, baseWeights: Float64Array) => {
  const auxiliaries = auxiliariesOf('test', baseWeights, marginsOf(all));
  const design = calibratedDesign(sampleDesign({ weights, clusters: unit }), { baseWeights, auxiliaries });
  return standardError(design, known(linearMean(design, y)));
};

describe('weights trimmed and raked in turn', () => {
  const found = trimAndRake(base, marginsOf(all), trim);

  it('leave the error of a jackknife that trims and rakes anew in every replicate', () => {
    const meanWithout = (left: number) => {
      const rows = all.filter((row) => unit[row] !== left);
      const again = rows.map((row) => (base[row]! * UNITS) / (UNITS - 1));
      const { weights } = trimAndRake(again, marginsOf(rows), trim);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return rows.reduce((total, row, at) => total + weights[at]! * y[row]!, 0) / sum;
    };
    const means = Array.from({ length: UNITS }, (_, left) => meanWithout(left));
    const mean = means.reduce((sum, each) => sum + each, 0) / UNITS;
    const squares = means.reduce((sum, each) => sum + (each - mean) ** 2, 0);
    const jackknife = Math.sqrt(((UNITS - 1) / UNITS) * squares);
    expect(found.shareTrimmed).toBeGreaterThan(0.1);
    expect(relativeDifference(errorOf(found.weights, found.trimmedWeights), jackknife)).toBeLessThan(0.03);
  });

  it('have it from the weights the last raking began with, and from no others', () => {
    expect(() => errorOf(found.weights, Float64Array.from(base))).toThrow('come from its base weights');
    const raked = rakeWeights(base, marginsOf(all)).weights;
    const { weights } = trimWeights(raked, trim);
    expect(() => errorOf(weights, Float64Array.from(base))).toThrow(/trimAndRake/);
    expect(() => errorOf(weights, weights)).toThrow('meet the totals (sex "f"');
  });

  it('are the raked ones where nothing has to be trimmed', () => {
    const untouched = trimAndRake(base, marginsOf(all), { upper: 100, boundsAre: 'multiplesOfMean' });
    expect([untouched.rounds, untouched.shareTrimmed]).toEqual([0, 0]);
    expect(untouched.trimmedWeights).toEqual(Float64Array.from(base));
    expect(untouched.weights).toEqual(rakeWeights(base, marginsOf(all)).weights);
  });
});
