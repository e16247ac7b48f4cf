import { describe, expect, it } from 'vitest';
import { linearMean } from '../../estimation/figures/linear-mean.ts';
import { known } from '../../estimation/figures/not-estimable.ts';
import { sampleDesign } from '../../estimation/design/sample-design.ts';
import { estimateFigure } from '../../indices/figure-method.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { areaRankings } from './area-rankings.ts';
import type { EstimatedFigure } from './estimated-figures.ts';

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

function figuresOf(subject: string, hidden: readonly string[] = []): readonly EstimatedFigure[] {
  return names
    .filter((name) => !hidden.includes(name))
    .map((name): EstimatedFigure => {
      const domain = Uint8Array.from(area, (each) => Number(each === name));
      const figure = known(linearMean(design, scores, { domain }));
      const key = `index/${subject}@${name}`;
      const estimate = estimateFigure(design, 'points', figure);
      const definition = { hash: key, parts: {} };
      return {
        ...{ key, statistic: 'index', subject, unit: 'points', area: name },
        ...{ figure, estimate, definition, standing: 'full' },
      };
    });
}
const settings = { form: 'short', root: 'overall', level: 0.95 };
const rank = (hidden?: readonly string[], seed = 'data') =>
  areaRankings(design, figuresOf('overall', hidden), { ...settings, seed });

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

  it('adjust all nodes but the headline together', () => {
    const of = (...subjects: readonly string[]) =>
      areaRankings(
        design,
        subjects.flatMap((subject) => figuresOf(subject)),
        { ...settings, seed: 'data' },
      );
    const alone = of('overall', 'food')[1]!.areas[1]!.adjustedPValue!;
    const together = of('overall', 'food', 'water', 'roads')[1]!.areas[1]!.adjustedPValue!;
    expect(together).toBeGreaterThan(alone);
    expect(of('overall', 'food', 'water')[0]).toEqual(of('overall')[0]);
  });

  it('never say first of what is below the others, nor last of what is above them', () => {
    const streets = Array.from({ length: 10 }, (_, at) => `street ${at}`);
    const street = streets.flatMap((each) => new Array<string>(12).fill(each));
    const alike = sampleDesign({
      weights: street.map(() => 1),
      strata: street,
      clusters: street.map((_, at) => at),
    });
    const found = new Set<string>();
    for (let trial = 0; trial < 20; trial++) {
      const noise = seededRandom(`streets ${trial}`);
      const answers = street.map((each) => (each === 'street 9' ? -1.05 : 0) + noise.normal());
      const figures = streets.map((name): EstimatedFigure => {
        const domain = Uint8Array.from(street, (each) => Number(each === name));
        const figure = known(linearMean(alike, answers, { domain }));
        return { ...figuresOf('overall')[0]!, key: `index/overall@${name}`, area: name, figure };
      });
      for (const { ranks, group } of areaRankings(alike, figures, { ...settings, seed: 'data' })[0]!.areas) {
        if (group === 'below') expect(ranks[0]).toBeGreaterThan(1);
        if (group === 'above') expect(ranks[1]).toBeLessThan(streets.length);
        found.add(group);
      }
    }
    expect(found).toContain('below');
  });
});
