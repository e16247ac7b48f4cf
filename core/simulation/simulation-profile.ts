import * as v from 'valibot';
import { nameSchema } from '../questionnaire/item.ts';
import { localTextSchema } from '../questionnaire/local-text.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const byCode = v.record(v.string(), v.pipe(v.number(), v.minValue(0)));
const missing = v.exactOptional(
  v.strictObject({
    notUsed: v.exactOptional(share),
    dontKnow: v.exactOptional(share),
    refused: v.exactOptional(share),
  }),
);

/** How simulated people answer one item. */
export const itemProfileSchema = v.variant('kind', [
  /** A rating: mean and spread on the item's own scale; `pull` of the person's general contentment. */
  v.strictObject({
    kind: v.literal('rating'),
    mean: v.number(),
    spread: v.number(),
    pull: v.number(),
    /** Points that a wave adds to this item alone, by wave id. */
    byWave: v.exactOptional(v.record(v.string(), v.number())),
    missing,
  }),
  /** A choice: weights by option code; `tilt` multiplies them by exp(tilt x contentment). */
  v.strictObject({
    kind: v.literal('choice'),
    weights: byCode,
    tilt: v.exactOptional(v.record(v.string(), v.number())),
    missing,
  }),
  /** A choice of several: a chance for each option, and the option that stands for none. */
  v.strictObject({
    kind: v.literal('choices'),
    chances: v.record(v.string(), share),
    none: v.exactOptional(v.string()),
    most: v.exactOptional(v.number()),
  }),
  /** The respondent's area, or the group of an age drawn with it. */
  v.strictObject({ kind: v.literal('area'), missing }),
  v.strictObject({ kind: v.literal('age'), weights: byCode, effects: v.record(v.string(), v.number()) }),
  v.strictObject({
    kind: v.literal('text'),
    chance: share,
    texts: v.pipe(v.array(v.string()), v.minLength(1)),
  }),
]);
export type ItemProfile = v.InferOutput<typeof itemProfileSchema>;

/** A programme's simulated people: who they are, how content, how they answer. */
export const simulationProfileSchema = v.strictObject({
  seed: v.string(),
  form: nameSchema,
  /** Standard deviations of contentment: between primary units, and between people, in points of a rating. */
  betweenPrimaryUnits: v.number(),
  betweenPeople: v.number(),
  primaryUnitsPerArea: v.pipe(v.number(), v.integer(), v.minValue(2)),
  /** Contentment an area has above the average, and its adult population, by area code. */
  areas: v.record(v.string(), v.strictObject({ effect: v.number(), population: v.number() })),
  /** Share of interviews, and what the presence of an interviewer adds. */
  interviews: v.strictObject({ share, effect: v.number() }),
  waves: v.array(
    v.strictObject({
      id: v.string(),
      period: v.string(),
      title: localTextSchema,
      contentment: v.number(),
      invited: v.pipe(v.number(), v.integer()),
      open: v.pipe(v.number(), v.integer()),
      /** Days before the demonstration is loaded. */
      openedDaysAgo: v.number(),
      closedDaysAgo: v.exactOptional(v.number()),
    }),
  ),
  items: v.record(nameSchema, itemProfileSchema),
});
export type SimulationProfile = v.InferOutput<typeof simulationProfileSchema>;
