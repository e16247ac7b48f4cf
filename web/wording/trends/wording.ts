import { inLanguage, type ByLanguage, type Language } from '../../../core/questionnaire/local-text.ts';
import { speaker, type Speaker } from '../speaker.ts';
import { english } from './english.ts';
import { simplifiedChinese, type TrendsKey } from './simplified-chinese.ts';

/** What is said of releases: figures, changes, verdicts, and how they were measured. */
export const trendsWordings: ByLanguage<Readonly<Record<TrendsKey, string>>> = {
  'zh-Hans': simplifiedChinese,
  en: english,
};

export type TrendsSpeaker = Speaker<TrendsKey>;

export function trendsWording(language: Language): TrendsSpeaker {
  return speaker(inLanguage(trendsWordings, language));
}

/** The name of a statistic, or its code where a release has one this version does not know. */
export function statisticName(say: TrendsSpeaker, statistic: string): string {
  const key = `statistic.${statistic}`;
  return Object.hasOwn(simplifiedChinese, key) ? say(key as TrendsKey) : statistic;
}
