import { describe, expect, it } from 'vitest';
import { standardError } from '../estimation/errors/covariance.ts';
import { degreesOfFreedom } from '../estimation/errors/degrees-of-freedom.ts';
import { linearMean } from '../estimation/figures/linear-mean.ts';
import { known } from '../estimation/figures/not-estimable.ts';
import { sampleDesign } from '../estimation/design/sample-design.ts';
import { relativeDifference } from '../numeric/relative-difference.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { auxiliariesOf } from './auxiliaries.ts';
import { calibratedDesign } from './calibrated-design.ts';
import { calibratedMeans } from './calibrated-means.ts';
import type { Margin } from './margin.ts';
import { rakeWeights } from './rake-weights.ts';
import { trimWeights } from './trim-weights.ts';

const random = seededRandom('means');
const rowCount = 600;
const area = Int32Array.from({ length: rowCount }, () => random.integer(5));
const cluster = area.map((code) => code * 8 + random.integer(8));
const sex = Int32Array.from({ length: rowCount }, () => random.integer(2));
const age = Int32Array.from({ length: rowCount }, () => random.integer(3));
const baseWeights = Float64Array.from({ length: rowCount }, (_, row) =>
  row % 50 === 7 ? 0 : 0.5 + random.next(),
);
const margins: readonly Margin[] = [
  { name: 'sex', categories: ['f', 'm'], codes: sex, totals: [420, 380] },
  { name: 'age', categories: ['a', 'b', 'c'], codes: age, totals: [300, 300, 200] },
];
const scores = [0, 25, 50, 75, 100];
const items = [0, 1, 2].map((item) => ({
  scores,
  codes: Int8Array.from({ length: rowCount }, (_, row) =>
    random.next() < 0.1 ? -3 : Math.min(4, Math.floor(random.next() * (3 + (area[row]! + item) / 4))),
  ),
}));

describe('calibratedMeans', () => {
  it.each([
    ['raked', margins],
    ['plain', []],
  ] as const)('gives the numbers of one figure after the other: %s weights', (_, used) => {
    const weights = used.length === 0 ? baseWeights : rakeWeights(baseWeights, used).weights;
    const design = sampleDesign({ weights, strata: area, clusters: cluster });
    const table = calibratedMeans({
      design,
      items,
      groups: { codes: area, count: 5 },
      margins: used,
      baseWeights,
    });
    const expected =
      used.length === 0
        ? design
        : calibratedDesign(design, { baseWeights, auxiliaries: auxiliariesOf('test', baseWeights, used) });
    for (const [place, item] of items.entries()) {
      for (let group = 0; group <= 5; group++) {
        const domain = area.map((code) => Number(group === 5 || code === group));
        const figure = known(linearMean(expected, item, { domain: Uint8Array.from(domain) }));
        const at = place * table.columns + group;
        expect(relativeDifference(table.values[at]!, figure.value)).toBeLessThan(1e-12);
        expect(relativeDifference(table.standardErrors[at]!, standardError(expected, figure))).toBeLessThan(
          1e-9,
        );
        expect(table.n[at]).toBe(figure.n);
        expect(table.degreesOfFreedom[at]).toBe(degreesOfFreedom(design, figure));
      }
    }
  });

  it('refuses weights that were trimmed after raking', () => {
    const { weights } = trimWeights(rakeWeights(baseWeights, margins).weights, { upper: 2 });
    const design = sampleDesign({ weights, strata: area, clusters: cluster });
    const groups = { codes: area, count: 5 };
    expect(() => calibratedMeans({ design, items, groups, margins, baseWeights })).toThrow('trimAndRake');
  });

  it('has no mean where nobody answered, and refuses a group that is none', () => {
    const design = sampleDesign({ weights: [1, 1, 1, 1] });
    const given = {
      design,
      items: [{ scores, codes: Int8Array.of(1, 2, -1, -1) }],
      margins: [],
      baseWeights: design.weights,
    };
    const table = calibratedMeans({ ...given, groups: { codes: Int32Array.of(0, 0, 1, 1), count: 2 } });
    expect([...table.values]).toEqual([37.5, NaN, 37.5]);
    expect([...table.n]).toEqual([2, 0, 2]);
    expect(() =>
      calibratedMeans({ ...given, groups: { codes: Int32Array.of(0, 0, 1, 2), count: 2 } }),
    ).toThrow(/row 3 has 2/);
  });
});
