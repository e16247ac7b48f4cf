import { describe, expect, it } from 'vitest';
import type { PublishedFigure, Release } from '../../../core/release/release.ts';
import { indexFigure, releaseOf } from '../../parts/figure/sample-release.ts';
import { estimateRows } from './estimate-rows.ts';

const rate: PublishedFigure = {
  ...indexFigure('A3', 0.8),
  key: 'satisfactionRate/A3',
  statistic: 'satisfactionRate',
};
const sample = releaseOf('2026', 82, { figures: [indexFigure('overall', 78, 'songyue'), rate] });
const release: Release = {
  ...sample,
  nodes: sample.nodes.map((node) => (node.name === 'overall' ? { ...node, overallItem: 'A3' } : node)),
};

describe('estimateRows', () => {
  it('follows the tree, with the items of a node behind it', () => {
    const rows = estimateRows(release, {}, 'zh-Hans');
    expect(rows.map(({ figure }) => figure.key)).toEqual([
      'index/overall',
      'satisfactionRate/A3',
      'index/product',
      'index/service',
    ]);
    expect(rows[1]?.title).toBe('质量满意度');
  });

  it('keeps to one statistic', () => {
    const rows = estimateRows(release, { statistic: 'satisfactionRate' }, 'zh-Hans');
    expect(rows.map(({ figure }) => figure.key)).toEqual(['satisfactionRate/A3']);
  });

  it('keeps to one area', () => {
    expect(estimateRows(release, { area: 'songyue' }, 'zh-Hans').map(({ figure }) => figure.key)).toEqual([
      'index/overall@songyue',
    ]);
  });
});
