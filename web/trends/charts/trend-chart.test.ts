import { describe, expect, it } from 'vitest';
import type { Release } from '../../../core/release/release.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import { published, releaseOf } from '../../parts/figure/sample-release.ts';
import { trendPoints } from '../trend-points.ts';
import { lightLook } from './chart-look.ts';
import { trendChart } from './trend-chart.ts';

const chinese = readerIn('zh-Hans');
const releases: readonly Release[] = [
  releaseOf('2023', 78.1),
  releaseOf('2024', 79.8, { comparedWith: '2023' }),
  releaseOf('2025', 84.2, { comparedWith: '2024', breaks: ['convention'] }),
];
const overall = { form: 'short', statistic: 'index', subject: 'overall' };
const points = trendPoints(releases.map(published), overall);
const targets = [{ value: 80, text: '目标不低于80' }];

describe('trendChart', () => {
  it('is this configuration', () => {
    expect(trendChart({ points, targets, look: lightLook }, chinese)).toMatchSnapshot();
  });

  it('never joins waves across a break', () => {
    const lines = trendChart({ points, targets, look: lightLook }, chinese).data.datasets;
    expect(lines.map(({ data }) => data)).toEqual([
      [76.8, 78.5, null],
      [79.4, 81.1, null],
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

  it('writes reasons that would not fit beside the rule into the table alone, and all of them into a picture', () => {
    const shifted = releaseOf('2024', 79.8, { comparedWith: '2023', breaks: ['wording', 'modeMix'] });
    const broken = trendPoints([releaseOf('2023', 78.1), shifted].map(published), overall);
    const labels = (picture?: { title: string; lines: string[] }) =>
      trendChart({ points: broken, targets: [], look: lightLook, ...(picture ? { picture } : {}) }, chinese)
        .options?.plugins?.marks?.breaks;
    expect(labels()).toEqual([{ before: 1, text: '不可比，见下表' }]);
    expect(labels({ title: '', lines: [] })).toEqual([
      { before: 1, text: '题目措辞改了、调查方式占比变动超过10个百分点' },
    ]);
  });

  it('says at the foot of its place what a wave has instead of a point', () => {
    const { figures, ...rest } = releaseOf('2024', 79.8, { comparedWith: '2023' });
    const hidden = figures.map((figure) => ({ ...figure, cell: { suppressed: 'hidden' } as const }));
    const waves = [releaseOf('2023', 78.1), { ...rest, figures: hidden }].map(published);
    const { data, options } = trendChart(
      { points: trendPoints(waves, overall), targets: [], look: lightLook },
      chinese,
    );
    expect(options?.plugins?.marks?.labels).toEqual(['78.1', '未公布']);
    expect(data.datasets.at(-1)?.data).toEqual([78.1, null]);
  });
});
