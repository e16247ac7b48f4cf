import { describe, expect, it } from 'vitest';
import { decimalsToShow, displayedDesignEffect, displayedN } from './displayed.ts';
import { ladder, lowestStanding } from './ladder.ts';

describe('ladder', () => {
  const ample = { effectiveN: 1000, degreesOfFreedom: 100 };
  it.each([
    [9, 'suppressed'],
    [10, 'insufficient'],
    [29, 'insufficient'],
    [30, 'intervalOnly'],
    [49, 'intervalOnly'],
    [50, 'full'],
  ])('puts %d answers at %s', (n, standing) => {
    expect(ladder({ ...ample, n })).toBe(standing);
  });

  it('needs an effective n of 30 and 8 degrees of freedom for a verdict', () => {
    expect(ladder({ n: 400, effectiveN: 29.9, degreesOfFreedom: 100 })).toBe('intervalOnly');
    expect(ladder({ n: 400, effectiveN: 30, degreesOfFreedom: 7 })).toBe('intervalOnly');
    expect(ladder({ n: 400, effectiveN: 30, degreesOfFreedom: 8 })).toBe('full');
  });

  it('takes the minimum of the programme', () => {
    expect(ladder({ ...ample, n: 19 }, 20)).toBe('suppressed');
  });

  it('lets a comparison do what its weaker side may', () => {
    expect(lowestStanding(['full', 'intervalOnly'])).toBe('intervalOnly');
    expect(() => lowestStanding([])).toThrow('at least one');
  });
});

describe('what is printed', () => {
  it('rounds n to 5 and design effects to 0.1', () => {
    expect([displayedN(52), displayedN(53), displayedN(10)]).toEqual([50, 55, 10]);
    expect(displayedDesignEffect(1.2276)).toBe(1.2);
  });

  it('takes more decimals rather than print a number on or across the threshold', () => {
    expect(decimalsToShow(79.96, [80])).toBe(2);
    expect(decimalsToShow(80.04, [80])).toBe(2);
    expect(decimalsToShow(79.9999, [80])).toBe(4);
    expect(decimalsToShow(79.9, [80])).toBe(1);
    expect(decimalsToShow(80, [80])).toBe(1);
    expect(decimalsToShow(79.96, [])).toBe(1);
  });
});
