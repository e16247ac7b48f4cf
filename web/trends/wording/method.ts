import type { LocalText } from '../../../core/questionnaire/local-text.ts';

/** How it was measured, and what the numbers can be traced to. */
export const methodSentences = {
  convention: { 'zh-Hans': '计分口径', en: 'Scoring convention' },
  alternatives: {
    'zh-Hans': '其他口径（仅供对照，不作判定）',
    en: 'Other conventions (for orientation, without verdict)',
  },
  sample: { 'zh-Hans': '样本', en: 'Sample' },
  sampleText: {
    'zh-Hans': '约{responses}份有效答卷，{strata}个层，{primaryUnits}个初级抽样单元',
    en: 'about {responses} complete responses, {strata} strata, {primaryUnits} primary units',
  },
  weighting: { 'zh-Hans': '加权', en: 'Weighting' },
  weightingOfDraw: { 'zh-Hans': '只用抽样权数', en: 'weights of the draw alone' },
  rakedTo: {
    'zh-Hans': '按人口数校正：{margins}。权数为平均数的{lowest}—{highest}倍，精度代价（设计效应）{effect}',
    en: 'adjusted to the population by {margins}. Weights are {lowest} to {highest} times their mean; what that costs in precision (design effect): {effect}',
  },
  'notRakedTo.fewRespondents': {
    'zh-Hans': '未校正（某一类的答卷太少）：{margins}',
    en: 'not adjusted, for too few answers in a category: {margins}',
  },
  'notRakedTo.cannotHold': {
    'zh-Hans': '未校正（样本不能同时符合这些人口数）：{margins}',
    en: 'not adjusted, since the sample cannot meet these totals together: {margins}',
  },
  marginSource: { 'zh-Hans': '“{text}”（{source}，{asOf}）', en: '“{text}” ({source}, {asOf})' },
  approximateMargin: {
    'zh-Hans': '“{text}”（{source}，{asOf}，近似）',
    en: '“{text}” ({source}, {asOf}, approximate)',
  },
  openLinkApart: {
    'zh-Hans': '公开链接另收到约{count}份答卷，不进入任何数字',
    en: 'the open link brought about {count} more responses, which are in no figure',
  },
  nonProbability: {
    'zh-Hans': '非概率样本：误差为模型假定下的近似',
    en: 'Not a probability sample: errors are approximations under a model',
  },
  imported: {
    'zh-Hans': '本轮数据由文件导入，不是在本系统中收集的',
    en: 'This wave was imported from a file; it was not collected here',
  },
  leftOut: { 'zh-Hans': '{node}未含：{branches}', en: '{node} goes without: {branches}' },
  flagged: {
    'zh-Hans': '其中约{count}份有存疑标记；它们在数字之内，去掉后的结果另行列出',
    en: 'about {count} of them raised a flag; they are in the figures, and the line without them is shown beside',
  },
  rounding: {
    'zh-Hans': 'n 四舍五入到5；不足{cell}份的数字不显示',
    en: 'n is rounded to 5; figures of fewer than {cell} answers are not shown',
  },
  source: {
    'zh-Hans': '来源：{programme}，{wave}，第{number}次发布',
    en: 'Source: {programme}, {wave}, release {number}',
  },
  hash: { 'zh-Hans': '发布哈希', en: 'Release hash' },
  responsesHash: { 'zh-Hans': '答卷哈希', en: 'Hash of the responses' },
  documentHash: { 'zh-Hans': '方案哈希', en: 'Hash of the definitions' },
  software: { 'zh-Hans': '软件版本', en: 'Software version' },
} as const satisfies Readonly<Record<string, LocalText>>;
