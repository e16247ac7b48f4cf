import type * as v from 'valibot';
import type { Answer } from '../answer.ts';
import type { Issue } from '../issue.ts';
import type { Option } from '../item.ts';
import type { Variable } from './variable.ts';

/** An issue without the item's name, which the caller knows. */
export type Complaint = Omit<Issue, 'item'>;

/** What is wrong with an item of a questionnaire file: where in the item, and what to do. */
export interface ItemFault {
  readonly path: string;
  readonly message: string;
}

/**
 * The contract of a question type. Everything that differs between types is behind it; nothing else in
 * the product asks of which type an item is. Missing answers are alike for all types and never arrive here.
 *
 * Relations every type keeps (the contract test holds each type to them):
 * - `check(item, answer)` is empty exactly for the answers of this type;
 * - `fromFields(item, toFields(item, answer))` is the answer again;
 * - `code` gives one number (a place in `values`, or a quantity) for each variable that is coded;
 * - every point of `scale`, and the code of each of `choices`, is an answer.
 */
export interface QuestionType<ItemOfType> {
  /** The first complaint about a substantive answer, or none. */
  readonly check: (item: ItemOfType, answer: unknown) => Complaint | undefined;
  readonly variables: (item: ItemOfType) => readonly Variable[];
  readonly code: (item: ItemOfType, answer: Answer) => readonly number[];
  /** Form field values -> answer; what cannot be read as one is handed on for `check` to complain about. */
  readonly fromFields: (item: ItemOfType, values: readonly string[]) => Answer | undefined;
  readonly toFields: (item: ItemOfType, answer: Answer) => readonly string[];
  /** The response scale whose points are its answers: such items can be scored. */
  readonly scale?: (item: ItemOfType) => { readonly lowest: number; readonly highest: number };
  /** The options of which an answer is exactly one: such items can say where somebody lives, or weigh. */
  readonly choices?: (item: ItemOfType) => readonly Option[];
  /** Words of the respondent's own: masked before they are kept, and erased one day. */
  readonly isFreeText?: boolean;
}

/** What only who reads a questionnaire file needs of a type: apart from the type, so that a phone does not load it. */
export interface ItemShape<ItemOfType> {
  readonly schema: v.GenericSchema;
  /** What the file's shape cannot say: duplicate codes, a lowest value above the highest. */
  readonly faults: (item: ItemOfType) => readonly ItemFault[];
}
