import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { jointIntervalRankSets, pairwiseRankSets, rankGroups, ranks, rankSets } from './rank-sets.ts';

const independent = (values: readonly number[], errors: readonly number[]) => ({
  values,
  covariances: Float64Array.from(errors.flatMap((a, row) => errors.map((_, at) => (row === at ? a * a : 0)))),
});

describe('ranks', () => {
  it('give equal values the best place they share', () => {
    expect(ranks([70, 90, 80, 80])).toEqual([4, 1, 2, 2]);
  });

  it('are certain where figures lie far apart, and open where they do not', () => {
    const random = seededRandom(1);
    expect(rankSets(independent([90, 70, 50], [1, 1, 1]), { random })).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(rankSets(independent([70, 70.1, 50], [1, 1, 1]), { random })).toEqual([
      [1, 2],
      [1, 2],
      [3, 3],
    ]);
  });

  it('have wider sets the more is promised', () => {
    const values = Array.from({ length: 12 }, (_, at) => 60 + 2.2 * at);
    const figures = independent(values, new Array<number>(12).fill(1));
    const width = (sets: readonly (readonly [number, number])[]) =>
      sets.reduce((sum, [low, high]) => sum + high - low, 0);
    const pairs = width(pairwiseRankSets(figures, { adjusted: false }));
    const marginal = width(rankSets(figures, { kind: 'marginal', random: seededRandom(2) }));
    const simultaneous = width(rankSets(figures, { random: seededRandom(2) }));
    const joint = width(jointIntervalRankSets(figures));
    expect(pairs).toBeLessThanOrEqual(marginal);
    expect(marginal).toBeLessThanOrEqual(simultaneous);
    expect(simultaneous).toBeLessThanOrEqual(joint);
  });

  it('hold all true ranks at once in 95 % of samples', () => {
    const truth = [60, 61, 62, 62.5, 65, 70];
    const random = seededRandom('coverage');
    let held = 0;
    const samples = 400;
    for (let sample = 0; sample < samples; sample++) {
      const values = truth.map((value) => value + random.normal());
      const sets = rankSets(independent(values, new Array<number>(6).fill(1)), { random, draws: 500 });
      const isHeld = ranks(truth).every((rank, at) => sets[at]![0] <= rank && rank <= sets[at]![1]);
      held += Number(isHeld);
    }
    // Six standard errors of a binomial below 0.95; the sets err on the wide side.
    expect(held / samples).toBeGreaterThan(0.95 - 6 * Math.sqrt((0.95 * 0.05) / samples));
  });

  it('make groups that do not touch', () => {
    expect(
      rankGroups([
        [1, 2],
        [1, 2],
        [3, 4],
        [3, 4],
        [5, 5],
      ]),
    ).toEqual([1, 1, 2, 2, 3]);
    expect(
      rankGroups([
        [1, 3],
        [2, 4],
        [1, 2],
        [3, 4],
      ]),
    ).toEqual([1, 1, 1, 1]);
  });

  it('are refused where a difference has no error', () => {
    const same = { values: [1, 2], covariances: Float64Array.of(1, 1, 1, 1) };
    expect(() => rankSets(same, { random: seededRandom(1) })).toThrow(/has no error/);
  });
});
