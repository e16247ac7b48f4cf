import { describe, expect, it } from 'vitest';
import type { Release } from '../../../core/release/format-1.ts';
import { readerIn } from '../reader.ts';
import { published, releaseOf } from '../sample-release.ts';
import { trendPoints } from '../trend-points.ts';
import { lightLook } from './chart-look.ts';
import { trendChart } from './trend-chart.ts';

const chinese = readerIn('zh-Hans');
const releases: readonly Release[] = [
  releaseOf('2023', 78.1),
  releaseOf('2024', 79.8, { comparedWith: '2023' }),
  releaseOf('2025', 84.2, { comparedWith: '2024', breaks: ['conventionChanged'] }),
];
const points = trendPoints(releases.map(published), 'index', 'overall');
const targets = [{ value: 80, text: '目标不低于80' }];

describe('trendChart', () => {
  it('is this configuration', () => {
    expect(trendChart({ points, targets, look: lightLook }, chinese)).toMatchSnapshot();
  });

  it('never joins waves across a break', () => {
    const lines = trendChart({ points, targets, look: lightLook }, chinese).data.datasets;
    expect(lines.map(({ data }) => data)).toEqual([
      [76.8, 78.5, null],
      [79.39999999999999, 81.1, null],
      [78.1, 79.8, null],
      [null, null, 82.9],
      [null, null, 85.5],
      [null, null, 84.2],
    ]);
  });

  it('says on the axis that it does not begin at 0', () => {
    const { scales } = trendChart({ points, targets, look: lightLook }, chinese).options ?? {};
    expect(scales?.['y']).toMatchObject({
      min: 60,
      max: 100,
      title: { text: '分（0—100）；纵轴从60起，不从0起' },
    });
  });
});
