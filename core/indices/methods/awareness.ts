import type { CodedColumn } from '../../estimation/coded-column.ts';
import { linearMean } from '../../estimation/linear-mean.ts';
import { linearProportion } from '../../estimation/linear-proportion.ts';
import { membershipOf } from './answer-set.ts';
import { meanOfFigures } from './mean-of-figures.ts';
import type { Method } from './method.ts';

export interface AwarenessInput {
  readonly items: readonly CodedColumn[];
  /** The codes of 清楚知道、听说过、不知道, the same for all items. Other codes are not substantive. */
  readonly knows: number;
  readonly heardOf: number;
  readonly doesNotKnow: number;
}

/**
 * How well a policy or service is known: the index is the mean of item means of 100 (knows), 50 (has heard of
 * it), 0 (does not know); the rates are the mean shares of 清楚知道 and of 听说过以上.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const items = [{ codes: Int8Array.of(0, 1, 1, 2) }];
 * const figures = awareness.linearise(design, { items, knows: 0, heardOf: 1, doesNotKnow: 2 });
 * const { awarenessIndex, knowsRate, heardOfRate } = figures;
 * isEstimable(awarenessIndex) && awarenessIndex.value; // 50 = (100 + 50 + 50 + 0) / 4
 * isEstimable(knowsRate) && knowsRate.value; // 0.25
 * isEstimable(heardOfRate) && heardOfRate.value; // 0.75
 */
export const awareness: Method<AwarenessInput, 'awarenessIndex' | 'knowsRate' | 'heardOfRate'> = {
  figures: { awarenessIndex: 'points', knowsRate: 'share', heardOfRate: 'share' },
  linearise(design, { items, knows, heardOf, doesNotKnow }, base = {}) {
    const scores: number[] = [];
    scores[knows] = 100;
    scores[heardOf] = 50;
    scores[doesNotKnow] = 0;
    const answered = items.map(({ codes }) => ({
      codes: codes.map((code) => (scores[code] === undefined ? -1 : code)),
    }));
    const meanShare = (includes: ReadonlySet<number>) =>
      meanOfFigures(
        design,
        answered.map((column) => linearProportion(design, membershipOf({ column, includes }), base)),
      );
    return {
      awarenessIndex: meanOfFigures(
        design,
        answered.map(({ codes }) => linearMean(design, { codes, scores }, base)),
      ),
      knowsRate: meanShare(new Set([knows])),
      heardOfRate: meanShare(new Set([knows, heardOf])),
    };
  },
};
