import type { LocalText } from './local-text.ts';
import type { Questionnaire, Section } from './questionnaire.ts';

export const words: LocalText = { 'zh-Hans': '问', en: 'ask' };

/** A questionnaire for tests: what is asked is said, what stands around it is the same. */
export function questionnaireOf(
  sections: readonly Section[],
  more: Partial<Questionnaire> = {},
): Questionnaire {
  return {
    name: 'test',
    title: words,
    from: words,
    minutes: 1,
    privacy: words,
    flags: [],
    sections,
    ...more,
  };
}
