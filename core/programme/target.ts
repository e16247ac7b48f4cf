import * as v from 'valibot';
import { nameSchema } from '../questionnaire/item.ts';
import { localTextSchema } from '../questionnaire/local-text.ts';

/** A target is bound to one exact figure (rule 12): nobody may choose afterwards what it was about. */
export const measureSchema = v.strictObject({
  form: nameSchema,
  statistic: v.picklist(['index', 'satisfactionRate', 'itemScore', 'indicator']),
  /** A node of the index tree, an item, or an indicator with one of its figures as `name/figure`. */
  of: v.string(),
  population: localTextSchema,
});

export const operatorSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('atLeast'), threshold: v.number() }),
  v.strictObject({ kind: v.literal('atMost'), threshold: v.number() }),
  v.strictObject({ kind: v.literal('below'), threshold: v.number() }),
  v.strictObject({ kind: v.literal('within'), lowest: v.number(), highest: v.number() }),
  v.strictObject({ kind: v.literal('about'), threshold: v.number(), tolerance: v.number() }),
  v.strictObject({ kind: v.literal('rising') }),
  v.strictObject({ kind: v.literal('falling') }),
  v.strictObject({ kind: v.literal('risingEachYear') }),
  v.strictObject({ kind: v.literal('fallingEachYear') }),
]);

export const targetSchema = v.strictObject({
  name: nameSchema,
  text: localTextSchema,
  /** Where the target was published. */
  source: localTextSchema,
  departments: v.pipe(v.array(nameSchema), v.minLength(1)),
  measure: measureSchema,
  /** Thresholds are on the scale people read: points of 0-100, or per cent. */
  operator: operatorSchema,
});
export type Target = v.InferOutput<typeof targetSchema>;
export type TargetOperator = Target['operator'];
