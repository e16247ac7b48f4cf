import { date } from './date.ts';
import { multiple } from './multiple.ts';
import { number } from './number.ts';
import type { QuestionType } from './question-type.ts';
import { rating } from './rating.ts';
import { recommend } from './recommend.ts';
import { single } from './single.ts';
import { text } from './text.ts';

/**
 * Every question type the product knows. A new type is one file beside this one, one line here, one line in
 * `item-shapes.ts` and one component in `web/respond/questions`; the compiler names what is missing.
 */
export const questionTypes = { single, multiple, rating, recommend, number, date, text };

export type QuestionTypeName = keyof typeof questionTypes;
export type ItemOf<Name extends QuestionTypeName> =
  (typeof questionTypes)[Name] extends QuestionType<infer ItemOfType> ? ItemOfType : never;

/** One thing asked. Its `name` is the variable. */
export type Item = { [Name in QuestionTypeName]: ItemOf<Name> }[QuestionTypeName];

/** The type of an item, ready to be used with that item. */
export function typeOf(item: Item): QuestionType<Item> {
  return questionTypes[item.type] as unknown as QuestionType<Item>;
}
