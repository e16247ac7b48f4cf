import * as v from 'valibot';
import { itemEntries, optionsSchema, type Option } from '../item.ts';
import { duplicateCodes } from './duplicate-codes.ts';
import type { ItemShape, QuestionType } from './question-type.ts';

/** One of several options. The answer is the option's code. */
const singleSchema = v.strictObject({
  ...itemEntries,
  type: v.literal('single'),
  options: optionsSchema,
});
export type SingleItem = Omit<v.InferOutput<typeof singleSchema>, 'options'> & {
  readonly options: readonly Option[];
};

export const singleShape = {
  schema: singleSchema,
  faults: (item: SingleItem) => duplicateCodes(item.options),
} satisfies ItemShape<SingleItem>;

export const single: QuestionType<SingleItem> = {
  check(item, answer) {
    if (typeof answer !== 'string') return { code: 'wrongKind' };
    if (item.options.some((option) => option.code === answer)) return undefined;
    return { code: 'notAnOption', parameters: { code: answer.slice(0, 40) } };
  },
  variables: (item) => [
    { name: item.name, kind: 'categories', values: item.options.map((option) => option.code) },
  ],
  code: (item, answer) => [item.options.findIndex((option) => option.code === answer)],
  // A list that nobody has opened sends an empty value, which is no answer.
  fromFields: (_, values) => values[0] || undefined,
  toFields: (_, answer) => [String(answer)],
  choices: ({ options }) => options,
};
