import type { Change } from '../estimation/comparisons/change-between.ts';

/** 上升、下降、未见显著变化 (with the detectable change), 持平. */
export type ChangeWord = 'rose' | 'fell' | 'noDetectableChange' | 'unchanged';

export interface WordedChange {
  readonly word: ChangeWord;
  /** Significant alone, not after the adjustment: 单项显著，未过多重检验. */
  readonly isRawOnly: boolean;
  /** What the comparison could have shown; goes into the sentence of `noDetectableChange`. */
  readonly detectable: number;
}

export interface WordingSettings {
  /** After `holm` over its family; the change's own p value for the headline index and locked targets. */
  readonly adjustedPValue: number;
  /** Declared before fieldwork, in the figure's unit. Without one the word `unchanged` is never used. */
  readonly unchangedMargin?: number;
}

/**
 * The word for a change, at the change's own level:
 *
 * | adjusted test | interval inside -margin..margin | word                 |
 * |---------------|---------------------------------|----------------------|
 * | significant   | either                          | `rose` or `fell`     |
 * | not           | yes                             | `unchanged`          |
 * | not           | no, or no margin was declared   | `noDetectableChange` |
 *
 * "No difference was found" is not "there is none": only a narrow interval says the latter.
 *
 * @example
 * const change = changeFrom({ value: 2, standardError: 0.5, degreesOfFreedom: 200 });
 * changeWord(change, { adjustedPValue: 0.0003 }).word; // 'rose'
 * changeWord(change, { adjustedPValue: 0.06 }); // { word: 'noDetectableChange', isRawOnly: true, detectable: 1.407 }
 * const small = changeFrom({ value: 0.2, standardError: 0.5, degreesOfFreedom: 200 });
 * changeWord(small, { adjustedPValue: 0.8, unchangedMargin: 1.5 }).word; // 'unchanged'
 */
export function changeWord(
  change: Change,
  { adjustedPValue, unchangedMargin }: WordingSettings,
): WordedChange {
  if (!(adjustedPValue >= change.pValue && adjustedPValue <= 1)) {
    throw new RangeError(
      `changeWord requires an adjusted p value from the raw one to 1 (${adjustedPValue}, raw ${change.pValue})`,
    );
  }
  if (unchangedMargin !== undefined && !(unchangedMargin > 0)) {
    throw new RangeError(`changeWord requires a margin above 0 (got ${unchangedMargin})`);
  }
  const alpha = 1 - change.level;
  const isSignificant = adjustedPValue < alpha;
  const isRawOnly = !isSignificant && change.pValue < alpha;
  return { word: word(change, isSignificant, unchangedMargin), isRawOnly, detectable: change.detectable };
}

function word(change: Change, isSignificant: boolean, margin: number | undefined): ChangeWord {
  if (isSignificant) return change.difference > 0 ? 'rose' : 'fell';
  const [lowest, highest] = change.interval;
  const isInsideMargin = margin !== undefined && lowest > -margin && highest < margin;
  return isInsideMargin ? 'unchanged' : 'noDetectableChange';
}
