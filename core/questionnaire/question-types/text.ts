import * as v from 'valibot';
import { itemEntries } from '../item.ts';
import type { ItemShape, QuestionType } from './question-type.ts';

/** Words of the respondent's own. Length is counted in characters as people count them, not in bytes. */
const textSchema = v.strictObject({
  ...itemEntries,
  type: v.literal('text'),
  most: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5000)),
});
export type TextItem = v.InferOutput<typeof textSchema>;

export const textShape = {
  schema: textSchema,
  faults: () => [],
} satisfies ItemShape<TextItem>;

export const text: QuestionType<TextItem> = {
  check({ most }, answer) {
    if (typeof answer !== 'string' || answer.trim() === '') return { code: 'wrongKind' };
    if (/\0|\p{Surrogate}/u.test(answer)) return { code: 'notText' };
    const length = charactersIn(answer);
    return length > most ? { code: 'tooLong', parameters: { most, length } } : undefined;
  },
  variables: ({ name }) => [{ name, kind: 'text' }],
  code: () => [],
  fromFields(_, values) {
    const typed = values[0]?.replaceAll('\r\n', '\n').trim() ?? '';
    return typed === '' ? undefined : typed;
  },
  toFields: (_, answer) => [String(answer)],
  isFreeText: true,
};

/** Characters beyond the first plane are two code units; the text has no half ones. */
function charactersIn(wellFormed: string): number {
  let count = wellFormed.length;
  for (let at = 0; at < wellFormed.length; at++) {
    if ((wellFormed.charCodeAt(at) & 0xfc00) === 0xd800) count -= 1;
  }
  return count;
}
