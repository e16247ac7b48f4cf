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
    'zh-Hans': '{responses}份有效答卷，{strata}个层，{primaryUnits}个初级抽样单元',
    en: '{responses} complete responses, {strata} strata, {primaryUnits} primary units',
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
  trimmedTo: {
    'zh-Hans': '权数不超过平均数的{bound}倍：截断与校正交替进行，误差已计入',
    en: 'no weight is above {bound} times the mean: weights were trimmed and adjusted in turn, and errors allow for it',
  },
  'notTrimmedTo.cannotHold': {
    'zh-Hans': '未截断（权数不超过平均数的{bound}倍，就不能符合这些人口数）',
    en: 'not trimmed, since no weights within {bound} times their mean meet these totals',
  },
  'notTrimmedTo.notRaked': {
    'zh-Hans': '未截断（原定不超过平均数的{bound}倍；没有校正，也不截断）',
    en: 'not trimmed to {bound} times the mean as declared, since nothing was adjusted',
  },
  marginSource: { 'zh-Hans': '“{text}”（{source}，{asOf}）', en: '“{text}” ({source}, {asOf})' },
  approximateMargin: {
    'zh-Hans': '“{text}”（{source}，{asOf}，近似）',
    en: '“{text}” ({source}, {asOf}, approximate)',
  },
  openLinkApart: {
    'zh-Hans': '公开链接另收到{count}份答卷，不进入任何数字',
    en: 'the open link brought {count} more responses, which are in no figure',
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
    'zh-Hans': '其中{count}份有存疑标记；它们在数字之内，去掉后的结果另行列出',
    en: '{count} of them raised a flag; they are in the figures, and the line without them is shown beside',
  },
  rounding: {
    'zh-Hans':
      'n 四舍五入到5；数字保留几位由它的误差定；不足{cell}份的数字，以及能推算出它们的数字，不公布；变化按未取整的数算，与两个数相减可能略有出入',
    en: 'n is rounded to 5; numbers have as many digits as their error leaves; figures of fewer than {cell} answers, and those they could be worked out from, are not published; changes are computed before rounding and may differ from the difference of two printed figures',
  },
  families: { 'zh-Hans': '多重检验', en: 'Many tests at once' },
  familiesTable: { 'zh-Hans': '一起检验的数字，按族', en: 'Figures tested together, by family' },
  familyNumber: { 'zh-Hans': '族', en: 'Family' },
  familyTests: { 'zh-Hans': '检验数', en: 'Tests' },
  familyWords: { 'zh-Hans': '认定的', en: 'Found' },
  wordAndCount: { 'zh-Hans': '{word}{count}', en: '{word} {count}' },
  'groupWord.above': { 'zh-Hans': '高于', en: 'above' },
  'groupWord.below': { 'zh-Hans': '低于', en: 'below' },
  chanceOfChange: {
    'zh-Hans':
      '“上升”“下降”分{families}族检验，每个数字只算在一族里，每族误报的机会不超过5%。就算什么都没有变，也有约{share}%的机会至少见到一个这样的词（各族互不相干时；无论如何不超过{most}%）。区间没有按多项一起比较作校正，所以会有区间不含0、却没有“上升”“下降”的数字，原因有两种：只看这一项像是变了，一起比较就不能认定；或者结论取决于怎么算答“不清楚”的人。',
    en: '“Rose” and “fell” are tested in families, here {families}, each figure in one of them and each family wrong in at most 5% of cases. Where nothing changed at all some such word appears in about {share}% of releases (were the families independent; in no case above {most}%). Intervals are not adjusted for many tests, so one may be free of 0 without “rose” or “fell” beside it, for one of two reasons: alone it seems changed and among many it cannot be told, or it hangs on how “don’t know” is counted.',
  },
  chanceOfGroup: {
    'zh-Hans':
      '“高于”“低于”分{families}族检验，每族误报的机会也不超过5%：各地没有差别时，约{share}%的机会至少见到一个（无论如何不超过{most}%）。',
    en: '“Above” and “below” are tested in families, here {families}, each wrong in at most 5% of cases too: where areas do not differ some such word appears in about {share}% of releases (in no case above {most}%).',
  },
  source: {
    'zh-Hans': '来源：{programme}，{wave}，第{number}次发布',
    en: 'Source: {programme}, {wave}, release {number}',
  },
  hash: { 'zh-Hans': '发布哈希', en: 'Release hash' },
  responsesHash: { 'zh-Hans': '答卷哈希', en: 'Hash of the responses' },
  definition: { 'zh-Hans': '定义哈希', en: 'Hash of the definition' },
  sealedHash: { 'zh-Hans': '密封文件哈希', en: 'Hash of the sealed document' },
  sealedText: {
    'zh-Hans': '密封文件有全部数字的完整精度，包括未公布的。',
    en: 'The sealed document has every figure at full precision, those not published included.',
  },
  readSealed: { 'zh-Hans': '下载密封文件', en: 'Download the sealed document' },
  sealedOnRecord: {
    'zh-Hans': '每次下载都记录在案：谁、什么时候。内容不得转交。',
    en: 'Each download is put on record: who, and when. It is not to be passed on.',
  },
  documentHash: { 'zh-Hans': '方案哈希', en: 'Hash of the definitions' },
  software: { 'zh-Hans': '软件版本', en: 'Software version' },
} as const satisfies Readonly<Record<string, LocalText>>;
