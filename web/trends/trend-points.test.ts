import { describe, expect, it } from 'vitest';
import { published, releaseOf } from './sample-release.ts';
import { trendPoints } from './trend-points.ts';

const first = published(releaseOf('2024', 79.8));
const second = published(releaseOf('2025', 81.1, { comparedWith: '2024' }));
const changed = published(releaseOf('2026', 82.4, { comparedWith: '2025', breaks: ['conventionChanged'] }));

describe('trendPoints', () => {
  it('joins waves that were compared and have no break', () => {
    expect(trendPoints([first, second], 'index', 'overall').map(({ breaks }) => breaks)).toEqual([[], []]);
  });

  it('interrupts the line where the release declares a break', () => {
    const points = trendPoints([first, second, changed], 'index', 'overall');
    expect(points.map(({ breaks }) => breaks)).toEqual([[], [], ['conventionChanged']]);
  });

  it('interrupts the line where the release was compared with another wave than the one drawn before it', () => {
    expect(trendPoints([first, changed], 'index', 'overall')[1]?.breaks).toEqual(['notCompared']);
  });

  it('leaves a gap where a wave does not have the figure', () => {
    expect(trendPoints([first], 'index', 'elsewhere')[0]?.cell).toBe(undefined);
  });
});
