import type { Answer } from '../answer.ts';
import type { Issue } from '../issue.ts';

/**
 * A variable of the data set. An item has one, or several (a choice of several has one per option).
 * `categories`: the code of an answer is its place in `values`, and `values` is what an export shows.
 * `quantity`: a number within bounds. `text`: words, which are exported and never estimated.
 */
export type Variable =
  | { readonly name: string; readonly kind: 'categories'; readonly values: readonly (string | number)[] }
  | { readonly name: string; readonly kind: 'quantity'; readonly lowest: number; readonly highest: number }
  | { readonly name: string; readonly kind: 'text' };

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
 * - `code` gives one number (a place in `values`, or a quantity) for each variable that is not text.
 */
export interface QuestionType<ItemOfType> {
  /** What the file's shape cannot say: duplicate codes, a lowest value above the highest. */
  readonly faults: (item: ItemOfType) => readonly ItemFault[];
  /** The first complaint about a substantive answer, or none. */
  readonly check: (item: ItemOfType, answer: unknown) => Complaint | undefined;
  readonly variables: (item: ItemOfType) => readonly Variable[];
  readonly code: (item: ItemOfType, answer: Answer) => readonly number[];
  /** Form field values -> answer; what cannot be read as one is handed on for `check` to complain about. */
  readonly fromFields: (item: ItemOfType, values: readonly string[]) => Answer | undefined;
  readonly toFields: (item: ItemOfType, answer: Answer) => readonly string[];
}
