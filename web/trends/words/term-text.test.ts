import { describe, expect, it } from 'vitest';
import type { TargetTerm } from '../../../core/release/release.ts';
import { readerIn } from '../../parts/figure/reader.ts';
import { termLine, termText } from './term-text.ts';

const chinese = readerIn('zh-Hans');
const term: TargetTerm = {
  base: '2022',
  periods: ['2023', '2024', '2025', '2026', '2027'],
  pairs: [
    {
      from: '2022',
      to: '2023',
      outcome: 'fell',
      difference: -5.6,
      standardError: 0.77,
      interval: [-7.1, -4],
    },
    { from: '2023', to: '2024', outcome: 'break', reasons: ['modeMix', 'wording'] },
    { from: '2024', to: '2025', outcome: 'standing' },
    { from: '2025', to: '2026', outcome: 'neither', difference: 0.4, interval: [-0.8, 1.6] },
    { from: '2026', to: '2027', outcome: 'ahead' },
  ],
  sinceBase: { difference: 2.9, standardError: 0.87, interval: [1.2, 4.6] },
  isByLockedDefinition: true,
  before: { base: '2017', periods: ['2018', '2019'], verdict: 'notMet' },
};

describe('termText', () => {
  it('prints every pair from the base, each with its outcome or why it could not be judged', () => {
    const { title, rows } = termText(term, 'points', chinese);
    expect(title).toBe('以2022年为起点，到2027年为止');
    expect(rows).toEqual([
      { pair: '2022→2023', outcome: '▼ 下降 \u22125.6分（\u22127.1至\u22124.0）' },
      { pair: '2023→2024', outcome: '判断不了：调查方式占比变动超过10个百分点、题目措辞改了' },
      { pair: '2024→2025', outcome: '判断不了：其中一轮的答卷不够' },
      { pair: '2025→2026', outcome: '▬ 未见显著变化 +0.4分（\u22120.8至1.6）' },
      { pair: '2026→2027', outcome: '发布时还没有到' },
    ]);
  });

  it('has the change since the base without a verdict, and the term that was given up', () => {
    expect(termText(term, 'points', chinese).notes).toEqual([
      '2022年以来的变化（只供参考，不作判定）：+2.9分（1.2至4.6）',
      '按承诺时的定义判定；这项数字现在的定义已经不同',
      '此前的承诺（以2017年为起点，到2019年为止）已放弃，最后的判定：未达标',
    ]);
  });

  it('cannot tell a pair that rose in one reading of the answers alone, and says in which', () => {
    const rose = { ...term.pairs[0]!, outcome: 'rose', difference: 1.3, interval: [0.2, 2.4] } as const;
    const pairs = [
      { ...rose, hangsOn: 'dontKnowBounds' },
      { ...rose, hangsOn: 'flagged' },
    ] as const;
    expect(termText({ ...term, pairs }, 'points', chinese).rows.map(({ outcome }) => outcome)).toEqual([
      '◐ 不能认定 +1.3分（0.2至2.4），取决于“不清楚”怎么算',
      '◐ 不能认定 +1.3分（0.2至2.4），取决于是否去掉存疑答卷',
    ]);
  });

  it('says where no end was declared', () => {
    expect(termText({ ...term, isOpen: true }, 'points', chinese).title).toBe(
      '从2022年起；没有写明到哪一年，有一轮判一轮',
    );
  });

  it('is whole in one cell of a file', () => {
    const line = termLine(termText(term, 'points', chinese), chinese);
    for (const part of ['以2022年为起点', '2022→2023：▼ 下降', '还没有到', '不作判定', '已放弃']) {
      expect(line).toContain(part);
    }
  });
});
