import type { satisfactionRate } from '../../../core/indices/items/satisfaction-rate.ts';
import type { IndicatorFigure } from '../../../core/indices/methods/methods.ts';
import type { LocalText } from '../../../core/questionnaire/local-text.ts';

type Statistic = IndicatorFigure | 'index' | 'itemScore' | keyof typeof satisfactionRate.figures;

/** Names of statistics by their codes; a release may have one this version does not know. */
export const statisticNames = {
  'statistic.awarenessIndex': { 'zh-Hans': '知晓指数', en: 'awareness index' },
  'statistic.knowsRate': { 'zh-Hans': '清楚知道', en: 'knows' },
  'statistic.heardOfRate': { 'zh-Hans': '听说过以上', en: 'knows or has heard of it' },
  'statistic.participationRate': { 'zh-Hans': '至少参与一项', en: 'at least one act' },
  'statistic.meanActs': { 'zh-Hans': '人均参与项数', en: 'acts per person' },
  'statistic.shareOfActs': { 'zh-Hans': '参与深度', en: 'share of the acts offered' },
  'statistic.problemOccurrence': { 'zh-Hans': '问题发生率', en: 'had a problem' },
  'statistic.complaintTendency': { 'zh-Hans': '投诉倾向', en: 'complained, of those with a problem' },
  'statistic.silenceRate': { 'zh-Hans': '沉默率', en: 'did not complain, of those with a problem' },
  'statistic.netPromoter': { 'zh-Hans': '净推荐值', en: 'net promoter score' },
  'statistic.index': { 'zh-Hans': '指数', en: 'index' },
  'statistic.satisfactionRate': { 'zh-Hans': '满意率', en: 'satisfaction rate' },
  'statistic.itemScore': { 'zh-Hans': '平均分', en: 'mean score' },
  'statistic.rateIfDontKnowIsNot': {
    'zh-Hans': '满意率（“不清楚”算不满意）',
    en: 'satisfaction rate, “don’t know” as not satisfied',
  },
  'statistic.rateIfDontKnowIs': {
    'zh-Hans': '满意率（“不清楚”算满意）',
    en: 'satisfaction rate, “don’t know” as satisfied',
  },
  'statistic.notUsedShare': { 'zh-Hans': '“没用过”占比', en: 'share of “not used”' },
  'statistic.dontKnowShare': { 'zh-Hans': '“不清楚”占比', en: 'share of “don’t know”' },
  'statistic.refusedShare': { 'zh-Hans': '“不愿回答”占比', en: 'share of “prefer not to say”' },
} as const satisfies Readonly<Record<`statistic.${Statistic}`, LocalText>>;
