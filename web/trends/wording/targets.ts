import type { LocalText } from '../../../core/questionnaire/local-text.ts';

/** What a target asks for, and why its verdict is what it is. */
export const targetSentences = {
  targetAndWhy: { 'zh-Hans': '{target}。{why}。', en: '{target}. Verdict: {why}.' },
  department: { 'zh-Hans': '责任部门', en: 'Department' },
  everyDepartment: { 'zh-Hans': '全部部门', en: 'all departments' },
  noTargets: {
    'zh-Hans': '这里没有目标。目标写在项目的 targets.json 中，下一轮开放时生效。',
    en: 'There are no targets here. Targets are declared in targets.json of the programme and apply from the next wave that is opened.',
  },
  noTargetsOfDepartment: {
    'zh-Hans': '这个部门没有目标，请选择其他部门。',
    en: 'This department has no targets. Choose another.',
  },
  targetsTable: { 'zh-Hans': '{wave}的目标与判定', en: 'Targets and verdicts, {wave}' },
  target: { 'zh-Hans': '目标', en: 'Target' },
  verdict: { 'zh-Hans': '判定', en: 'Verdict' },
  figureJudged: { 'zh-Hans': '据以判定的数字', en: 'Figure that judges' },
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
    'zh-Hans': '每一次变化的区间都符合“{aim}”：{interval}',
    en: 'the interval of every change satisfies “{aim}”: {interval}',
  },
  whyEachYearNotMet: {
    'zh-Hans': '至少有一次变化与“{aim}”相反：{interval}',
    en: 'at least one change ran against “{aim}”: {interval}',
  },
  whyEachYearUndecided: {
    'zh-Hans': '并非每一次变化都能认定，不能认定已达标：{interval}',
    en: 'not every change is decided, so the target cannot be called met: {interval}',
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
    'zh-Hans': '回答“不清楚”的人足以改变结论，不能认定已达标',
    en: 'those who said “don’t know” could turn the verdict; the target cannot be called met',
  },
  whyFlagged: {
    'zh-Hans': '去掉存疑答卷后结论不同，不能认定已达标',
    en: 'the verdict differs without the flagged answers; the target cannot be called met',
  },
  whyDesign: {
    'zh-Hans': '计划的样本量本来就判断不了这个目标（目标 ±3分、把握度80%）',
    en: 'the planned sample could not have decided this target (±3 points with 80 % power)',
  },
  withoutFlagged: { 'zh-Hans': '去掉存疑答卷：{figure}', en: 'without flagged answers: {figure}' },
} as const satisfies Readonly<Record<string, LocalText>>;
