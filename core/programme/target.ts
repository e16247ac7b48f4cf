import * as v from 'valibot';
import type { TargetOperator as OperatorToJudge } from '../judgement/operators/operators.ts';
import { nameSchema } from '../questionnaire/item.ts';
import { localTextSchema } from '../questionnaire/local-text.ts';
import { isPeriod, periodForms } from './period.ts';

/** A target is bound to one exact figure (rule 12): nobody may choose afterwards what it was about. */
export const measureSchema = v.strictObject({
  form: nameSchema,
  statistic: v.picklist(['index', 'satisfactionRate', 'itemScore', 'indicator']),
  /** A node of the index tree, an item, or an indicator with one of its figures as `name/figure`. */
  of: v.string(),
  population: localTextSchema,
});

const periodSchema = v.pipe(v.string(), v.check(isPeriod, periodForms));

/** A promise is renewed after so many pairs of periods. */
export const MOST_PERIODS_OF_A_TERM = 5;

/**
 * The term of "each year" (rule 30): the period it is measured from, and those that are each to be better than the one
 * before. Without a term it is the first five pairs of waves since the first wave that has the target.
 */
const termEntries = {
  base: v.exactOptional(periodSchema),
  periods: v.exactOptional(
    v.pipe(
      v.array(periodSchema),
      v.minLength(1),
      v.maxLength(MOST_PERIODS_OF_A_TERM, `at most ${MOST_PERIODS_OF_A_TERM} entries`),
    ),
  ),
};

const threshold = v.number();
/** The shape of each operator in a file; one without does not compile. */
const operatorSchemas = {
  atLeast: v.strictObject({ kind: v.literal('atLeast'), threshold }),
  atMost: v.strictObject({ kind: v.literal('atMost'), threshold }),
  below: v.strictObject({ kind: v.literal('below'), threshold }),
  within: v.strictObject({ kind: v.literal('within'), lowest: v.number(), highest: v.number() }),
  about: v.strictObject({ kind: v.literal('about'), threshold, tolerance: v.number() }),
  rising: v.strictObject({ kind: v.literal('rising') }),
  falling: v.strictObject({ kind: v.literal('falling') }),
  risingEachYear: v.strictObject({ kind: v.literal('risingEachYear'), ...termEntries }),
  fallingEachYear: v.strictObject({ kind: v.literal('fallingEachYear'), ...termEntries }),
} satisfies {
  readonly [Kind in OperatorToJudge['kind']]: v.GenericSchema<
    Extract<OperatorToJudge, { readonly kind: Kind }>
  >;
};
export const operatorSchema = v.variant('kind', Object.values(operatorSchemas));

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
