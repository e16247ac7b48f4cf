import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearMean } from '../../estimation/figures/linear-mean.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { sampleDesign } from '../../estimation/design/sample-design.ts';
import { isSame, tiesBetween, type TiedRelease } from './ties.ts';

/** A release of so many people, of whom some have no answer. */
interface Made {
  readonly release: TiedRelease;
  readonly mean: number;
}
function made(people: readonly Person[], weightOf: (person: Person) => number): Made {
  const design = sampleDesign({ weights: people.map(weightOf) });
  const values = Float64Array.from(people, ({ points }) => points ?? NaN);
  const figure = linearMean(design, values);
  return {
    release: { figures: [{ key: 'itemScore/q', figure }], ids: people.map(({ id }) => id) },
    mean: isEstimable(figure) ? figure.value : NaN,
  };
}

interface Person {
  readonly id: string;
  readonly points: number | undefined;
  readonly weight: number;
  readonly isExcluded: boolean;
  /** By which its weight moved when all were raked anew. */
  readonly raked: number;
}
const people = fc
  .array(
    fc.record({
      points: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined, freq: 5 }),
      weight: fc.double({ min: 0.2, max: 5, noNaN: true }),
      isExcluded: fc.boolean(),
      raked: fc.double({ min: 0.8, max: 1.25, noNaN: true }),
    }),
    { minLength: 2, maxLength: 30 },
  )
  .map((all): readonly Person[] => all.map((person, at) => ({ ...person, id: `r${at}` })))
  .filter((all) => {
    const left = all.filter(({ isExcluded }) => !isExcluded);
    return left.length > 1 && left.some(({ points }) => points !== undefined);
  });

describe('the tie of a figure to itself in the release before', () => {
  it('holds whatever was answered, excluded and raked anew', () => {
    fc.assert(
      fc.property(people, fc.boolean(), (all, isRaked) => {
        const before = made(all, ({ weight }) => weight);
        const left = all.filter(({ isExcluded }) => !isExcluded);
        const now = made(left, ({ weight, raked }) => (isRaked ? weight * raked : weight));
        const { share, gained, lost } = tiesBetween(before.release, now.release).get('itemScore/q')!;
        const rest = before.mean - share * now.mean;
        expect(rest).toBeGreaterThanOrEqual(-100 * lost - 1e-9);
        expect(rest).toBeLessThanOrEqual(100 * gained + 1e-9);
      }),
    );
  });

  it('is one quantity where answers and weights are the same', () => {
    fc.assert(
      fc.property(people, (all) => {
        const [before, now] = [0, 1].map(() => made(all, ({ weight }) => weight));
        expect(isSame(tiesBetween(before!.release, now!.release).get('itemScore/q')!)).toBe(true);
      }),
    );
  });

  it('leaves to those excluded what was theirs', () => {
    const all = [10, 20, 90].map((points, at): Person => ({
      id: `${at}`,
      points,
      weight: 1,
      isExcluded: at === 2,
      raked: 1,
    }));
    const [before, now] = [all, all.slice(0, 2)].map((some) => made(some, () => 1));
    const tie = tiesBetween(before!.release, now!.release).get('itemScore/q')!;
    expect(isSame(tie)).toBe(false);
    expect(tie.share).toBeCloseTo(2 / 3, 12);
    expect(tie.gained).toBeCloseTo(1 / 3, 12);
    expect(tie.lost).toBe(0);
  });

  it('is not there for a figure that one of the two has not', () => {
    const { release } = made(
      ['1', '2'].map((id) => ({ id, points: 50, weight: 1, isExcluded: false, raked: 1 })),
      () => 1,
    );
    expect(tiesBetween({ ...release, figures: [] }, release).size).toBe(0);
    expect(tiesBetween(release, { ...release, figures: [] }).size).toBe(0);
  });
});
