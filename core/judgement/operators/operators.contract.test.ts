import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interval } from './operator.ts';
import { isTrend, levelKindOf, levelOperators, trendOperators, type LevelOperator } from './operators.ts';

/** A specimen of each operator on a level; one without does not compile. */
const specimens: { readonly [Kind in LevelOperator['kind']]: Extract<LevelOperator, { kind: Kind }> } = {
  atLeast: { kind: 'atLeast', threshold: 80 },
  atMost: { kind: 'atMost', threshold: 80 },
  below: { kind: 'below', threshold: 80 },
  within: { kind: 'within', lowest: 60, highest: 70 },
  about: { kind: 'about', threshold: 65, tolerance: 5 },
};

const anyInterval = fc
  .tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 20, noNaN: true }))
  .map(([lowest, width]): Interval => [lowest, lowest + width]);

describe.each(Object.values(specimens))('the operator $kind', (operator) => {
  const kind = levelKindOf(operator);

  it('is found by its name, and is about a level', () => {
    expect(levelOperators[operator.kind]).toBe(kind);
    expect(isTrend(operator)).toBe(false);
  });

  it('is open where an end lies inside the interval, and decided where none does', () => {
    fc.assert(
      fc.property(anyInterval, ([lowest, highest]) => {
        const ends = kind.ends(operator);
        const isOver = ends.some((end) => lowest < end && end < highest);
        const isBeside = ends.every((end) => highest < end || lowest > end);
        const said = kind.verdict(operator, [lowest, highest]);
        if (isOver && ends.length === 1) expect(said).toBe('undecided');
        if (isBeside) expect(said).not.toBe('undecided');
      }),
    );
  });

  it('says the same of any scale', () => {
    fc.assert(
      fc.property(anyInterval, fc.constantFrom(2, 0.5, 4), ([lowest, highest], factor) => {
        const scaled = kind.scaled(operator, factor);
        expect(kind.verdict(scaled, [factor * lowest, factor * highest])).toBe(
          kind.verdict(operator, [lowest, highest]),
        );
        expect(kind.ends(scaled)).toEqual(kind.ends(operator).map((end) => factor * end));
      }),
    );
  });

  it('is decided the more surely, the smaller the errors', () => {
    const power = (error: number) => kind.power(operator, { error, reach: 1.96, distance: 3 });
    expect(power(0.5)).toBeGreaterThan(power(2));
    expect(power(0.01)).toBeCloseTo(1, 9);
  });

  it('finds no fault in its specimen', () => {
    expect(kind.faults?.(operator) ?? []).toEqual([]);
  });
});

describe('operators on changes', () => {
  it('go one of two ways, once or every year', () => {
    expect(
      Object.entries(trendOperators).map(([kind, { isRise, isEachYear }]) => [kind, isRise, isEachYear]),
    ).toEqual([
      ['rising', true, false],
      ['falling', false, false],
      ['risingEachYear', true, true],
      ['fallingEachYear', false, true],
    ]);
    for (const kind of Object.keys(trendOperators) as (keyof typeof trendOperators)[]) {
      expect(isTrend({ kind })).toBe(true);
    }
  });
});
