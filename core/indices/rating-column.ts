import type { CodedColumn } from '../estimation/figures/coded-column.ts';
import type { ScalePoints } from './conventions/convention.ts';

/** The answers to one rating item. Code 0 is the lowest point of its scale. */
export interface RatingColumn extends CodedColumn {
  readonly scale: ScalePoints;
  /** For each row, the probability of having been asked, where the item's block was drawn at random. */
  readonly askingProbabilities?: Float64Array;
}
