import type { Language } from '../questionnaire/local-text.ts';
import type { Programme } from './programme.ts';

type Languages = Pick<Programme, 'languages' | 'addedLanguages'>;

/** What a programme is asked in whose file does not say so. */
const unlessTold: readonly Language[] = ['zh-Hans', 'en'];

/** The languages whose wording is part of what a figure is (rule 27). */
export function definingLanguages({ languages = unlessTold }: Languages): readonly Language[] {
  return languages;
}

/** Every language residents are asked in: those that define the figures, and those added since. */
export function languagesAsked(programme: Languages): readonly Language[] {
  return [...definingLanguages(programme), ...(programme.addedLanguages ?? [])];
}
