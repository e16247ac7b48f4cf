import { localeOf, type Language } from '../../core/questionnaire/local-text.ts';

/** A moment as people write it, in the reader's own zone. */
export function whenText(at: number, language: Language): string {
  return new Date(at).toLocaleString(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
