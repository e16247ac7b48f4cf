import { ABSENT, DONT_KNOW, NOT_USED, REFUSED } from '../../estimation/figures/coded-column.ts';
import { linearProportion } from '../../estimation/figures/linear-proportion.ts';
import { valuesOfCodes } from '../../estimation/figures/values-of-codes.ts';
import type { Base, LinearisedFigure } from '../../estimation/figures/linearised-figure.ts';
import type { NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { SampleDesign } from '../../estimation/design/sample-design.ts';
import type { RatingColumn } from '../rating-column.ts';
import type { FigureMethod } from '../figure-method.ts';

export interface SatisfactionRateInput {
  /** One named item: a rate is never pooled over items. */
  readonly column: RatingColumn;
  /** Satisfied is this point of the scale or above: 7 of 1-10. */
  readonly satisfiedFrom: number;
}

type RateFigure =
  | 'satisfactionRate'
  | 'rateIfDontKnowIsNot'
  | 'rateIfDontKnowIs'
  | 'notUsedShare'
  | 'dontKnowShare'
  | 'refusedShare';

/**
 * The share of satisfied among substantive answers, and beside it what the base leaves out:
 *
 * | figure                | counted as 1          | base                              |
 * |-----------------------|-----------------------|-----------------------------------|
 * | `satisfactionRate`    | satisfied             | substantive answers               |
 * | `rateIfDontKnowIsNot` | satisfied             | substantive and "don't know"      |
 * | `rateIfDontKnowIs`    | satisfied, don't know | substantive and "don't know"      |
 * | `notUsedShare` ...    | that answer           | everyone who was asked            |
 *
 * The two bounds say how far the rate hangs on those who could not say; a verdict they would turn is undecided.
 *
 * @example
 * // 10, 7 and 6 on 1-10, and one who could not say.
 * const column = { codes: Int8Array.of(9, 6, 5, DONT_KNOW), scale: { lowest: 1, highest: 10 } };
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const figures = satisfactionRate.linearise(design, { column, satisfiedFrom: 7 });
 * const { satisfactionRate: rate, rateIfDontKnowIsNot: least, rateIfDontKnowIs: most } = figures;
 * isEstimable(rate) && rate.value; // 0.6667 = 2 / 3
 * isEstimable(least) && least.value; // 0.5
 * isEstimable(most) && most.value; // 0.75
 */
export const satisfactionRate: FigureMethod<SatisfactionRateInput, RateFigure> = {
  figures: {
    satisfactionRate: 'share',
    rateIfDontKnowIsNot: 'share',
    rateIfDontKnowIs: 'share',
    notUsedShare: 'share',
    dontKnowShare: 'share',
    refusedShare: 'share',
  },
  linearise(design, input, base = {}) {
    const rating = ratingOf(input);
    const share = (membership: (code: number) => number) => shareOfCodes(design, input, base, membership);
    const withDontKnow = (value: number) => (code: number) => {
      if (code === DONT_KNOW) return value;
      return code < 0 ? NaN : rating(code);
    };
    const shareOf = (answer: number) => share((code) => (code === ABSENT ? NaN : code === answer ? 1 : 0));
    return {
      satisfactionRate: linearSatisfactionRate(design, input, base),
      rateIfDontKnowIsNot: share(withDontKnow(0)),
      rateIfDontKnowIs: share(withDontKnow(1)),
      notUsedShare: shareOf(NOT_USED),
      dontKnowShare: shareOf(DONT_KNOW),
      refusedShare: shareOf(REFUSED),
    };
  },
};

/**
 * The rate alone, without what its base leaves out: for the many cells that show no more.
 *
 * @throws RangeError for a point or an answer outside the scale
 * @example
 * const column = { codes: Int8Array.of(9, 6, 5, DONT_KNOW), scale: { lowest: 1, highest: 10 } };
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * known(linearSatisfactionRate(design, { column, satisfiedFrom: 7 })).value; // 0.6667 = 2 / 3
 */
export function linearSatisfactionRate(
  design: SampleDesign,
  input: SatisfactionRateInput,
  base: Base = {},
): LinearisedFigure | NotEstimable {
  const rating = ratingOf(input);
  return shareOfCodes(design, input, base, (code) => (code < 0 ? NaN : rating(code)));
}

/** 1 for a code that counts as satisfied, 0 for another substantive one. */
function ratingOf({ column, satisfiedFrom }: SatisfactionRateInput): (code: number) => number {
  const { lowest, highest } = column.scale;
  if (!(satisfiedFrom > lowest && satisfiedFrom <= highest)) {
    throw new RangeError(
      `satisfiedFrom must be a point above ${lowest} up to ${highest} (got ${satisfiedFrom})`,
    );
  }
  return (code) => {
    if (lowest + code > highest) {
      throw new RangeError(`answers must be points from ${lowest} to ${highest} (got the code ${code})`);
    }
    return lowest + code >= satisfiedFrom ? 1 : 0;
  };
}

function shareOfCodes(
  design: SampleDesign,
  { column }: SatisfactionRateInput,
  base: Base,
  membership: (code: number) => number,
): LinearisedFigure | NotEstimable {
  const { askingProbabilities } = column;
  return linearProportion(design, valuesOfCodes(column, membership), { ...base, askingProbabilities });
}
