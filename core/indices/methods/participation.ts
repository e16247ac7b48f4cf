import { linearMean } from '../../estimation/linear-mean.ts';
import { linearProportion } from '../../estimation/linear-proportion.ts';
import { membershipOf, type AnswerSet } from './answer-set.ts';
import type { Method } from './method.ts';

export interface ParticipationInput {
  /** The acts offered, asked alike in every form; being in the set is having done it. */
  readonly acts: readonly AnswerSet[];
}

/**
 * Taking part: the share with at least one of the acts offered, the mean number of acts, and that mean as a
 * share of the acts offered. The base is everyone who answered for all of them.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const planted = { column: { codes: Int8Array.of(1, 1, 0, 0) }, includes: new Set([1]) };
 * const signed = { column: { codes: Int8Array.of(1, 0, 0, 0) }, includes: new Set([1]) };
 * const figures = participation.linearise(design, { acts: [planted, signed] });
 * const { participationRate, meanActs, shareOfActs } = figures;
 * isEstimable(participationRate) && participationRate.value; // 0.5
 * isEstimable(meanActs) && meanActs.value; // 0.75 = (2 + 1 + 0 + 0) / 4
 * isEstimable(shareOfActs) && shareOfActs.value; // 37.5
 */
export const participation: Method<ParticipationInput, 'participationRate' | 'meanActs' | 'shareOfActs'> = {
  figures: { participationRate: 'share', meanActs: 'count', shareOfActs: 'points' },
  linearise(design, { acts }, base = {}) {
    if (acts.length === 0) throw new RangeError('participation requires at least one act');
    const memberships = acts.map(membershipOf);
    const done = Float64Array.from({ length: design.rowCount }, (_, row) =>
      memberships.reduce((sum, membership) => sum + membership[row]!, 0),
    );
    return {
      participationRate: linearProportion(
        design,
        done.map((count) => Math.min(1, count)),
        base,
      ),
      meanActs: linearMean(design, done, base),
      shareOfActs: linearMean(
        design,
        done.map((count) => (100 * count) / acts.length),
        base,
      ),
    };
  },
};
