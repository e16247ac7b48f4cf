import * as v from 'valibot';
import { itemEntries, optionsSchema, type Option } from '../item.ts';
import { duplicateCodes } from './duplicate-codes.ts';
import type { ItemShape, QuestionType } from './question-type.ts';

/** Any number of options, kept as they were sent. An exclusive option stands alone. */
const multipleSchema = v.strictObject({
  ...itemEntries,
  type: v.literal('multiple'),
  options: optionsSchema,
  exclusive: v.exactOptional(v.array(v.string())),
  most: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type MultipleItem = Omit<v.InferOutput<typeof multipleSchema>, 'options'> & {
  readonly options: readonly Option[];
};

export const multipleShape = {
  schema: multipleSchema,
  faults: (item: MultipleItem) => [
    ...duplicateCodes(item.options),
    ...(item.exclusive ?? []).flatMap((code, index) =>
      item.options.some((option) => option.code === code)
        ? []
        : [{ path: `exclusive[${index}]`, message: `names "${code}", which is not among the options` }],
    ),
  ],
} satisfies ItemShape<MultipleItem>;

export const multiple: QuestionType<MultipleItem> = {
  check(item, answer) {
    if (!Array.isArray(answer) || answer.length === 0) return { code: 'wrongKind' };
    const chosen: readonly unknown[] = answer;
    for (const [index, code] of chosen.entries()) {
      if (typeof code !== 'string') return { code: 'wrongKind' };
      if (index >= item.options.length) return { code: 'tooManyOptions', parameters: { most: index } };
      if (!item.options.some((option) => option.code === code)) {
        return { code: 'notAnOption', parameters: { code: code.slice(0, 40) } };
      }
      if (chosen.indexOf(code) < index) return { code: 'optionTwice', parameters: { code } };
      if (chosen.length > 1 && item.exclusive?.includes(code)) {
        return { code: 'exclusiveOption', parameters: { code } };
      }
    }
    if (item.most !== undefined && chosen.length > item.most) {
      return { code: 'tooManyOptions', parameters: { most: item.most } };
    }
    return undefined;
  },
  variables: (item) =>
    item.options.map((option) => ({
      name: `${item.name}_${option.code}`,
      kind: 'categories',
      values: [0, 1],
    })),
  code: (item, answer) =>
    item.options.map((option) => (Array.isArray(answer) && answer.includes(option.code) ? 1 : 0)),
  fromFields(_, values) {
    const chosen = values.filter((value) => value !== '');
    return chosen.length > 0 ? chosen : undefined;
  },
  toFields: (_, answer) => answer as readonly string[],
};
