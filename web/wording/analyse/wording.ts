import { inLanguage, type ByLanguage, type Language } from '../../../core/questionnaire/local-text.ts';
import { speaker, type Speaker } from '../speaker.ts';
import { english } from './english.ts';
import { simplifiedChinese, type AnalyseKey } from './simplified-chinese.ts';

/** What is said at the evaluator's desk. */
export const analyseWordings: ByLanguage<Readonly<Record<AnalyseKey, string>>> = {
  'zh-Hans': simplifiedChinese,
  en: english,
};

export type AnalyseSpeaker = Speaker<AnalyseKey>;

export function analyseWording(language: Language): AnalyseSpeaker {
  return speaker(inLanguage(analyseWordings, language));
}
