import { describe, expect, it } from 'vitest';
import type { ShownCell } from '../../core/release/format-1.ts';
import { figureLine, figureText } from './figure-text.ts';
import { readerIn } from './reader.ts';

const chinese = readerIn('zh-Hans');
const full: ShownCell = { value: 82.36, standing: 'full', interval: [81.06, 83.66], n: 2400 };

describe('figureText', () => {
  it('writes one decimal, the half width of a symmetric interval, and n', () => {
    expect(figureText(full, 'points', chinese)).toEqual({
      value: '82.4',
      error: '±1.3',
      n: 'n ≈ 2,400',
      note: '',
    });
  });

  it('writes a share as per cent and an interval that is not symmetric by its ends', () => {
    const share: ShownCell = { value: 0.962, standing: 'full', interval: [0.941, 0.977], n: 300 };
    expect(figureText(share, 'share', chinese)).toMatchObject({ value: '96.2%', error: '94.1–97.7' });
  });

  it('gives a figure on few answers no interval, whatever the cell holds', () => {
    const text = figureText({ ...full, n: 20, standing: 'insufficient' }, 'points', chinese);
    expect(text).toEqual({ value: '82.4', error: '', n: 'n ≈ 20', note: '样本不足' });
  });

  it('says that a figure with an interval only is not judged', () => {
    expect(figureText({ ...full, standing: 'intervalOnly' }, 'points', chinese).note).toBe(
      '样本较少，不作判定',
    );
  });

  it('shows a dash and the reason instead of a suppressed figure', () => {
    const text = figureText({ suppressed: 'few' }, 'points', chinese);
    expect(text.value).toBe('–');
    expect(text.note).toContain('太少');
    expect(text.n).toBe('');
  });

  it('does not let rounding lift a value onto the target it misses', () => {
    expect(figureText({ ...full, value: 79.96 }, 'points', chinese, [80]).value).toBe('79.96');
    expect(figureText({ ...full, value: 79.96 }, 'points', chinese).value).toBe('80.0');
  });
});

describe('figureLine', () => {
  it('keeps value, interval and n in one cell', () => {
    expect(figureLine(figureText(full, 'points', chinese), chinese)).toBe('82.4 ±1.3，n ≈ 2,400');
    expect(figureLine(figureText({ ...full, interval: [80.1, 83] }, 'points', chinese), chinese)).toBe(
      '82.4 [80.1–83.0]，n ≈ 2,400',
    );
  });
});
