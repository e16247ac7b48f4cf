import * as v from 'valibot';
import { itemEntries, nameSchema } from '../item.ts';
import { localTextSchema } from '../local-text.ts';
import type { ItemFault, ItemShape, QuestionType } from './question-type.ts';
import { readNumber } from './read-number.ts';

/**
 * A whole number from the lowest to the highest point of a response scale, with words at both ends.
 * The answer is the number as the respondent saw it; how it becomes a score is the index's convention.
 */
const ratingSchema = v.strictObject({
  ...itemEntries,
  type: v.literal('rating'),
  /** The name of one of the questionnaire's scales. */
  scale: nameSchema,
});
export type RatingItem = Omit<v.InferOutput<typeof ratingSchema>, 'scale'> & { readonly scale: RatingScale };

export const ratingScaleSchema = v.strictObject({
  lowest: v.pipe(v.number(), v.integer()),
  highest: v.pipe(v.number(), v.integer()),
  lowestLabel: localTextSchema,
  highestLabel: localTextSchema,
});
export type RatingScale = Readonly<v.InferOutput<typeof ratingScaleSchema>>;

/** More points than a person can tell apart, and than a phone can show as targets. */
const MOST_POINTS = 101;

export const ratingShape = {
  schema: ratingSchema,
  faults: ({ scale }: RatingItem) => scaleFaults(scale),
} satisfies ItemShape<RatingItem>;

export const rating: QuestionType<RatingItem> = {
  check: ({ scale }, answer) => checkPoint(scale, answer),
  variables: ({ name, scale }) => [{ name, kind: 'categories', values: pointsOf(scale) }],
  code: ({ scale }, answer) => [(answer as number) - scale.lowest],
  fromFields: (_, values) => readNumber(values),
  toFields: (_, answer) => [String(answer)],
  scale: ({ scale }) => scale,
};

/** The points of a scale, lowest first: `pointsOf({ lowest: 1, highest: 3 })` is `[1, 2, 3]`. */
export function pointsOf(scale: { readonly lowest: number; readonly highest: number }): readonly number[] {
  return Array.from({ length: scale.highest - scale.lowest + 1 }, (_, step) => scale.lowest + step);
}

export function checkPoint(scale: { readonly lowest: number; readonly highest: number }, answer: unknown) {
  if (typeof answer !== 'number') return { code: 'wrongKind' } as const;
  if (!Number.isInteger(answer)) return { code: 'notWhole' } as const;
  const { lowest, highest } = scale;
  if (answer < lowest || answer > highest) {
    return { code: 'outOfRange', parameters: { lowest, highest } } as const;
  }
  return undefined;
}

function scaleFaults(scale: RatingItem['scale']): readonly ItemFault[] {
  const points = scale.highest - scale.lowest + 1;
  if (points < 2) return [{ path: 'scale', message: 'must have its highest point above its lowest' }];
  if (points > MOST_POINTS) {
    return [{ path: 'scale', message: `has ${points} points; use a number item above ${MOST_POINTS}` }];
  }
  return [];
}
