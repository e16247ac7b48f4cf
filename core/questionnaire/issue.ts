/**
 * What is wrong with one answer: a value, never thrown, the same on the phone and on the server.
 * The sentence a person reads is made from `code` and `parameters` in `web/wording`.
 */
export interface Issue {
  readonly item: string;
  readonly code: IssueCode;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

export const issueCodes = [
  /** The questionnaire has no item of this name. */
  'unknownItem',
  /** The item has to be answered (a missing answer it offers counts as one). */
  'required',
  /** The answer is of another kind than the item asks for. */
  'wrongKind',
  /** A missing answer this item does not offer. */
  'missingNotOffered',
  /** No option has this code. Parameter: code. */
  'notAnOption',
  /** The same option twice. Parameter: code. */
  'optionTwice',
  /** An option that excludes all others was chosen with others. Parameter: code. */
  'exclusiveOption',
  /** More options than allowed. Parameter: most. */
  'tooManyOptions',
  /** Not a whole number where one is asked. */
  'notWhole',
  /** Outside lowest..highest. Parameters: lowest, highest. */
  'outOfRange',
  /** No day of the calendar. */
  'notADay',
  /** Before the earliest or after the latest day. Parameters: earliest, latest. */
  'dayOutOfRange',
  /** Longer than allowed. Parameters: most, length. */
  'tooLong',
  /** Characters that are no text: NUL, half of a pair. They come from a faulty program, not from a person. */
  'notText',
] as const;
export type IssueCode = (typeof issueCodes)[number];
