import { describe, expect, it } from 'vitest';
import type { PublishedChange } from '../../../core/release/release.ts';
import { changeLine, changeSize, changeText } from './change-text.ts';
import { readerIn } from '../../parts/figure/reader.ts';

const chinese = readerIn('zh-Hans');
const rose: PublishedChange = {
  form: 'short',
  key: 'index/overall',
  family: 1,
  difference: 2.1,
  standardError: 0.7,
  interval: [0.7, 3.5],
  degreesOfFreedom: 60,
  pValue: 0.003,
  adjustedPValue: 0.003,
  word: 'rose',
  isRawOnly: false,
  detectable: 2,
};

describe('changeText', () => {
  it('names a rise by shape, word, difference and interval', () => {
    expect(changeLine(changeText(rose, 'points', chinese), chinese)).toBe('▲ 上升 +2.1分（0.7至3.5）');
    expect(changeSize(rose, 'points', chinese)).toBe('2.1分（0.7至3.5）');
  });

  it('gives the size of a fall without a sign, its interval likewise', () => {
    const fell: PublishedChange = { ...rose, word: 'fell', difference: -2.1, interval: [-3.5, -0.7] };
    expect(changeSize(fell, 'points', chinese)).toBe('2.1分（0.7至3.5）');
  });

  it('says of an undetectable change what could have been detected', () => {
    const still: PublishedChange = {
      ...rose,
      word: 'noDetectableChange',
      difference: -0.6,
      interval: [-2, 0.8],
    };
    expect(changeLine(changeText(still, 'points', chinese), chinese)).toBe(
      '▬ 未见显著变化 \u22120.6分（\u22122.0至0.8）；可检出 ≥ 2.0分',
    );
  });

  it('says why there is no word where the interval is free of 0', () => {
    const raw: PublishedChange = { ...rose, word: 'noDetectableChange', isRawOnly: true };
    expect(changeText(raw, 'points', chinese).remarks).toEqual([
      '单项显著，未过多重检验：只看这一项像是变了，可是同时比了很多项，总有几项会碰巧这样，所以还不能认定',
    ]);
    expect(changeText(rose, 'points', chinese).remarks).toEqual([]);
  });

  it('cannot tell a change that hangs on “don’t know”: no word for it, none for its absence, nothing detectable', () => {
    const open: PublishedChange = { ...rose, word: 'open' };
    expect(changeText(open, 'points', chinese)).toEqual({
      shape: '◐',
      word: '不能认定',
      amount: '+2.1分（0.7至3.5）',
      note: '',
      remarks: ['数字高了2.1分，但结论取决于怎么算答“不清楚”的人，所以不说升，也不说没变'],
    });
    const lower: PublishedChange = { ...open, difference: -2.1, interval: [-3.5, -0.7] };
    expect(changeText(lower, 'points', chinese).remarks[0]).toMatch(/^数字低了2\.1分，.*所以不说降/);
    expect(changeText(lower, 'points', readerIn('en')).remarks[0]).toMatch(
      /^2\.1 points lower, but whether it fell/,
    );
  });

  it('says when the change is not the difference of the two figures beside it', () => {
    const reraked: PublishedChange = { ...rose, hasEarlierTotals: true };
    expect(changeText(reraked, 'points', chinese).remarks[0]).toContain('按上一轮的人口数重新加权');
    const partly: PublishedChange = { ...rose, commonLeaves: ['a', 'b'] };
    const apart = ['医疗', '教育'].map((title) => ({ 'zh-Hans': title, en: title }));
    expect(changeText(partly, 'points', chinese, apart).remarks).toEqual([
      '只比较两轮都有的分项，没有比的是医疗、教育；所以这个变化不是两轮数字之差',
    ]);
    expect(changeText(partly, 'points', chinese).remarks[0]).toContain('没有比的是上一轮有、这一轮没有的');
  });

  it('gives acts per person the decimals they have', () => {
    const acts: PublishedChange = {
      ...rose,
      difference: 0.04,
      standardError: 0.026,
      interval: [-0.01, 0.09],
      word: 'noDetectableChange',
      detectable: 0.08,
    };
    expect(changeLine(changeText(acts, 'count', chinese), chinese)).toBe(
      '▬ 未见显著变化 +0.04（\u22120.01至0.09）；可检出 ≥ 0.08',
    );
  });

  it('says one point in the singular, and in English alone', () => {
    const one: PublishedChange = { ...rose, difference: 0.01, standardError: 0.05, interval: [-0.1, 0.12] };
    expect(changeText(one, 'share', readerIn('en')).amount).toMatch(/^\+1 percentage point \(/);
    expect(changeText(one, 'share', chinese).amount).toMatch(/^\+1个百分点（/);
  });

  it('counts changes of shares in percentage points', () => {
    const share: PublishedChange = {
      ...rose,
      difference: 0.031,
      standardError: 0.0098,
      interval: [0.011, 0.051],
    };
    expect(changeText(share, 'share', chinese).amount).toBe('+3.1个百分点（1.1至5.1）');
  });
});
