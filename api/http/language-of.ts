import { languageCodes, nearestLanguage, type Language } from '../../core/questionnaire/local-text.ts';

/** The language of a page, by what its address asks for. */
export function languageOf(wanted: string | undefined): Language {
  return nearestLanguage(languageCodes, wanted);
}
