import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consistentRanks } from './consistent-ranks.ts';

const rankings = fc.integer({ min: 2, max: 40 }).chain((of) =>
  fc.record({
    of: fc.constant(of),
    ranks: fc
      .tuple(fc.integer({ min: 1, max: of }), fc.integer({ min: 1, max: of }))
      .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]),
  }),
);

describe('consistentRanks', () => {
  it('never lets an area below be first, nor one above be last, and stays a range within the areas', () => {
    fc.assert(
      fc.property(rankings, fc.constantFrom('above', 'noDifference', 'below'), ({ of, ranks }, group) => {
        const [best, worst] = consistentRanks({ area: 'a', ranks, group }, of);
        expect(best).toBeLessThanOrEqual(worst);
        expect(best).toBeGreaterThanOrEqual(group === 'below' ? 2 : 1);
        expect(worst).toBeLessThanOrEqual(group === 'above' ? of - 1 : of);
      }),
    );
  });

  it('leaves a range as it is where it contradicts nothing', () => {
    expect(consistentRanks({ area: 'a', ranks: [1, 8], group: 'noDifference' }, 8)).toEqual([1, 8]);
    expect(consistentRanks({ area: 'a', ranks: [6, 8], group: 'below' }, 8)).toEqual([6, 8]);
    expect(consistentRanks({ area: 'a', ranks: [1, 2], group: 'above' }, 8)).toEqual([1, 2]);
  });
});
