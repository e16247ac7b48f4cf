import { describe, expect, it } from 'vitest';
import { linearMean } from '../estimation/linear-mean.ts';
import { known } from '../estimation/not-estimable.ts';
import { sampleDesign } from '../estimation/sample-design.ts';
import { estimateFigure } from '../indices/methods/method.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { areaRankings } from './area-rankings.ts';
import type { EstimatedFigure } from './estimated-figures.ts';
import { publishedCell } from './published-cell.ts';
import type { PublishedFigure } from './format-1.ts';

const random = seededRandom('ranking');
const levels = { north: 85, east: 70, south: 70, west: 55 };
const names = Object.keys(levels) as (keyof typeof levels)[];
const area: string[] = [];
const cluster: number[] = [];
const scores: number[] = [];
for (const name of names) {
  for (let unit = 0; unit < 12; unit++) {
    const common = 2 * random.normal();
    for (let row = 0; row < 8; row++) {
      area.push(name);
      cluster.push(unit);
      scores.push(levels[name] + common + 6 * random.normal());
    }
  }
}
const design = sampleDesign({ weights: scores.map(() => 1), strata: area, clusters: cluster });

function figuresOf(hidden: readonly string[] = []) {
  const estimated = names.map((name): EstimatedFigure => {
    const domain = Uint8Array.from(area, (each) => Number(each === name));
    const figure = known(linearMean(design, scores, { domain }));
    const key = `index/overall@${name}`;
    const estimate = estimateFigure(design, 'points', figure);
    return { key, statistic: 'index', subject: 'overall', unit: 'points', area: name, figure, estimate };
  });
  const figures = estimated.map(({ key, statistic, subject, unit, estimate, area: of }): PublishedFigure => {
    const cell = publishedCell(estimate, 10, hidden.includes(of!) ? 'complement' : undefined);
    return { key, statistic, subject, unit, cell, area: of! };
  });
  return { estimated, figures };
}
const rank = (hidden?: readonly string[], seed = 'data') => {
  const { estimated, figures } = figuresOf(hidden);
  return areaRankings(design, estimated, figures, { level: 0.95, seed });
};

describe('areaRankings', () => {
  it('give each area the ranks it may have and its place among the others', () => {
    const [ranking, ...others] = rank();
    expect(others).toEqual([]);
    expect(ranking!.subject).toBe('overall');
    expect(ranking!.areas.map(({ area: of, ranks, group }) => [of, ...ranks, group])).toEqual([
      ['north', 1, 1, 'above'],
      ['east', 2, 3, 'noDifference'],
      ['south', 2, 3, 'noDifference'],
      ['west', 4, 4, 'below'],
    ]);
    const [north] = ranking!.areas;
    expect(north!.difference).toBeGreaterThan(north!.interval![0]);
    expect(north!.interval![0]).toBeGreaterThan(0);
  });

  it('leave out an area that is hidden, and rank the others among themselves', () => {
    const [ranking] = rank(['north']);
    expect(ranking!.areas.map(({ area: of, ranks }) => [of, ...ranks])).toEqual([
      ['east', 1, 2],
      ['south', 1, 2],
      ['west', 3, 3],
    ]);
  });

  it('are none of a single area, and the same again for the same data', () => {
    expect(rank(['north', 'east', 'south'])).toEqual([]);
    expect(rank([], 'same')).toEqual(rank([], 'same'));
  });
});
