import type { LocalText } from '../../../core/questionnaire/local-text.ts';

/** What a target asks for, and why its verdict is what it is. */
export const targetSentences = {
  targetAndWhy: { 'zh-Hans': '{target}。{why}。', en: '{target}. Verdict: {why}.' },
  department: { 'zh-Hans': '责任部门', en: 'Department' },
  everyDepartment: { 'zh-Hans': '全部部门', en: 'all departments' },
  noTargets: {
    'zh-Hans': '这里没有目标。目标由项目写明，从之后开放的一轮起生效。',
    en: 'There are no targets here. The programme declares them, and they apply from the next wave that is opened.',
  },
  noTargetsOfDepartment: {
    'zh-Hans': '这个部门没有目标，请选择其他部门。',
    en: 'This department has no targets. Choose another.',
  },
  targetsTable: { 'zh-Hans': '{wave}的目标与判定', en: 'Targets and verdicts, {wave}' },
  target: { 'zh-Hans': '目标', en: 'Target' },
  verdict: { 'zh-Hans': '判定', en: 'Verdict' },
  verdictAndNumbers: { 'zh-Hans': '判定、数值与区间', en: 'Verdict, value and interval' },
  verdictAndFigure: { 'zh-Hans': '{verdict}：{figure}', en: '{verdict}: {figure}' },
  aimAndDepartments: { 'zh-Hans': '{aim}；{departments}', en: '{aim}; {departments}' },
  levelNow: { 'zh-Hans': '本轮数值：{figure}', en: 'in this wave: {figure}' },
  noChangeToJudge: { 'zh-Hans': '没有可判定的变化', en: 'no change to judge' },
  soFar: { 'zh-Hans': '{word}（截至本期）', en: '{word} (up to this period)' },
  term: { 'zh-Hans': '逐年承诺', en: 'Each year' },
  termTitle: {
    'zh-Hans': '以{base}为起点，到{last}为止',
    en: 'from {base} to {last}',
  },
  openTermTitle: {
    'zh-Hans': '从{base}起；没有写明到哪一年，有一轮判一轮',
    en: 'from {base}; no end was declared, so wave by wave',
  },
  termOf: { 'zh-Hans': '{target}（{term}）', en: '{target} ({term})' },
  pair: { 'zh-Hans': '相邻时期', en: 'Pair of periods' },
  pairOutcome: { 'zh-Hans': '结果', en: 'How it came out' },
  pairAndOutcome: { 'zh-Hans': '{pair}：{outcome}', en: '{pair}: {outcome}' },
  pairBroken: { 'zh-Hans': '判断不了：{reasons}', en: 'cannot be judged: {reasons}' },
  'pair.standing': {
    'zh-Hans': '判断不了：其中一轮的答卷不够',
    en: 'cannot be judged: too few answers in one of the waves',
  },
  'pair.noWave': {
    'zh-Hans': '判断不了：其中一期没有调查',
    en: 'cannot be judged: there was no wave in one of the periods',
  },
  'hangsOn.dontKnowBounds': {
    'zh-Hans': '取决于“不清楚”怎么算',
    en: 'it hangs on how “don’t know” is counted',
  },
  'hangsOn.flagged': {
    'zh-Hans': '取决于是否去掉存疑答卷',
    en: 'it hangs on whether flagged answers are left out',
  },
  'pair.ahead': { 'zh-Hans': '发布时还没有到', en: 'still to come when this was published' },
  sinceBase: {
    'zh-Hans': '{base}以来的变化（只供参考，不作判定）：{change}',
    en: 'change since {base}, without verdict: {change}',
  },
  byLockedDefinition: {
    'zh-Hans': '按承诺时的定义判定；这项数字现在的定义已经不同',
    en: 'judged by the definition of the time it was promised, which is no longer that of the figure beside it',
  },
  termBefore: {
    'zh-Hans': '此前的承诺（以{base}为起点，到{last}为止）已放弃，最后的判定：{verdict}',
    en: 'the term before, from {base} to {last}, was given up; its last verdict: {verdict}',
  },
  why: { 'zh-Hans': '理由', en: 'Why' },
  atLeast: { 'zh-Hans': '不低于{threshold}', en: 'at least {threshold}' },
  atMost: { 'zh-Hans': '不高于{threshold}', en: 'at most {threshold}' },
  below: { 'zh-Hans': '低于{threshold}', en: 'below {threshold}' },
  within: { 'zh-Hans': '{lowest}至{highest}', en: '{lowest} to {highest}' },
  rising: { 'zh-Hans': '比上一轮上升', en: 'rises' },
  falling: { 'zh-Hans': '比上一轮下降', en: 'falls' },
  risingEachYear: { 'zh-Hans': '逐年上升', en: 'rises every year' },
  fallingEachYear: { 'zh-Hans': '逐年下降', en: 'falls every year' },
  whyMet: {
    'zh-Hans': '区间{interval}全部符合“{aim}”',
    en: 'the interval {interval} lies wholly within “{aim}”',
  },
  whyNotMet: {
    'zh-Hans': '区间{interval}全部不符合“{aim}”',
    en: 'the interval {interval} lies wholly outside “{aim}”',
  },
  whyUndecided: {
    'zh-Hans': '区间{interval}跨过目标“{aim}”，不能认定已达标',
    en: 'the interval {interval} straddles “{aim}”; the target cannot be called met',
  },
  whyTrendMet: {
    'zh-Hans': '变化的区间{interval}符合“{aim}”',
    en: 'the interval of the change, {interval}, satisfies “{aim}”',
  },
  whyTrendNotMet: {
    'zh-Hans': '变化的区间{interval}与“{aim}”相反',
    en: 'the interval of the change, {interval}, runs against “{aim}”',
  },
  whyTrendUndecided: {
    'zh-Hans': '变化的区间{interval}含0，不能认定已达标',
    en: 'the interval of the change, {interval}, contains 0; the target cannot be called met',
  },
  whyEachYearMet: {
    'zh-Hans': '到这一期为止，每一对相邻时期的变化都符合“{aim}”',
    en: 'up to this period the change of every pair of periods satisfies “{aim}”',
  },
  whyEachYearSettled: {
    'zh-Hans': '这一期承诺已定：{settled}；{until}都不能认定“{aim}”',
    en: 'settled for this term: {settled}; {until} “{aim}” cannot be established',
  },
  untilEnd: { 'zh-Hans': '到{last}为止', en: 'up to {last}' },
  everAfter: { 'zh-Hans': '往后', en: 'from now on' },
  whyPairFell: {
    'zh-Hans': '{pairs}与“{aim}”相反，这一期承诺到期之前都算未达标',
    en: '{pairs} ran against “{aim}”, so the target is not met until the end of its term',
  },
  whyOpenPairs: {
    'zh-Hans': '有相邻时期判断不了，不能认定已达标',
    en: 'pairs of periods could not be judged; the target cannot be called met',
  },
  pairNotJudged: { 'zh-Hans': '{pair}{why}', en: '{pair} {why}' },
  pairWithinError: {
    'zh-Hans': '{pair}变化{amount}，在误差之内',
    en: '{pair} changed by {amount}, which is within the error',
  },
  pairHangsOn: { 'zh-Hans': '{pair}变化{amount}，{why}', en: '{pair} changed by {amount}, and {why}' },
  pairNotEstablished: { 'zh-Hans': '{pair}未能认定', en: '{pair} is not established' },
  year: { 'zh-Hans': '{period}年', en: '{period}' },
  baseAndFirst: { 'zh-Hans': '{base}是起点，从{first}起判', en: '{base} is the base; judged from {first}' },
  baseOnly: { 'zh-Hans': '{base}是起点，从下一轮起判', en: '{base} is the base; judged from the next wave' },
  whyAtBase: {
    'zh-Hans': '起点只供以后各期比较，这一期不判',
    en: 'the base is what later periods are compared with; nothing is judged yet',
  },
  whyNotWhole: {
    'zh-Hans': '指数缺了分项（没有人回答），不能认定已达标',
    en: 'the index goes without a branch nobody answered; the target cannot be called met',
  },
  whyManyTargets: {
    'zh-Hans': '只看这一项像是变了；同时比了十多个目标，总有几个会碰巧这样，所以还不能认定',
    en: 'by itself it seems to have changed; of more than ten targets compared at once some do so by chance, so it cannot be told',
  },
  whyHidden: {
    'zh-Hans': '数字没有公布，不能认定',
    en: 'its figure is not published, so the target cannot be judged',
  },
  whyTooFew: {
    'zh-Hans': '答卷太少，不能认定已达标',
    en: 'too few answers; the target cannot be called met',
  },
  whyNoComparison: {
    'zh-Hans': '没有可比的上一轮，不能认定已达标',
    en: 'there is no earlier wave to compare with; the target cannot be called met',
  },
  whyDontKnowBounds: {
    'zh-Hans': '回答“不清楚”的人足以改变结论，不能认定已达标{dontKnow}',
    en: 'those who said “don’t know” could turn the verdict; the target cannot be called met{dontKnow}',
  },
  dontKnowShareIs: { 'zh-Hans': '“不清楚”占{figure}', en: '“don’t know”: {figure}' },
  rateIfDontKnowIsNotIs: {
    'zh-Hans': '全算不满意为{figure}',
    en: 'all of them counted as not satisfied: {figure}',
  },
  rateIfDontKnowIsIs: { 'zh-Hans': '全算满意为{figure}', en: 'all of them counted as satisfied: {figure}' },
  whyFlagged: {
    'zh-Hans': '去掉存疑答卷后结论不同，不能认定已达标',
    en: 'the verdict differs without the flagged answers; the target cannot be called met',
  },
  whyDesign: {
    'zh-Hans':
      '事先就定了不判：按计划的答卷数，{distance}，五次里也有一次以上判不出来；这一轮的数只供参考，不算达标也不算未达标；责任在方案，不在部门',
    en: 'that it is not judged was settled before the wave began: with the number of answers planned, {distance}, it could not be decided in more than one wave of five; the figure of this wave is for orientation and counts neither as met nor as not met; that is the plan’s doing, not the department’s',
  },
  plannedAbove: {
    'zh-Hans': '即使真实的数比目标高{amount}',
    en: 'even were the truth {amount} above the target',
  },
  plannedBelow: {
    'zh-Hans': '即使真实的数比目标低{amount}',
    en: 'even were the truth {amount} below the target',
  },
  plannedInside: {
    'zh-Hans': '即使真实的数离目标的上下限有{amount}',
    en: 'even were the truth {amount} from the limits of the target',
  },
  plannedChange: {
    'zh-Hans': '即使真实的变化有{amount}',
    en: 'even were the true change {amount}',
  },
  plannedStep: {
    'zh-Hans': '即使每年真的按计划的幅度变化',
    en: 'even were the true changes of the size planned for each year',
  },
  levelColumn: { 'zh-Hans': '本轮数值', en: 'In this wave' },
  dontKnowColumn: { 'zh-Hans': '“不清楚”留下的余地', en: 'What “don’t know” leaves open' },
  withoutFlaggedColumn: { 'zh-Hans': '去掉存疑答卷', en: 'Without flagged answers' },
  withoutFlagged: { 'zh-Hans': '去掉存疑答卷：{figure}', en: 'without flagged answers: {figure}' },
  withdrawnTarget: {
    'zh-Hans': '{text}（目标文件里已经没有；承诺期未满，继续判定）',
    en: '{text} (no longer among the targets; judged until its term is over)',
  },
} as const satisfies Readonly<Record<string, LocalText>>;
