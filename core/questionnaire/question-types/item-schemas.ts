import { multipleSchema } from './multiple.ts';
import { numberSchema } from './number.ts';
import type { QuestionTypeName } from './question-types.ts';
import { ratingSchema } from './rating.ts';
import { recommendSchema } from './recommend.ts';
import { singleSchema } from './single.ts';
import { textSchema } from './text.ts';

/** The shape of each type in a file. Apart from the types themselves, so that a phone does not load it. */
export const itemSchemas = {
  single: singleSchema,
  multiple: multipleSchema,
  rating: ratingSchema,
  recommend: recommendSchema,
  number: numberSchema,
  text: textSchema,
} satisfies Record<QuestionTypeName, unknown>;
