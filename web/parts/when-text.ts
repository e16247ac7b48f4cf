import type { Language } from '../../core/questionnaire/local-text.ts';

/** A moment as people write it, in the reader's own zone. */
export function whenText(at: number, language: Language): string {
  return new Date(at).toLocaleString(language === 'en' ? 'en-GB' : 'zh-CN', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
