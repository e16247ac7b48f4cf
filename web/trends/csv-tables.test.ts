import { describe, expect, it } from 'vitest';
import type { TargetResult } from '../../core/release/format-1.ts';
import { areaTable, targetTable, trendTable } from './csv-tables.ts';
import { areaRows } from './area-rows.ts';
import { readerIn } from './reader.ts';
import { indexFigure, published, releaseOf } from './sample-release.ts';
import { targetRows } from './target-rows.ts';
import { trendPoints } from './trend-points.ts';

const chinese = readerIn('zh-Hans');
const source = { line: '来源：示范区', hash: '9f2c' };
const target: TargetResult = {
  name: 'T1',
  text: { 'zh-Hans': '满意度达到80', en: 'at least 80' },
  departments: ['commerce'],
  operator: { kind: 'atLeast', threshold: 80 },
  figure: 'index/overall',
  verdict: 'met',
  reason: 'interval',
  interval: [81.1, 83.7],
};
const second = releaseOf('2025', 82.4, {
  comparedWith: '2024',
  targets: [target],
  figures: [indexFigure('overall', 78, 'songyue')],
});

describe('trendTable', () => {
  it('has value, interval and n in one cell, the change beside it, and the source below', () => {
    const points = trendPoints([published(releaseOf('2024', 80.6)), published(second)], 'index', 'overall');
    expect(trendTable(points, source, chinese)).toEqual([
      ['轮次', '数值与区间', '变化'],
      ['2024年', '80.6 ±1.3，n ≈ 2,400', ''],
      ['2025年', '82.4 ±1.3，n ≈ 2,400', '▲ 上升 +1.8 ±1.2分'],
      ['来源：示范区', '9f2c'],
    ]);
  });

  it('names the break where a change would stand', () => {
    const broken = published(releaseOf('2025', 82, { comparedWith: '2024', breaks: ['indexChanged'] }));
    const points = trendPoints([published(releaseOf('2024', 80.6)), broken], 'index', 'overall');
    expect(trendTable(points, source, chinese)[2]?.[2]).toBe('与上一轮不可比：指标体系有变');
  });
});

describe('areaTable', () => {
  it('has one row per area', () => {
    const table = areaTable(areaRows(second, 'index', 'overall', chinese), source, chinese);
    expect(table[1]).toEqual(['松月街道', '78.0 ±1.3，n ≈ 2,400']);
  });

  it('never lets a range of ranks travel without its figure', () => {
    const areas = [{ area: 'songyue', ranks: [1, 2], group: 'noDifference' }] as const;
    const ranked = { ...second, rankings: [{ subject: 'overall', areas }] };
    const table = areaTable(areaRows(ranked, 'index', 'overall', chinese), source, chinese);
    expect(table[1]).toEqual(['松月街道', '78.0 ±1.3，n ≈ 2,400；第1—2位（共1个）；≈ 看不出差别']);
    expect(table[2]?.[0]).toContain('两种各自独立的算法');
  });
});

describe('targetTable', () => {
  it('never lets a verdict travel without its figure', () => {
    expect(targetTable(targetRows(second, chinese), source, chinese)[1]).toEqual([
      '满意度达到80',
      '商务委',
      '82.4 ±1.3，n ≈ 2,400；● 达标（不低于80）',
      '区间[81.1, 83.7]全部符合“不低于80”',
    ]);
  });

  it('keeps to one department where one is chosen', () => {
    expect(targetRows(second, chinese, { department: 'police' })).toEqual([]);
    expect(targetRows(second, chinese, { department: 'commerce' })).toHaveLength(1);
  });
});
