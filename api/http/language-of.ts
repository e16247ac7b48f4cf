import { languages, type Language } from '../../core/questionnaire/local-text.ts';

/** The language of a page, by what its address asks for. */
export function languageOf(wanted: string | undefined): Language {
  return languages.find((language) => language === wanted) ?? languages[0];
}
