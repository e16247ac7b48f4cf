import { describe, expect, it } from 'vitest';
import type { PublishedChange, Release } from '../../core/release/release.ts';
import { published, releaseOf } from '../parts/figure/sample-release.ts';
import { trendPoints } from './trend-points.ts';

const overall = { form: 'short', statistic: 'index', subject: 'overall' };
const service = { ...overall, subject: 'service' };
const first = published(releaseOf('2024', 79.8));
const second = published(releaseOf('2025', 81.1, { comparedWith: '2024' }));
const changed = published(releaseOf('2026', 82.4, { comparedWith: '2025', breaks: ['convention'] }));

describe('trendPoints', () => {
  it('joins waves that were compared and have no break', () => {
    expect(trendPoints([first, second], overall).map(({ breaks }) => breaks)).toEqual([[], []]);
  });

  it('interrupts the line where the release says that the definition changed', () => {
    const points = trendPoints([first, second, changed], overall);
    expect(points.map(({ breaks }) => breaks)).toEqual([[], [], ['convention']]);
  });

  it('interrupts the line of that figure alone: the others go on', () => {
    const reworded = releaseOf('2026', 82.4, {
      comparedWith: '2025',
      breaks: ['wording'],
      brokenNodes: ['overall'],
    });
    const waves = [first, second, published(reworded)];
    expect(trendPoints(waves, overall).at(-1)).toMatchObject({ breaks: ['wording'], change: undefined });
    expect(trendPoints(waves, service).at(-1)).toMatchObject({ breaks: [], change: { word: 'rose' } });
  });

  it('interrupts the line where the release was compared with another wave than the one drawn before it', () => {
    const [, point] = trendPoints([first, changed], overall);
    expect(point).toMatchObject({ breaks: ['notCompared'], change: undefined });
  });

  it('interrupts the line between definitions that differ, whatever the release leaves unsaid', () => {
    const { release } = second;
    const silent: Release = {
      ...release,
      figures: release.figures.map((figure) => ({ ...figure, definition: 'another' })),
    };
    expect(trendPoints([first, published(silent)], overall)[1]?.breaks).toEqual(['notCompared']);
  });

  it('has the change over leaves in common, and no line: the two indices are made of different leaves', () => {
    const { release } = second;
    const comparison = release.comparison!;
    const overLeaves = (change: PublishedChange): PublishedChange => ({
      ...change,
      commonLeaves: ['service'],
    });
    const partly: Release = {
      ...release,
      comparison: { ...comparison, changes: comparison.changes.map(overLeaves) },
    };
    const [, point] = trendPoints([first, published(partly)], overall);
    expect(point).toMatchObject({ breaks: ['commonLeaves'], change: { commonLeaves: ['service'] } });
    expect(point?.leavesApart.map((title) => title['zh-Hans'])).toEqual(['产品质量']);
  });

  it('leaves a gap where a wave does not have the figure', () => {
    expect(trendPoints([first], { ...overall, subject: 'elsewhere' })[0]?.cell).toBe(undefined);
  });
});
