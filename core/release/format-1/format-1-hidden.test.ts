import { describe, expect, it } from 'vitest';
import { format1Hidden } from './format-1-hidden.ts';
import { aFormat1Release } from './format-1.test-data.ts';
import type { Cell, PublishedFigure } from './format-1.ts';

const { nodes } = aFormat1Release();
const areas = ['a', 'b', 'c', 'd'];
const shown = (value: number, n: number): Cell => ({
  value,
  standing: 'full',
  standardError: 1,
  interval: [value - 2, value + 2],
  degreesOfFreedom: 30,
  n,
});

/** Every figure of the item and the nodes above it, over all and by area; what is not told is shown on many answers. */
function release(cells: Readonly<Record<string, Cell>>) {
  const subjects = [
    ['index', 'overall'],
    ['index', 'food'],
    ['index', 'parks'],
    ['itemScore', 'food'],
    ['itemScore', 'parks'],
  ] as const;
  const figures = subjects.flatMap(([statistic, subject]) =>
    [undefined, ...areas].map((area): PublishedFigure => {
      const key = area === undefined ? `${statistic}/${subject}` : `${statistic}/${subject}@${area}`;
      const cell = cells[key] ?? shown(60, area === undefined ? 800 : 200);
      return { key, statistic, subject, unit: 'points', cell, ...(area === undefined ? {} : { area }) };
    }),
  );
  return { nodes, figures };
}
const hiddenOf = (cells: Readonly<Record<string, Cell>>) => [...format1Hidden(release(cells))].sort();
const few: Cell = { suppressed: 'few' };

describe('what is hidden of a release of format 1', () => {
  it('is nothing where nothing was', () => {
    expect(hiddenOf({})).toEqual([]);
  });

  it('is every figure on the same answers, an area beside it, and what is made of them in both', () => {
    expect(hiddenOf({ 'index/food@a': few, 'index/food@b': { suppressed: 'complement' } })).toEqual(
      ['a', 'b', 'c']
        .flatMap((area) => [`index/food@${area}`, `index/overall@${area}`, `itemScore/food@${area}`])
        .sort(),
    );
  });

  it('takes for that area the one with the fewest answers that is large enough, far enough from the ends', () => {
    const hidden = hiddenOf({
      'index/food@a': few,
      'itemScore/food@b': shown(60, 60),
      'index/food@b': shown(60, 60),
      'itemScore/food@c': shown(97, 150),
      'index/food@c': shown(97, 150),
    });
    expect(hidden).toContain('itemScore/food@d');
    expect(hidden).not.toContain('itemScore/food@b');
    expect(hidden).not.toContain('itemScore/food@c');
  });

  it('is the item in all areas where none is large enough, and all that is made of it', () => {
    const small = Object.fromEntries(
      areas.flatMap((area) =>
        ['index', 'itemScore'].map((statistic) => [`${statistic}/food@${area}`, shown(60, 40)]),
      ),
    );
    const hidden = hiddenOf({ ...small, 'index/food@a': few, 'itemScore/food@a': few });
    for (const area of areas) expect(hidden).toContain(`index/overall@${area}`);
    expect(hidden).not.toContain('index/overall');
    expect(hidden).not.toContain('index/parks@b');
  });

  it('is an area where all agree, and no node above a leaf that was never there', () => {
    expect(hiddenOf({ 'itemScore/food@a': { suppressed: 'noError' } })).toContain('index/overall@a');
    expect(hiddenOf({ 'index/overall@a': { suppressed: 'noIndex' } })).toEqual(['index/overall@a']);
  });

  it('leaves no hidden leaf alone in its area or in its table', () => {
    for (const area of areas) {
      const hidden = new Set(hiddenOf({ [`index/food@${area}`]: few }));
      const leaves = areas.filter((each) => hidden.has(`index/food@${each}`));
      expect(leaves.length).toBeGreaterThan(1);
      for (const each of leaves) expect(hidden.has(`index/overall@${each}`)).toBe(true);
    }
  });
});
