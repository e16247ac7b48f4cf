import * as v from 'valibot';
import type { CodedColumn } from '../../estimation/figures/coded-column.ts';
import { nameSchema } from '../../questionnaire/item.ts';
import { localTextSchema } from '../../questionnaire/local-text.ts';
import type { ItemFault } from '../../questionnaire/question-types/question-type.ts';
import type { Questionnaire } from '../../questionnaire/questionnaire.ts';
import type { FigureMethod } from '../figure-method.ts';
import type { RatingColumn } from '../rating-column.ts';

/** What indicators of every method have, behind `method`. */
export const indicatorEntries = { name: nameSchema, title: localTextSchema };

/** The shape of an indicator in an index file: `method` with its name, and what it is asked by. */
export type IndicatorSchema = v.StrictObjectSchema<
  v.ObjectEntries & typeof indicatorEntries & { readonly method: v.LiteralSchema<string, undefined> },
  undefined
>;

/** The answers to one variable of choices: the code of an answer is its place in `values`. */
export interface ChoiceColumn extends CodedColumn {
  readonly values: readonly (string | number)[];
}

/** The answers of a wave as methods take them. What an indicator names is there: faults were looked for before. */
export interface AnswerColumns {
  choices(variable: string): ChoiceColumn;
  rating(item: string): RatingColumn;
}

/** What a figure is made of: its definition hangs on nothing else of the indicator. */
export interface IndicatorMakeup {
  /** What is declared beside the items. */
  readonly settings: object;
  /** Each item with the answers to it that count; the item's own name is in no role. */
  readonly roles: readonly { readonly item: string; readonly role: unknown }[];
}

/**
 * What a figure is a straight line of: the mean of a score for each value of one variable (`undefined`: not in the
 * base); or something that only indicators of this makeup have, under a name.
 */
export type FigureLine =
  | { readonly variable: string; readonly scoreOf: (value: string | number) => number | undefined }
  | { readonly own: string; readonly factor?: number; readonly offset?: number };

/**
 * The contract of a method of indicators: what is measured beside the index. Everything that differs between methods is
 * behind it; nothing else in the product asks by which method an indicator is.
 *
 * Relations every method keeps (the contract test holds each to them): an indicator its schema reads, and that has no
 * faults, is linearised from the columns of its variables into figures that lie in their range; a figure that is said to
 * be a line of one variable is that line.
 */
export interface Method<Schema extends IndicatorSchema, Input, Name extends string> extends FigureMethod<
  Input,
  Name
> {
  readonly schema: Schema;
  /** Those an indicator has: where nobody was asked about complaining there is nothing to say of it. */
  figuresOf(indicator: v.InferOutput<Schema>): readonly Name[];
  /** Between which values a figure lies, on the scale people read: shares in per cent. */
  rangeOf(indicator: v.InferOutput<Schema>, figure: string | undefined): readonly [number, number];
  /** What keeps it from being computed from the answers to a questionnaire. */
  faults(indicator: v.InferOutput<Schema>, questionnaire: Questionnaire): readonly ItemFault[];
  inputOf(indicator: v.InferOutput<Schema>, columns: AnswerColumns): Input;
  /** The variables whose answers a figure counts. */
  variablesOf(indicator: v.InferOutput<Schema>, figure: string | undefined): readonly string[];
  makeupOf(indicator: v.InferOutput<Schema>, figure: string, questionnaire: Questionnaire): IndicatorMakeup;
  lineOf(indicator: v.InferOutput<Schema>, figure: Name): FigureLine;
  /** Its figures are means over its items, each on its own respondents; else all its items are asked of one base. */
  readonly isMeanOfItems?: boolean;
  /** Figures that are a sum of others whatever the answers. */
  readonly sums?: Readonly<
    Partial<Record<Name, readonly { readonly of: Name; readonly coefficient: number }[]>>
  >;
  /** Figures whose base is what another one counts: a reader who has both knows how many they are. */
  readonly baseOf?: Readonly<Partial<Record<Name, Name>>>;
  /** Figures that leave the key to the others of their indicator, where they are the same in other words; in order. */
  readonly laterNames?: readonly Name[];
}
