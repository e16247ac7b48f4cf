import { describe, expect, it } from 'vitest';
import type { ShownCell } from '../../../core/release/release.ts';
import { figureLine, figureText } from './figure-text.ts';
import { readerIn } from './reader.ts';

const chinese = readerIn('zh-Hans');
const full: ShownCell = {
  value: 82.4,
  standing: 'full',
  standardError: 0.66,
  interval: [81.1, 83.7],
  n: 2400,
};

describe('figureText', () => {
  it('writes value, interval and n', () => {
    expect(figureText(full, 'points', chinese)).toEqual({
      value: '82.4',
      error: '81.1至83.7',
      n: 'n ≈ 2,400',
      note: '',
    });
  });

  it('writes the digits of the document: zeros its error leaves, and none besides', () => {
    const round: ShownCell = { ...full, value: 82, interval: [80.7, 83.3] };
    expect(figureText(round, 'points', chinese)).toMatchObject({ value: '82.0', error: '80.7至83.3' });
    const coarse: ShownCell = { ...full, value: 76, standardError: 2.4, interval: [71, 81] };
    expect(figureText(coarse, 'points', chinese)).toMatchObject({ value: '76', error: '71至81' });
  });

  it('writes a share as per cent', () => {
    const share: ShownCell = { ...full, value: 0.962, standardError: 0.0091, interval: [0.941, 0.977] };
    expect(figureText(share, 'share', chinese)).toMatchObject({ value: '96.2%', error: '94.1至97.7' });
    const coarse: ShownCell = { ...full, value: 0.55, standardError: 0.021, interval: [0.51, 0.59] };
    expect(figureText(coarse, 'share', chinese)).toMatchObject({ value: '55%', error: '51至59' });
  });

  it('gives a figure on few answers no interval, whatever the cell holds', () => {
    const few: ShownCell = { value: 82, standing: 'insufficient', interval: [70, 90], n: 20 };
    expect(figureText(few, 'points', chinese)).toEqual({
      value: '82',
      error: '',
      n: 'n ≈ 20',
      note: '样本不足',
    });
  });

  it('says that a figure with an interval only is not judged', () => {
    expect(figureText({ ...full, standing: 'intervalOnly' }, 'points', chinese).note).toBe(
      '样本较少，不作判定',
    );
  });

  it.each([
    ['atLeast', 0.9, 'share', '90%以上', '90% or more'],
    ['atMost', 0.1, 'share', '10%以下', '10% or less'],
    ['atLeast', 95, 'points', '95以上', '95 or more'],
    ['atMost', 5, 'points', '5以下', '5 or less'],
  ] as const)(
    'tells an end of the scale on few answers as beyond a bound: %s %s',
    (bound, value, unit, zh, en) => {
      const cell = { bound, value, standing: 'insufficient', n: 15 } as const;
      expect(figureText(cell, unit, chinese)).toEqual({
        value: zh,
        error: '',
        n: 'n ≈ 15',
        note: '样本不足',
      });
      expect(figureText(cell, unit, readerIn('en')).value).toBe(en);
    },
  );

  it('has one word for a hidden figure, and never why; not asked is another', () => {
    expect(figureText({ suppressed: 'hidden' }, 'points', chinese)).toEqual({
      value: '未公布',
      error: '',
      n: '',
      note: '',
    });
    expect(figureText({ suppressed: 'notAsked' }, 'points', chinese).value).toBe('未询问');
  });
});

describe('figureLine', () => {
  it('keeps value, interval and n in one cell', () => {
    expect(figureLine(figureText(full, 'points', chinese), chinese)).toBe('82.4（81.1至83.7），n ≈ 2,400');
    expect(figureLine(figureText({ suppressed: 'hidden' }, 'points', chinese), chinese)).toBe('未公布');
  });
});
