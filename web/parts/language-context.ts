import { getContext, setContext } from 'svelte';
import type { Language } from '../../core/questionnaire/local-text.ts';

const key = Symbol('language');

/** The language that a staff page is read in: set once around it, asked for by what is drawn with. */
export function languageContext(): Language {
  return getContext<Language>(key);
}

export function setLanguageContext(language: Language): void {
  setContext(key, language);
}

/** What stands around a part that is drawn alone. */
export function contextIn(language: Language): Map<unknown, unknown> {
  return new Map([[key, language]]);
}
