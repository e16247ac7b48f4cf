import type { Language, LocalText } from '../../../core/questionnaire/local-text.ts';
import { speaker, type Speaker } from '../speaker.ts';
import { chartSentences } from './charts.ts';
import { codeSentences } from './codes.ts';
import { fieldworkSentences } from './fieldwork.ts';
import { figureSentences } from './figures.ts';
import { methodSentences } from './method.ts';
import { statisticNames } from './statistics.ts';
import { targetSentences } from './targets.ts';

const sentences = {
  ...codeSentences,
  ...figureSentences,
  ...targetSentences,
  ...chartSentences,
  ...methodSentences,
  ...fieldworkSentences,
  ...statisticNames,
  listSeparator: { 'zh-Hans': '、', en: ', ' },
  partSeparator: { 'zh-Hans': '，', en: ', ' },
  clauseSeparator: { 'zh-Hans': '；', en: '; ' },
  bracketed: { 'zh-Hans': '{text}（{inner}）', en: '{text} ({inner})' },
  verdictOf: { 'zh-Hans': '{verdict}：{target}（{why}）', en: '{verdict}: {target} ({why})' },
  fullStop: { 'zh-Hans': '。', en: '.' },
  simulated: {
    'zh-Hans': '模拟数据：以下数字由程序生成，不代表任何真实地区',
    en: 'Simulated data: these figures were generated and stand for no real place',
  },
  headline: { 'zh-Hans': '总指数：{subject}', en: 'Overall index: {subject}' },
  headlineAlone: { 'zh-Hans': '总指数', en: 'Overall index' },
  inBrief: { 'zh-Hans': '一句话结论', en: 'In brief' },
  dimensions: { 'zh-Hans': '{subject}：各维度', en: '{subject}: dimensions' },
  rates: { 'zh-Hans': '满意率、知晓度、参与度', en: 'Satisfaction, awareness, participation' },
  targets: { 'zh-Hans': '目标与判定', en: 'Targets and verdicts' },
  trend: { 'zh-Hans': '历次变化', en: 'Over the waves' },
  areas: { 'zh-Hans': '各街道（地区）', en: 'Areas' },
  method: { 'zh-Hans': '怎么算的', en: 'How it was measured' },
  releases: { 'zh-Hans': '已发布的结果', en: 'Published results' },
  print: { 'zh-Hans': '打印本页', en: 'Print this page' },
  noReleases: {
    'zh-Hans': '还没有发布任何结果。评估方关闭一轮调查并发布后，结果会出现在这里。',
    en: 'Nothing is published yet. Results appear here after the evaluator has closed and published a wave.',
  },
  releaseNumber: { 'zh-Hans': '第{number}次发布', en: 'release {number}' },
  olderRelease: {
    'zh-Hans': '您看的是较早的一次发布。',
    en: 'You are looking at an earlier release.',
  },
  noSuchRelease: { 'zh-Hans': '没有这一次发布', en: 'There is no such release' },
  noSuchReleaseText: {
    'zh-Hans': '这个网址里的编号不对，或者不属于这个项目。已发布的结果不会撤回，请从下面的列表里选。',
    en: 'The address is mistaken, or the release belongs to another programme. What was published is never withdrawn: choose from the list below.',
  },
  latest: { 'zh-Hans': '看最新的', en: 'See the latest' },
  allIndicators: {
    'zh-Hans': '知晓、参与和投诉的各项数字',
    en: 'All figures on awareness, participation and complaints',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

export type TrendsKey = keyof typeof sentences;
export type TrendsSpeaker = Speaker<TrendsKey>;

export function trendsWording(language: Language): TrendsSpeaker {
  return speaker(sentences, language);
}

/** The name of a statistic, or its code where a release has one this version does not know. */
export function statisticName(say: TrendsSpeaker, statistic: string): string {
  const key = `statistic.${statistic}`;
  return key in sentences ? say(key as TrendsKey) : statistic;
}
