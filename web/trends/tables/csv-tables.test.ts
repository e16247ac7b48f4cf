import { describe, expect, it } from 'vitest';
import type { Cell, PublishedFigure, TargetResult } from '../../../core/release/release.ts';
import { areaTable, targetTable, trendTable } from './csv-tables.ts';
import { areaRows } from './area-rows.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import {
  changeOf,
  indexFigure,
  levelTarget,
  published,
  releaseOf,
} from '../../parts/figure/sample-release.ts';
import { targetRows } from './target-rows.ts';
import { trendPoints } from '../trend-points.ts';

const chinese = readerIn('zh-Hans');
const source = { line: '来源：示范区', hash: '9f2c' };
const overall = { form: 'short', statistic: 'index', subject: 'overall' };
const target = levelTarget({
  verdict: 'met',
  reason: 'interval',
  value: 82.4,
  interval: [81.1, 83.7],
  n: 2400,
});
const second = releaseOf('2025', 82.4, {
  comparedWith: '2024',
  targets: [target],
  figures: [indexFigure('overall', 78, 'songyue')],
});

describe('trendTable', () => {
  it('has value, interval and n in one cell, the change with its family and the definition beside it, the source below', () => {
    const points = trendPoints([published(releaseOf('2024', 80.6)), published(second)], overall);
    expect(trendTable(points, source, chinese)).toEqual([
      ['轮次', '数值与区间', '变化', '族', '定义哈希'],
      ['2024年', '80.6（79.3至81.9），n ≈ 2,400', '', '', 'definition-of-overall'],
      ['2025年', '82.4（81.1至83.7），n ≈ 2,400', '▲ 上升 +1.8分（0.6至3.0）', '1', 'definition-of-overall'],
      ['来源：示范区', '9f2c'],
    ]);
  });

  it('says why there is no change where it would stand', () => {
    const broken = published(releaseOf('2025', 82, { comparedWith: '2024', breaks: ['leaves'] }));
    const points = trendPoints([published(releaseOf('2024', 80.6)), broken], overall);
    expect(trendTable(points, source, chinese)[2]?.[2]).toBe('与上一轮不可比：指标构成变了');
  });

  it('says where few answers keep a figure from being compared, and nothing beside a hidden one', () => {
    const first = published(releaseOf('2024', 80.6));
    const changeOfProduct = (cell: Cell) => {
      const release = releaseOf('2025', 82, { comparedWith: '2024' });
      const figures = release.figures.map((figure) =>
        figure.subject === 'product' ? { ...figure, cell } : figure,
      );
      const changes = release.comparison!.changes.filter(({ key }) => key !== 'index/product');
      const comparison = { ...release.comparison!, changes };
      const waves = [first, published({ ...release, figures, comparison })];
      return trendTable(trendPoints(waves, { ...overall, subject: 'product' }), source, chinese)[2]?.[2];
    };
    expect(changeOfProduct({ value: 80, standing: 'insufficient', n: 20 })).toBe('样本较少，不作比较');
    expect(changeOfProduct({ suppressed: 'hidden' })).toBe('');
    expect(changeOfProduct({ value: 80, standing: 'full', n: 80 })).toBe('与上一轮没有比较');
  });
});

describe('areaTable', () => {
  it('has one row per area', () => {
    const table = areaTable(areaRows(second, overall, chinese), source, chinese);
    expect(table[1]).toEqual(['松月街道', '78.0（76.7至79.3），n ≈ 2,400', 'definition-of-overall']);
  });

  it('has every change that is tested by area: of the index, the mean score and the rate', () => {
    const rate: PublishedFigure = {
      ...indexFigure('a1', 0, 'songyue'),
      key: 'satisfactionRate/a1@songyue',
      statistic: 'satisfactionRate',
      unit: 'share',
      cell: { value: 0.8, standing: 'full', n: 300 },
    };
    const comparison = second.comparison!;
    const changes = [
      { ...changeOf('overall', 'rose', 8), key: 'index/overall@songyue' },
      { ...changeOf('overall', 'noDetectableChange', 8), key: rate.key, difference: 0.01, detectable: 0.05 },
    ];
    const compared = {
      ...second,
      nodes: second.nodes.map((node) => ({ ...node, overallItem: 'a1' })),
      figures: [...second.figures, rate],
      comparison: { ...comparison, changes },
    };
    const rows = areaRows(compared, overall, chinese);
    const [head, row] = areaTable(rows, source, chinese);
    expect(head).toEqual(['地区', '数值与区间', '变化', '定义哈希']);
    expect(row?.[2]).toMatch(
      /^指数：▲ 上升 \+1\.8分（0\.6至3\.0）；总体评价一题满意率：▬ 未见显著变化 \+1个百分点/,
    );
  });

  it('never lets a range of ranks travel without its figure', () => {
    const areas = [{ area: 'songyue', ranks: [1, 2], group: 'noDifference' }] as const;
    const ranked = { ...second, rankings: [{ form: 'short', subject: 'overall', areas }] };
    const table = areaTable(areaRows(ranked, overall, chinese), source, chinese);
    expect(table[1]?.slice(0, 2)).toEqual([
      '松月街道',
      '78.0（76.7至79.3），n ≈ 2,400；第1—2位（共1个）；≈ 看不出差别',
    ]);
    expect(table[2]?.[0]).toContain('范围里没有第1位');
  });
});

describe('targetTable', () => {
  it('never lets a verdict travel without value, interval and n', () => {
    expect(targetTable(targetRows(second, chinese), source, chinese)[1]).toEqual([
      '满意度达到80',
      '商务委',
      '● 达标（不低于80）：82.4（81.1至83.7），n ≈ 2,400',
      '区间81.1至83.7全部符合“不低于80”',
      '',
      '',
      '',
      '',
      'definition-of-overall',
    ]);
  });

  it('has the level without flagged answers beside a target on a level alone: of a change it says nothing', () => {
    const withoutFlagged: Cell = { value: 77.3, standing: 'full', n: 2300 };
    const rising = { ...target, withoutFlagged, operator: { kind: 'rising' } as const };
    const rowOf = (each: TargetResult) => targetRows({ ...second, targets: [each] }, chinese)[0]!;
    expect(rowOf({ ...target, withoutFlagged }).withoutFlagged).toContain('77.3');
    expect(rowOf(rising)).not.toHaveProperty('withoutFlagged');
  });

  it('keeps to one department where one is chosen', () => {
    expect(targetRows(second, chinese, 'police')).toEqual([]);
    expect(targetRows(second, chinese, 'commerce')).toHaveLength(1);
  });
});
