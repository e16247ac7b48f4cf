import type { Language } from '../questionnaire/local-text.ts';

/** The languages that define a figure: a language the product learns later moves nothing that was asked before. */
const definingLanguages = ['zh-Hans', 'en'] as const satisfies readonly Language[];

/**
 * What of a text defines a figure (rule 27): its characters after Unicode's NFKC, so that full-width forms are plain
 * ones, without punctuation, spaces and what nobody sees. A point between two digits stays, because 1.5 is not 15.
 * Capital letters stay as they are written.
 *
 * @example
 * definingText({ 'zh-Hans': '满意吗？（１—10分）', en: 'Satisfied, 1-10?' });
 * // { 'zh-Hans': '满意吗110分', en: 'Satisfied110' }
 */
export function definingText(text: Readonly<Record<Language, string>>): Readonly<Record<Language, string>> {
  return Object.fromEntries(
    definingLanguages.map((language) => [language, definingWords(text[language])]),
  ) as Record<Language, string>;
}

const passedOver = /(?!(?<=\d)\.(?=\d))[\p{P}\p{Z}\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

function definingWords(words: string): string {
  return words.normalize('NFKC').replace(passedOver, '');
}
