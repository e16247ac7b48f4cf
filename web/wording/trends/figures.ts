import type { LocalText } from '../../../core/questionnaire/local-text.ts';

/** A figure, how it changed, and what stands where there is none. */
export const figureSentences = {
  caption: { 'zh-Hans': '{wave}；口径：{convention}', en: '{wave}; convention: {convention}' },
  captionOfRate: { 'zh-Hans': '打{from}分及以上的人所占比例', en: 'share that scores {from} or higher' },
  captionOfAwareness: {
    'zh-Hans': '清楚知道100，听说过50，不知道0',
    en: 'knows 100, heard of it 50, does not know 0',
  },
  captionOfParticipation: {
    'zh-Hans': '至少参与过一项的人所占比例',
    en: 'share with at least one act',
  },
  rateSatisfaction: { 'zh-Hans': '满意率', en: 'Satisfaction rate' },
  rateAwareness: { 'zh-Hans': '知晓度', en: 'Awareness' },
  rateParticipation: { 'zh-Hans': '参与度', en: 'Participation' },
  answers: { 'zh-Hans': 'n ≈ {n}', en: 'n ≈ {n}' },
  insufficient: { 'zh-Hans': '样本不足', en: 'too few answers for an interval' },
  intervalOnly: { 'zh-Hans': '样本较少，不作判定', en: 'few answers; no verdict' },
  orMore: { 'zh-Hans': '{value}以上', en: '{value} or more' },
  orLess: { 'zh-Hans': '{value}以下', en: '{value} or less' },
  range: { 'zh-Hans': '{lowest}至{highest}', en: '{lowest} to {highest}' },
  rangeExplained: {
    'zh-Hans': '小字是{level}%区间：只问了一部分人，真实的数多半在里面。',
    en: 'The range is the {level}% interval: only some people were asked, and the true figure most likely lies within.',
  },
  notMeasured: { 'zh-Hans': '本轮没有这项', en: 'not measured in this wave' },
  point: { 'zh-Hans': '{number}分', en: '{number} point' },
  percentagePoint: { 'zh-Hans': '{number}个百分点', en: '{number} percentage point' },
  points: { 'zh-Hans': '{number}分', en: '{number} points' },
  percentagePoints: { 'zh-Hans': '{number}个百分点', en: '{number} percentage points' },
  changeFrom: { 'zh-Hans': '与{wave}相比', en: 'compared with {wave}' },
  detectable: { 'zh-Hans': '可检出 ≥ {amount}', en: 'detectable from {amount}' },
  rawOnly: {
    'zh-Hans':
      '单项显著，未过多重检验：只看这一项像是变了，可是同时比了很多项，总有几项会碰巧这样，所以还不能认定',
    en: 'significant alone, not after adjustment for many tests: by itself it seems to have changed, but of many figures compared at once some do so by chance, so it cannot be told',
  },
  openHigher: {
    'zh-Hans': '数字高了{amount}，但结论取决于怎么算答“不清楚”的人，所以不说升，也不说没变',
    en: '{amount} higher, but whether it rose hangs on how “don’t know” is counted: neither “rose” nor “no change” may be said',
  },
  openLower: {
    'zh-Hans': '数字低了{amount}，但结论取决于怎么算答“不清楚”的人，所以不说降，也不说没变',
    en: '{amount} lower, but whether it fell hangs on how “don’t know” is counted: neither “fell” nor “no change” may be said',
  },
  'legend.rawOnly': {
    'zh-Hans': '只看这一项像是变了；同时比{tests}个数，还不能认定',
    en: 'alone it seems changed; of {tests} compared at once, it cannot be told',
  },
  'legend.rawOnlyOfMany': {
    'zh-Hans': '只看这一项像是变了；同时比很多个数，还不能认定',
    en: 'alone it seems changed; of many compared at once, it cannot be told',
  },
  'legend.open': {
    'zh-Hans': '取决于“不清楚”怎么算',
    en: 'it hangs on how “don’t know” is counted',
  },
  'legend.commonLeaves': {
    'zh-Hans': '只比两轮都有的分项，不是两轮数字之差',
    en: 'over the items of both waves alone, not the difference of the two figures',
  },
  'legend.earlierTotals': {
    'zh-Hans': '这一轮按上一轮的人口数重新加权后再比，与两轮数字之差可能略有不同',
    en: 'compared with this wave weighted to the totals of the wave before; it may differ a little from the difference of the two figures',
  },
  earlierTotals: {
    'zh-Hans': '这一轮按上一轮的人口数重新加权后再比，所以与两轮数字之差可能略有不同',
    en: 'compared with this wave weighted to the totals of the wave before, so it may differ a little from the difference of the two figures',
  },
  overCommonLeaves: {
    'zh-Hans': '只比较两轮都有的分项，没有比的是{leaves}；所以这个变化不是两轮数字之差',
    en: 'compared over the items that both waves have, without {leaves}; so it is not the difference of the two figures',
  },
  hiddenExplained: {
    'zh-Hans':
      '未公布：答卷不足{cell}份，或公布了就能推算出别的不足{cell}份的数字，或算不出误差；与数值高低无关。',
    en: 'Not published: fewer than {cell} answers, or other figures of fewer than {cell} could be worked out from it, or it has no error; it says nothing about high or low figures.',
  },
  fewerLeaves: {
    'zh-Hans': '上一轮有、这一轮没有的',
    en: 'what only the wave before had',
  },
  commonLeavesAlone: { 'zh-Hans': '只比两轮都有的分项', en: 'over the items of both waves alone' },
  statisticAndChange: { 'zh-Hans': '{statistic}：{change}', en: '{statistic}: {change}' },
  noChangeHere: { 'zh-Hans': '没有可比的上一轮', en: 'no earlier wave to compare with' },
  broken: {
    'zh-Hans': '{subject}不能与{wave}直接比较：{reasons}',
    en: '{subject} cannot be compared with {wave}: {reasons}',
  },
  brokenHere: {
    'zh-Hans': '与上一轮不可比：{reasons}',
    en: 'not comparable with the wave before: {reasons}',
  },
  notComparedHere: { 'zh-Hans': '与上一轮没有比较', en: 'not compared with the wave before' },
  tooFewToCompare: { 'zh-Hans': '样本较少，不作比较', en: 'few answers; not compared' },
  figureOf: { 'zh-Hans': '{title}：{statistic}', en: '{title}: {statistic}' },
  scoreOfItem: { 'zh-Hans': '“{item}”一题平均分', en: 'mean score of “{item}”' },
  rateOfItem: { 'zh-Hans': '“{item}”一题满意率', en: 'satisfaction rate of “{item}”' },
  scoreOfOverall: { 'zh-Hans': '总体评价一题平均分', en: 'mean score of the overall question' },
  rateOfOverall: { 'zh-Hans': '总体评价一题满意率', en: 'satisfaction rate of the overall question' },
  summaryMoved: { 'zh-Hans': '{subject}{word}{change}', en: '{subject} {word} by {change}' },
  summaryStill: { 'zh-Hans': '{subject}{word}', en: '{subject}: {word}' },
  summaryOpen: {
    'zh-Hans': '{subject}不能认定是升是降（取决于“不清楚”怎么算）',
    en: '{subject}: whether it rose or fell cannot be told (it hangs on how “don’t know” is counted)',
  },
  indicator: { 'zh-Hans': '项目', en: 'Figure' },
  statistic: { 'zh-Hans': '指标', en: 'Statistic' },
} as const satisfies Readonly<Record<string, LocalText>>;
