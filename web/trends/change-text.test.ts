import { describe, expect, it } from 'vitest';
import type { PublishedChange } from '../../core/release/format-1.ts';
import { changeLine, changeSize, changeText } from './change-text.ts';
import { readerIn } from './reader.ts';

const chinese = readerIn('zh-Hans');
const rose: PublishedChange = {
  key: 'index/overall',
  difference: 2.1,
  standardError: 0.7,
  interval: [0.7, 3.5],
  degreesOfFreedom: 80,
  pValue: 0.003,
  adjustedPValue: 0.003,
  word: 'rose',
  isRawOnly: false,
  detectable: 1.98,
};

describe('changeText', () => {
  it('names a rise by shape, word, difference and interval', () => {
    expect(changeLine(changeText(rose, 'points', chinese), chinese)).toBe('▲ 上升 +2.1 ±1.4分');
    expect(changeSize(rose, 'points', chinese)).toBe('2.1 ±1.4分');
  });

  it('says of an undetectable change what could have been detected, rounded up', () => {
    const still: PublishedChange = {
      ...rose,
      word: 'noDetectableChange',
      difference: -0.62,
      interval: [-2.02, 0.78],
    };
    expect(changeLine(changeText(still, 'points', chinese), chinese)).toBe(
      '▬ 未见显著变化 \u22120.6 ±1.4分（可检出 ≥ 2.0分）',
    );
  });

  it('says that a change was significant alone only', () => {
    const raw: PublishedChange = { ...rose, word: 'noDetectableChange', isRawOnly: true };
    expect(changeText(raw, 'points', chinese).note).toContain('单项显著，未过多重检验');
  });

  it('gives acts per person the decimals they need', () => {
    const acts: PublishedChange = {
      ...rose,
      difference: 0.04,
      interval: [-0.01, 0.09],
      word: 'noDetectableChange',
      detectable: 0.071,
    };
    expect(changeLine(changeText(acts, 'count', chinese), chinese)).toBe(
      '▬ 未见显著变化 +0.04 ±0.05（可检出 ≥ 0.08）',
    );
  });

  it('counts changes of shares in percentage points', () => {
    const share: PublishedChange = { ...rose, difference: 0.031, interval: [0.011, 0.051] };
    expect(changeText(share, 'share', chinese).amount).toBe('+3.1 ±2.0个百分点');
  });
});
