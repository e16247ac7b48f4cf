import { linearMean } from '../../estimation/figures/linear-mean.ts';
import { scoreTable, type Convention } from '../conventions/conventions.ts';
import type { RatingColumn } from '../rating-column.ts';
import type { FigureMethod } from '../figure-method.ts';

export interface MeanScoreInput {
  readonly column: RatingColumn;
  readonly convention: Convention;
}

/**
 * The mean score of one item under a convention; under `netPromoter`, the net promoter score.
 *
 * @example
 * const column = { codes: Int8Array.of(4, 3, 2, DONT_KNOW), scale: { lowest: 1, highest: 5 } };
 * const design = sampleDesign({ weights: [1, 1, 2, 1] });
 * const { meanScore: mean } = meanScore.linearise(design, { column, convention: { kind: 'linear' } });
 * isEstimable(mean) && mean.value; // 68.75 = (100 + 75 + 2 * 50) / 4
 */
export const meanScore: FigureMethod<MeanScoreInput, 'meanScore'> = {
  figures: { meanScore: 'points' },
  linearise(design, { column, convention }, base = {}) {
    const scores = scoreTable(convention, column.scale);
    const { codes, askingProbabilities } = column;
    return { meanScore: linearMean(design, { codes, scores }, { ...base, askingProbabilities }) };
  },
};
