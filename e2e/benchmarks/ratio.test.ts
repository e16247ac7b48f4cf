import { describe, expect, it } from 'vitest';
import { medianRatio } from './ratio.ts';

describe('medianRatio', () => {
  it('is the middle with the range where there are few pairs', () => {
    expect(medianRatio([0.7, 0.8, 0.9])).toEqual({ median: 0.8, lower: 0.7, upper: 0.9 });
    expect(medianRatio([2, 1])).toEqual({ median: 1.5, lower: 1, upper: 2 });
  });

  it('leaves out what order statistics allow: the first and last of nine to eleven, two each of twelve', () => {
    const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
    expect(medianRatio(upTo(7))).toEqual({ median: 4, lower: 1, upper: 7 });
    expect(medianRatio(upTo(9))).toEqual({ median: 5, lower: 2, upper: 8 });
    expect(medianRatio(upTo(12))).toEqual({ median: 6.5, lower: 3, upper: 10 });
    expect(medianRatio(upTo(15))).toEqual({ median: 8, lower: 4, upper: 12 });
  });
});
