import * as v from 'valibot';

/** The languages every text of the product exists in; the first is the one the product thinks in. */
export const languages = ['zh-Hans', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text for people, in every language of the product. */
export const localTextSchema = v.strictObject({
  'zh-Hans': v.pipe(v.string(), v.minLength(1)),
  en: v.pipe(v.string(), v.minLength(1)),
});
export type LocalText = Readonly<v.InferOutput<typeof localTextSchema>>;
