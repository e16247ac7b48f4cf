import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { againstTheOthers } from './against-the-others.ts';
import { changeFrom } from './change-between.ts';
import { combine } from '../figures/combine.ts';
import { variance } from '../errors/covariance.ts';
import { estimate } from '../errors/estimate.ts';
import { linearMean } from '../figures/linear-mean.ts';
import type { LinearisedFigure } from '../figures/linearised-figure.ts';
import { known } from '../figures/not-estimable.ts';
import { rankSets } from './rank-sets.ts';
import { normalScores, rankedFigures } from './ranked-figures.ts';
import { sampleDesign } from '../design/sample-design.ts';
import { satterthwaite } from '../errors/satterthwaite.ts';

const random = seededRandom('areas');
const AREAS = 4;
const CLUSTERS = 6;
const levels = [50, 60, 60, 80];
const area: number[] = [];
const cluster: number[] = [];
const values: number[] = [];
for (let code = 0; code < AREAS; code++) {
  for (let unit = 0; unit < CLUSTERS; unit++) {
    const common = 3 * random.normal();
    for (let row = 0; row < 5; row++) {
      area.push(code);
      cluster.push(unit);
      values.push(levels[code]! + common + 5 * random.normal());
    }
  }
}
const design = sampleDesign({ weights: values.map(() => 1), strata: area, clusters: cluster });
const areas = levels.map((_, code) =>
  known(linearMean(design, values, { domain: Uint8Array.from(area, (each) => Number(each === code)) })),
);

const minus = (a: LinearisedFigure, b: LinearisedFigure) =>
  combine(design, [
    { coefficient: 1, figure: a },
    { coefficient: -1, figure: b },
  ]);

describe('satterthwaite', () => {
  it('counts the clusters of the strata a figure rests on, as far as they share in its variance', () => {
    expect(satterthwaite(design, areas[0]!)).toBeCloseTo(CLUSTERS - 1, 12);
    const [a, b] = [areas[0]!, areas[1]!].map((figure) => variance(design, figure));
    const expected = (a! + b!) ** 2 / (a! ** 2 / 5 + b! ** 2 / 5);
    expect(satterthwaite(design, minus(areas[0]!, areas[1]!))).toBeCloseTo(expected, 10);
  });

  it('is the number of clusters less that of strata where all strata have one variance', () => {
    const alike = sampleDesign({ weights: [1, 1, 1, 1, 1, 1], strata: ['a', 'a', 'a', 'b', 'b', 'b'] });
    expect(satterthwaite(alike, known(linearMean(alike, [1, 2, 3, 3, 2, 1])))).toBeCloseTo(4, 12);
    expect(
      satterthwaite(alike, { influence: new Float64Array(6), contributes: new Uint8Array(6).fill(1) }),
    ).toBe(0);
  });
});

describe('againstTheOthers', () => {
  it('tells who lies above and below the mean of the others, in the order given', () => {
    expect(againstTheOthers(design, areas).map((each) => known(each).group)).toEqual([
      'below',
      'noDifference',
      'noDifference',
      'above',
    ]);
  });

  it('is for two areas the test of their difference', () => {
    const [first, second] = againstTheOthers(design, areas.slice(0, 2)).map(known);
    const change = changeFrom({
      ...known(estimate(design, minus(areas[0]!, areas[1]!))),
      degreesOfFreedom: CLUSTERS - 1,
    });
    expect(first!.difference.difference).toBeCloseTo(change.difference, 10);
    expect(first!.difference.pValue).toBeCloseTo(change.pValue, 10);
    expect(second!.difference.difference).toBeCloseTo(-change.difference, 10);
    expect(first!.adjustedPValue).toBeCloseTo(2 * change.pValue, 10);
  });

  it('weighs the others by their shares', () => {
    const [first] = againstTheOthers(design, areas, { shares: [1, 2, 1, 1] }).map(known);
    const others = (2 * areas[1]!.value + areas[2]!.value + areas[3]!.value) / 4;
    expect(first!.difference.difference).toBeCloseTo(areas[0]!.value - others, 10);
  });

  it('says why where a difference has no error, and refuses a single figure', () => {
    const flat = sampleDesign({ weights: [1, 1, 1, 1] });
    const figures = [0, 1].map((code) =>
      known(linearMean(flat, [5, 5, 7, 7], { domain: Uint8Array.of(1 - code, 1 - code, code, code) })),
    );
    expect(againstTheOthers(flat, figures)).toEqual([
      { notEstimable: 'noVariation' },
      { notEstimable: 'noVariation' },
    ]);
    expect(() => againstTheOthers(design, areas.slice(0, 1))).toThrow(/two figures/);
    expect(() => againstTheOthers(design, areas, { shares: [1, 1, 1, 0] })).toThrow(/share above 0/);
  });
});

describe('rankedFigures', () => {
  it('bring differences of few clusters nearer to 0 than their t would be with known errors', () => {
    const figures = known(rankedFigures(design, areas));
    const { degreesOfFreedom: _, ...errorsKnown } = figures;
    const [few, many] = [normalScores(figures), normalScores(errorsKnown)];
    many.forEach((t, pair) => {
      expect(Math.abs(few[pair]!)).toBeLessThanOrEqual(Math.abs(t));
      expect(Math.sign(few[pair]!)).toBe(Math.sign(t));
    });
  });

  it('rank the areas of one sample', () => {
    expect(rankSets(known(rankedFigures(design, areas)), { random: seededRandom(1) })).toEqual([
      [4, 4],
      [2, 3],
      [2, 3],
      [1, 1],
    ]);
  });

  it('are none where two of them cannot differ', () => {
    expect(rankedFigures(design, [areas[0]!, areas[0]!])).toEqual({ notEstimable: 'noVariation' });
  });
});
