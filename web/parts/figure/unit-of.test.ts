import { describe, expect, it } from 'vitest';
import { satisfactionRate } from '../../../core/indices/items/satisfaction-rate.ts';
import { methods } from '../../../core/indices/methods/methods.ts';
import { unitOf, unitsOfMethods } from './unit-of.ts';

describe('what a statistic is counted in', () => {
  it('is what its method says, figure by figure and in its order', () => {
    const own = Object.entries(methods).map(([name, { figures }]) => [name, Object.entries(figures)]);
    const shown = Object.entries(unitsOfMethods).map(([name, figures]) => [name, Object.entries(figures)]);
    expect(shown).toEqual(own);
  });

  it('is that of items, and of none it does not know', () => {
    for (const [name, unit] of Object.entries(satisfactionRate.figures)) expect(unitOf(name)).toBe(unit);
    expect([unitOf('index'), unitOf('itemScore')]).toEqual(['points', 'points']);
    expect([unitOf('ofTomorrow'), unitOf('toString')]).toEqual([undefined, undefined]);
  });
});
