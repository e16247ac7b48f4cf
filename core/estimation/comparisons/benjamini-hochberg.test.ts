import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from './benjamini-hochberg.ts';

describe('benjaminiHochberg', () => {
  it('is as in the paper’s table of fifteen tests', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(benjaminiHochberg(p).filter((value) => value <= 0.05)).toHaveLength(4);
  });
  it('keeps the order given and refuses what is no p value', () => {
    expect(benjaminiHochberg([0.04, 0.01, 0.03]).map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      0.04, 0.03, 0.04,
    ]);
    expect(() => benjaminiHochberg([2])).toThrow(/from 0 to 1/);
  });
});
