import * as v from 'valibot';
import { conditionSchema } from '../condition.ts';
import { nameSchema } from '../item.ts';
import { localTextSchema } from '../local-text.ts';
import { itemShapes } from '../question-types/item-shapes.ts';
import { ratingScaleSchema } from '../question-types/rating.ts';

const itemSchema = v.variant(
  'type',
  Object.values(itemShapes).map(({ schema }) => schema),
);

const sectionSchema = v.strictObject({
  name: nameSchema,
  title: v.exactOptional(localTextSchema),
  text: v.exactOptional(localTextSchema),
  when: v.exactOptional(conditionSchema),
  shuffle: v.exactOptional(v.boolean()),
  items: v.pipe(v.array(itemSchema), v.minLength(1)),
});

/** A questionnaire as it is written in a file. */
export const questionnaireFileSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  name: nameSchema,
  title: localTextSchema,
  from: localTextSchema,
  minutes: v.pipe(v.number(), v.minValue(1), v.maxValue(120)),
  privacy: localTextSchema,
  scales: v.exactOptional(v.record(nameSchema, ratingScaleSchema)),
  sections: v.pipe(v.array(sectionSchema), v.minLength(1)),
  areaItem: v.exactOptional(nameSchema),
  flags: v.exactOptional(v.array(v.strictObject({ name: nameSchema, when: conditionSchema }))),
});
export type QuestionnaireFile = v.InferOutput<typeof questionnaireFileSchema>;
