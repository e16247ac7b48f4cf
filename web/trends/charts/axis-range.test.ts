import { describe, expect, it } from 'vitest';
import { axisRange } from './axis-range.ts';

describe('axisRange', () => {
  it('takes the narrowest declared range that holds every value', () => {
    expect(axisRange([71.2, 84.9])).toEqual([60, 100]);
    expect(axisRange([59.9, 84.9])).toEqual([40, 100]);
    expect(axisRange([12, 84.9])).toEqual([0, 100]);
    expect(axisRange([-4, 30])).toEqual([-100, 100]);
  });

  it('does not cut values outside every declared range', () => {
    expect(axisRange([0, 140])).toEqual([0, 140]);
  });
});
