import * as v from 'valibot';

/**
 * Every language of the product: what it calls itself, how numbers and days are written in it, and which language
 * stands in where a text lacks it. The first is the one the product thinks in, and every text has it.
 */
export const languages = [
  { code: 'zh-Hans', name: '简体中文', locale: 'zh-CN' },
  { code: 'zh-Hant', name: '繁體中文', locale: 'zh-TW', fallback: 'zh-Hans' },
  { code: 'en', name: 'English', locale: 'en-GB', fallback: 'zh-Hans' },
] as const;

export type Language = (typeof languages)[number]['code'];
export type FirstLanguage = (typeof languages)[0]['code'];

export const firstLanguage: FirstLanguage = languages[0].code;
export const languageCodes: readonly Language[] = /* @__PURE__ */ languages.map(({ code }) => code);

/** Something in the first language and in any others. */
export type ByLanguage<Value> = { readonly [Code in FirstLanguage]: Value } & {
  readonly [Code in Exclude<Language, FirstLanguage>]?: Value;
};

/** A text for people. */
export type LocalText = ByLanguage<string>;

/** In this language, or in the one that stands in for it. */
export function inLanguage<Value>(values: ByLanguage<Value>, language: Language): Value {
  const value = (values as Readonly<Partial<Record<Language, Value>>>)[language];
  return value === undefined ? inLanguage(values, fallbackOf(language)) : value;
}

/**
 * A text in this language, or in the one that stands in for it.
 *
 * @example textIn({ 'zh-Hans': '质量' }, 'en') // '质量'
 */
export function textIn(text: LocalText, language: Language): string {
  return inLanguage(text, language);
}

/**
 * Of the languages in which something is to be had the one to show: the one asked for, one that stands in for it, or the
 * first.
 *
 * @example nearestLanguage(['zh-Hans', 'en'], 'en') // 'en'
 * @example nearestLanguage(['zh-Hans'], 'en') // 'zh-Hans'
 */
export function nearestLanguage(offered: readonly Language[], wanted: string | null | undefined): Language {
  const language = languages.find(({ code }) => code === wanted)?.code ?? firstLanguage;
  if (offered.includes(language) || language === firstLanguage) return language;
  return nearestLanguage(offered, fallbackOf(language));
}

/** A language with what it calls itself. */
export interface NamedLanguage {
  readonly code: Language;
  readonly name: string;
}

/** Of the languages in which something is to be had all but the one it is read in. */
export function otherLanguages(offered: readonly Language[], read: Language): readonly NamedLanguage[] {
  return languages
    .filter(({ code }) => code !== read && offered.includes(code))
    .map(({ code, name }) => ({ code, name }));
}

/** How numbers and days are written in a language. */
export function localeOf(language: Language): string {
  return entryOf(language).locale;
}

function fallbackOf(language: Language): Language {
  const entry = entryOf(language);
  return 'fallback' in entry ? entry.fallback : firstLanguage;
}

function entryOf(language: Language): (typeof languages)[number] {
  return languages.find(({ code }) => code === language)!;
}

type Entries<Words extends v.GenericSchema> = { [Code in FirstLanguage]: Words } & {
  [Code in Exclude<Language, FirstLanguage>]: v.ExactOptionalSchema<Words, undefined>;
};

/** The schema of a text in the first language and in any others. */
export function localTextOf<Words extends v.GenericSchema>(words: Words) {
  const entries = languages.map(({ code }) => [
    code,
    code === firstLanguage ? words : v.exactOptional(words),
  ]);
  return v.strictObject(Object.fromEntries(entries) as Entries<Words>);
}

export const localTextSchema = /* @__PURE__ */ localTextOf(
  /* @__PURE__ */ v.pipe(v.string(), v.minLength(1)),
);
