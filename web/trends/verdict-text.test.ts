import { describe, expect, it } from 'vitest';
import type { TargetResult } from '../../core/release/format-1.ts';
import { readerIn } from './reader.ts';
import { aimText, thresholdsOf, verdictText } from './verdict-text.ts';

const chinese = readerIn('zh-Hans');
const straddling: TargetResult = {
  name: 'T1',
  text: { 'zh-Hans': '满意度达到80%以上', en: 'at least 80 %' },
  departments: ['commerce'],
  operator: { kind: 'atLeast', threshold: 80 },
  figure: 'satisfactionRate/SH_social',
  verdict: 'undecided',
  reason: 'interval',
  interval: [78.94, 82.1],
};
const rising: TargetResult = { ...straddling, operator: { kind: 'rising' }, interval: [-0.4, 2.2] };

describe('verdictText', () => {
  it('says why an interval that straddles the target decides nothing', () => {
    expect(verdictText(straddling, 'share', chinese)).toEqual({
      shape: '◐',
      word: '尚难判断',
      aim: '不低于80%',
      why: '区间[78.9%, 82.1%]跨过目标“不低于80%”，不能认定已达标',
    });
  });

  it('writes as many decimals as keep the interval on its side of the target', () => {
    const close: TargetResult = { ...straddling, verdict: 'notMet', interval: [77.1, 79.97] };
    expect(verdictText(close, 'points', chinese).why).toContain('[77.10, 79.97]');
  });

  it.each([
    ['met', '●', '达标'],
    ['notMet', '■', '未达标'],
    ['insufficientDesign', '◇', '样本设计不足'],
  ] as const)('gives %s a shape and a word of its own', (verdict, shape, word) => {
    expect(verdictText({ ...straddling, verdict }, 'share', chinese)).toMatchObject({ shape, word });
  });

  it.each([
    ['tooFew', '太少'],
    ['noComparison', '没有可比的上一轮'],
    ['dontKnowBounds', '不清楚'],
    ['flagged', '存疑'],
  ] as const)('explains the reason %s', (reason, words) => {
    expect(verdictText({ ...straddling, reason }, 'share', chinese).why).toContain(words);
  });

  it('speaks of the change where the target is a trend', () => {
    expect(verdictText(rising, 'points', chinese).why).toBe('变化的区间[\u22120.4, 2.2]含0，不能认定已达标');
  });

  it('shows every change where each year counts', () => {
    const missed: TargetResult = {
      ...straddling,
      operator: { kind: 'risingEachYear' },
      verdict: 'notMet',
      interval: [0.4, 2.2],
      changes: [
        { from: 'wave-a', to: 'wave-b', interval: [-2.9, -0.3] },
        { from: 'wave-b', to: 'wave-c', interval: [0.4, 2.2] },
      ],
    };
    const periods = new Map([
      ['wave-a', '2023'],
      ['wave-b', '2024'],
    ]);
    expect(verdictText(missed, 'points', chinese, periods).why).toBe(
      '至少有一次变化与“逐年上升”相反：2023→2024 [\u22122.9, \u22120.3]；2024→wave-c [0.4, 2.2]',
    );
  });
});

describe('aimText', () => {
  it('reads a tolerance as a range', () => {
    expect(aimText({ kind: 'about', threshold: 80, tolerance: 2.5 }, 'points', chinese)).toBe('77.5至82.5');
    expect(thresholdsOf({ kind: 'about', threshold: 80, tolerance: 2.5 })).toEqual([77.5, 82.5]);
  });
});
