import * as v from 'valibot';
import { itemEntries } from '../item.ts';
import type { ItemShape, QuestionType } from './question-type.ts';
import { checkPoint, pointsOf } from './rating.ts';
import { readNumber } from './read-number.ts';

/** How likely one is to recommend, 0 to 10. 0 is an answer, and the commonest mistake is to lose it. */
const recommendSchema = v.strictObject({ ...itemEntries, type: v.literal('recommend') });
export type RecommendItem = v.InferOutput<typeof recommendSchema>;

export const recommendScale = { lowest: 0, highest: 10 } as const;

export const recommendShape = {
  schema: recommendSchema,
  faults: () => [],
} satisfies ItemShape<RecommendItem>;

export const recommend: QuestionType<RecommendItem> = {
  check: (_, answer) => checkPoint(recommendScale, answer),
  variables: ({ name }) => [{ name, kind: 'categories', values: pointsOf(recommendScale) }],
  code: (_, answer) => [answer as number],
  fromFields: (_, values) => readNumber(values),
  toFields: (_, answer) => [String(answer)],
  scale: () => recommendScale,
};
