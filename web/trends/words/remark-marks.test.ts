import { describe, expect, it } from 'vitest';
import { readerIn } from '../../parts/figure/reader.ts';
import { remarkLegend, remarkMarks } from './remark-marks.ts';
import { changeOf, releaseOf } from '../../parts/figure/sample-release.ts';

const chinese = readerIn('zh-Hans');
const plain = changeOf('overall', 'rose', 8);
const alone = { ...changeOf('overall', 'noDetectableChange', 8), isRawOnly: true };
const open = changeOf('overall', 'open', 8);
const partly = { ...plain, commonLeaves: ['product'], hasEarlierTotals: true as const };
const release = releaseOf('2026', 82.4, { comparedWith: '2025' });
const ofAreas = { method: { ...release.method, families: [{ number: 8, tests: 24 } as const] } };

describe('remarkMarks', () => {
  it('has a mark for each thing to be remarked, and none for a plain change', () => {
    expect([plain, alone, open, partly].map(remarkMarks)).toEqual(['', '＊', '†', '‡§']);
  });
});

describe('remarkLegend', () => {
  it('explains the marks that are there, with how many figures were compared at once', () => {
    expect(remarkLegend([plain, alone, open], ofAreas, chinese)).toEqual([
      '＊ 只看这一项像是变了；同时比24个数，还不能认定',
      '† 取决于“不清楚”怎么算',
    ]);
    expect(remarkLegend([partly], ofAreas, chinese)).toEqual([
      '‡ 只比两轮都有的分项，不是两轮数字之差',
      '§ 这一轮按上一轮的人口数重新加权后再比，与两轮数字之差可能略有不同',
    ]);
    expect(remarkLegend([plain], ofAreas, chinese)).toEqual([]);
  });

  it('leaves the number out where it is not known', () => {
    expect(remarkLegend([alone], release, chinese)).toEqual([
      '＊ 只看这一项像是变了；同时比很多个数，还不能认定',
    ]);
  });
});
