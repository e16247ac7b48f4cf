import type { Language, LocalText } from '../../questionnaire/local-text.ts';

/**
 * What of a text defines a figure (rule 27): its characters after Unicode's NFKC, so that full-width forms are plain
 * ones, without punctuation, spaces and what nobody sees. Marks that belong to a number stay, between two digits, before one
 * or behind one: 1.5 is not 15, 1-2 not 12, 5 % not 5. Capital letters stay as they are written.
 *
 * @example
 * definingText({ 'zh-Hans': '满意吗？（１－10分）', en: 'Satisfied, 1-10?' }, ['zh-Hans', 'en']);
 * // { 'zh-Hans': '满意吗1-10分', en: 'Satisfied1-10' }
 */
export function definingText(
  text: LocalText,
  languages: readonly Language[],
): Readonly<Partial<Record<Language, string>>> {
  const words = languages.flatMap((language) => {
    const own = text[language];
    return own === undefined ? [] : [[language, definingWords(own)] as const];
  });
  return Object.fromEntries(words);
}

/** However a dash is written. */
const dashes = /(?<=\d)[\p{Pd}\u2212](?=\d)/gu;

/** Marks and spaces, save marks between two digits, a sign before one, and a part of a number behind one. */
const passedOver =
  /(?!(?<=\d)\p{P}(?=\d)|(?<![\p{L}\p{N}])[-\u2212](?=\d)|(?<=\d)\s?[%\u2030])[\p{P}\p{Z}\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

function definingWords(words: string): string {
  return words.normalize('NFKC').replace(dashes, '-').replace(passedOver, '');
}
