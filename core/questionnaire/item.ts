import * as v from 'valibot';
import { conditionSchema } from './condition.ts';
import { localTextSchema } from './local-text.ts';

/** A name is the variable's name in every export: a letter, then letters, digits, underscores. */
export const nameSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'a letter, then at most 63 letters, digits or underscores'),
);

const missingChoice = v.union([v.literal(true), localTextSchema]);

/** Dispositions after AAPOR: what became of the case. */
export const terminationSchema = v.strictObject({
  when: conditionSchema,
  disposition: v.picklist(['refusal', 'ineligible']),
  reason: nameSchema,
});
export type Termination = v.InferOutput<typeof terminationSchema>;

/** What items of every type have. */
export const itemEntries = {
  name: nameSchema,
  text: localTextSchema,
  hint: v.exactOptional(localTextSchema),
  /** A required item must be answered; a missing answer that it offers is an answer. */
  required: v.exactOptional(v.boolean()),
  /** The missing answers it offers: `true` for the usual wording, or a wording of its own. */
  missing: v.exactOptional(
    v.strictObject({
      notUsed: v.exactOptional(missingChoice),
      dontKnow: v.exactOptional(missingChoice),
      refused: v.exactOptional(missingChoice),
    }),
  ),
  when: v.exactOptional(conditionSchema),
  /** The response ends behind this item when one of these holds. */
  terminate: v.exactOptional(v.array(terminationSchema)),
};

export const optionSchema = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/, '1 to 32 letters, digits, _ or -')),
  label: localTextSchema,
});
export type Option = Readonly<v.InferOutput<typeof optionSchema>>;

/** Options written out, or the areas of the programme with some options behind them. */
export const optionsSchema = v.union([
  v.pipe(v.array(optionSchema), v.minLength(1)),
  v.strictObject({ from: v.literal('areas'), then: v.exactOptional(v.array(optionSchema)) }),
]);
