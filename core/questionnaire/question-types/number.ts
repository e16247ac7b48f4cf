import * as v from 'valibot';
import { itemEntries } from '../item.ts';
import { localTextOf } from '../local-text.ts';
import type { ItemShape, QuestionType } from './question-type.ts';
import { readNumber } from './read-number.ts';

/** A number that is typed: years, persons, minutes. Whole unless `decimals` is set. */
const numberSchema = v.strictObject({
  ...itemEntries,
  type: v.literal('number'),
  lowest: v.number(),
  highest: v.number(),
  decimals: v.exactOptional(v.boolean()),
  unit: v.exactOptional(/* @__PURE__ */ localTextOf(v.string())),
});
export type NumberItem = v.InferOutput<typeof numberSchema>;

export const numberShape = {
  schema: numberSchema,
  faults: ({ lowest, highest }: NumberItem) =>
    lowest < highest ? [] : [{ path: 'highest', message: `must be above the lowest value ${lowest}` }],
} satisfies ItemShape<NumberItem>;

export const number: QuestionType<NumberItem> = {
  check({ lowest, highest, decimals }, answer) {
    if (typeof answer !== 'number' || !Number.isFinite(answer)) return { code: 'wrongKind' };
    if (decimals !== true && !Number.isInteger(answer)) return { code: 'notWhole' };
    if (answer < lowest || answer > highest) return { code: 'outOfRange', parameters: { lowest, highest } };
    return undefined;
  },
  variables: ({ name, lowest, highest }) => [{ name, kind: 'quantity', lowest, highest }],
  code: (_, answer) => [answer as number],
  fromFields: (_, values) => readNumber(values),
  toFields: (_, answer) => [String(answer)],
};
