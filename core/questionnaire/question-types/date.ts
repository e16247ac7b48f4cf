import * as v from 'valibot';
import { dayNumber, daySchema, isDay } from '../day.ts';
import { itemEntries } from '../item.ts';
import type { ItemShape, QuestionType } from './question-type.ts';

/** A day of the calendar: since when, on which day. The answer is `YYYY-MM-DD`, whatever way it was written. */
const dateSchema = v.strictObject({
  ...itemEntries,
  type: v.literal('date'),
  earliest: daySchema,
  latest: daySchema,
});
export type DateItem = v.InferOutput<typeof dateSchema>;

export const dateShape = {
  schema: dateSchema,
  faults: ({ earliest, latest }: DateItem) =>
    earliest < latest ? [] : [{ path: 'latest', message: `must be after the earliest day ${earliest}` }],
} satisfies ItemShape<DateItem>;

export const date: QuestionType<DateItem> = {
  check({ earliest, latest }, answer) {
    if (typeof answer !== 'string') return { code: 'wrongKind' };
    if (!isDay(answer)) return { code: 'notADay' };
    if (answer < earliest || answer > latest) {
      return { code: 'dayOutOfRange', parameters: { earliest, latest } };
    }
    return undefined;
  },
  variables: ({ name, earliest, latest }) => [{ name, kind: 'day', earliest, latest }],
  code: (_, answer) => [dayNumber(answer as string)],
  fromFields: (_, [typed = '']) => readDay(typed),
  toFields: (_, answer) => [String(answer)],
};

/** More than any day written out; to normalise a long run of accents takes the square of its length. */
const MOST_CHARACTERS = 20;

/** A day as browsers send it or people write it, 2024/3/5 and ２０２４年３月５日 included; what is none is handed on. */
function readDay(typed: string): string | undefined {
  const text = typed.trim().slice(0, MOST_CHARACTERS).normalize('NFKC');
  const twoDigits = (digits: string) => digits.padStart(2, '0');
  return (
    text.replace(
      /^(\d{4})\D(\d\d?)\D(\d\d?)\D?$/,
      (_, year: string, month: string, day: string) => `${year}-${twoDigits(month)}-${twoDigits(day)}`,
    ) || undefined
  );
}
