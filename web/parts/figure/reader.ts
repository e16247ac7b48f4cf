import type { Language } from '../../../core/questionnaire/local-text.ts';
import { trendsWording, type TrendsSpeaker } from '../../wording/trends/wording.ts';

/** For whom a sentence is made: decides words and number formats. */
export interface Reader {
  readonly language: Language;
  readonly say: TrendsSpeaker;
}

export function readerIn(language: Language): Reader {
  return { language, say: trendsWording(language) };
}
