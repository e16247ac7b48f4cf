import type { Language, LocalText } from '../../core/questionnaire/local-text.ts';
import type { ComparisonBreak, SuppressedCell, TargetResult } from '../../core/release/release.ts';
import type { ChangeWord } from '../../core/estimation/change-word.ts';
import { speaker, type Speaker } from '../staff/speaker.ts';

type Verdict = TargetResult['verdict'];

/** Keys that follow codes of a release: the compiler names the one that has no sentence. */
type CodedKey =
  | `verdict.${Verdict}`
  | `change.${ChangeWord}`
  | `break.${ComparisonBreak | 'notCompared'}`
  | `suppressed.${SuppressedCell['suppressed']}`;

const coded: Readonly<Record<CodedKey, LocalText>> = {
  'verdict.met': { 'zh-Hans': '达标', en: 'met' },
  'verdict.notMet': { 'zh-Hans': '未达标', en: 'not met' },
  'verdict.undecided': { 'zh-Hans': '尚难判断', en: 'undecided' },
  'verdict.insufficientDesign': { 'zh-Hans': '样本设计不足', en: 'sample design insufficient' },
  'change.rose': { 'zh-Hans': '上升', en: 'rose' },
  'change.fell': { 'zh-Hans': '下降', en: 'fell' },
  'change.noDetectableChange': { 'zh-Hans': '未见显著变化', en: 'no detectable change' },
  'change.unchanged': { 'zh-Hans': '持平', en: 'unchanged' },
  'break.conventionChanged': { 'zh-Hans': '计分口径有变', en: 'scoring convention changed' },
  'break.indexChanged': { 'zh-Hans': '指标体系有变', en: 'index tree changed' },
  'break.questionsChanged': { 'zh-Hans': '题目有变', en: 'questions changed' },
  'break.modeMixChanged': { 'zh-Hans': '调查方式有变', en: 'mode of interview changed' },
  'break.notCompared': { 'zh-Hans': '与上一轮未作比较', en: 'not compared with the wave before' },
  'suppressed.few': {
    'zh-Hans': '答卷太少,为保护个人不显示',
    en: 'too few answers; not shown, to protect individuals',
  },
  'suppressed.complement': {
    'zh-Hans': '显示它就能推算出另一个被隐去的数字',
    en: 'showing it would reveal another figure that is not shown',
  },
  'suppressed.noError': {
    'zh-Hans': '误差无法估计:答案全部相同,或抽样单元太少',
    en: 'its error cannot be told: all answers agree, or there are too few primary units',
  },
  'suppressed.noIndex': {
    'zh-Hans': '缺少的分项太多,不计算指数',
    en: 'too many branches are missing for an index',
  },
};

const sentences = {
  ...coded,
  listSeparator: { 'zh-Hans': '、', en: ', ' },
  clauseSeparator: { 'zh-Hans': ';', en: '; ' },
  fullStop: { 'zh-Hans': '。', en: '.' },
  simulated: {
    'zh-Hans': '模拟数据:以下数字由程序生成,不代表任何真实地区',
    en: 'Simulated data: these figures were generated and stand for no real place',
  },
  headline: { 'zh-Hans': '总指数:{subject}', en: 'Overall index: {subject}' },
  inBrief: { 'zh-Hans': '一句话结论', en: 'In brief' },
  dimensions: { 'zh-Hans': '{subject}:各维度', en: '{subject}: dimensions' },
  rates: { 'zh-Hans': '满意率、知晓度、参与度', en: 'Satisfaction, awareness, participation' },
  targets: { 'zh-Hans': '目标与判定', en: 'Targets and verdicts' },
  trend: { 'zh-Hans': '历次变化', en: 'Over the waves' },
  areas: { 'zh-Hans': '各街道(地区)', en: 'Areas' },
  method: { 'zh-Hans': '怎么算的', en: 'How it was measured' },
  releases: { 'zh-Hans': '已发布的结果', en: 'Published results' },
  caption: { 'zh-Hans': '{wave};口径:{convention}', en: '{wave}; convention: {convention}' },
  captionOfRate: { 'zh-Hans': '打 {from} 分及以上的人所占比例', en: 'share that scores {from} or higher' },
  captionOfAwareness: {
    'zh-Hans': '清楚知道 100,听说过 50,不知道 0',
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
  intervalOnly: { 'zh-Hans': '样本较少,不作判定', en: 'few answers; no verdict' },
  notShown: { 'zh-Hans': '不显示:{reason}', en: 'not shown: {reason}' },
  notMeasured: { 'zh-Hans': '本轮没有这项', en: 'not measured in this wave' },
  points: { 'zh-Hans': '{number} 分', en: '{number} points' },
  percentagePoints: { 'zh-Hans': '{number} 个百分点', en: '{number} percentage points' },
  changeFrom: { 'zh-Hans': '与{wave}相比', en: 'compared with {wave}' },
  detectable: { 'zh-Hans': '可检出 ≥ {amount}', en: 'detectable from {amount}' },
  rawOnly: {
    'zh-Hans': '单项显著,未过多重检验',
    en: 'significant alone, not after adjustment for many tests',
  },
  noChangeHere: { 'zh-Hans': '没有可比的上一轮', en: 'no earlier wave to compare with' },
  broken: { 'zh-Hans': '不能与{wave}直接比较:{reasons}', en: 'cannot be compared with {wave}: {reasons}' },
  brokenHere: { 'zh-Hans': '与上一轮不可比:{reasons}', en: 'not comparable with the wave before: {reasons}' },
  hollow: { 'zh-Hans': '空心点:样本较少,不作判定。', en: 'Hollow dots: few answers, no verdict.' },
  figureOf: { 'zh-Hans': '{title}:{statistic}', en: '{title}: {statistic}' },
  targetAndWhy: { 'zh-Hans': '{target}。{why}。', en: '{target}. Verdict: {why}.' },
  summaryMoved: { 'zh-Hans': '{subject}{word} {change}', en: '{subject} {word} by {change}' },
  summaryStill: { 'zh-Hans': '{subject}{word}', en: '{subject}: {word}' },
  department: { 'zh-Hans': '责任部门', en: 'Department' },
  everyDepartment: { 'zh-Hans': '全部部门', en: 'all departments' },
  noTargets: {
    'zh-Hans': '这里没有目标。目标写在项目的 targets.json 中,下一轮开放时生效。',
    en: 'There are no targets here. Targets are declared in targets.json of the programme and apply from the next wave that is opened.',
  },
  noTargetsOfDepartment: {
    'zh-Hans': '这个部门没有目标,请选择其他部门。',
    en: 'This department has no targets. Choose another.',
  },
  targetsTable: { 'zh-Hans': '{wave}的目标与判定', en: 'Targets and verdicts, {wave}' },
  target: { 'zh-Hans': '目标', en: 'Target' },
  verdict: { 'zh-Hans': '判定', en: 'Verdict' },
  figureJudged: { 'zh-Hans': '据以判定的数字', en: 'Figure that judges' },
  why: { 'zh-Hans': '理由', en: 'Why' },
  atLeast: { 'zh-Hans': '不低于 {threshold}', en: 'at least {threshold}' },
  atMost: { 'zh-Hans': '不高于 {threshold}', en: 'at most {threshold}' },
  below: { 'zh-Hans': '低于 {threshold}', en: 'below {threshold}' },
  within: { 'zh-Hans': '{lowest} 至 {highest}', en: '{lowest} to {highest}' },
  rising: { 'zh-Hans': '比上一轮上升', en: 'rises' },
  falling: { 'zh-Hans': '比上一轮下降', en: 'falls' },
  risingEachYear: { 'zh-Hans': '逐年上升', en: 'rises every year' },
  fallingEachYear: { 'zh-Hans': '逐年下降', en: 'falls every year' },
  whyMet: {
    'zh-Hans': '区间 {interval} 全部符合“{aim}”',
    en: 'the interval {interval} lies wholly within “{aim}”',
  },
  whyNotMet: {
    'zh-Hans': '区间 {interval} 全部不符合“{aim}”',
    en: 'the interval {interval} lies wholly outside “{aim}”',
  },
  whyUndecided: {
    'zh-Hans': '区间 {interval} 跨过目标“{aim}”,不能认定已达标',
    en: 'the interval {interval} straddles “{aim}”; the target cannot be called met',
  },
  whyTrendMet: {
    'zh-Hans': '变化的区间 {interval} 符合“{aim}”',
    en: 'the interval of the change, {interval}, satisfies “{aim}”',
  },
  whyTrendNotMet: {
    'zh-Hans': '变化的区间 {interval} 与“{aim}”相反',
    en: 'the interval of the change, {interval}, runs against “{aim}”',
  },
  whyTrendUndecided: {
    'zh-Hans': '变化的区间 {interval} 含 0,不能认定已达标',
    en: 'the interval of the change, {interval}, contains 0; the target cannot be called met',
  },
  whyEachYearMet: {
    'zh-Hans': '每一次变化的区间都符合“{aim}”:{interval}',
    en: 'the interval of every change satisfies “{aim}”: {interval}',
  },
  whyEachYearNotMet: {
    'zh-Hans': '至少有一次变化与“{aim}”相反:{interval}',
    en: 'at least one change ran against “{aim}”: {interval}',
  },
  whyEachYearUndecided: {
    'zh-Hans': '并非每一次变化都能认定,不能认定已达标:{interval}',
    en: 'not every change is decided, so the target cannot be called met: {interval}',
  },
  whyTooFew: { 'zh-Hans': '答卷太少,不能认定已达标', en: 'too few answers; the target cannot be called met' },
  whyNoComparison: {
    'zh-Hans': '没有可比的上一轮,不能认定已达标',
    en: 'there is no earlier wave to compare with; the target cannot be called met',
  },
  whyDontKnowBounds: {
    'zh-Hans': '回答“不清楚”的人足以改变结论,不能认定已达标',
    en: 'those who said “don’t know” could turn the verdict; the target cannot be called met',
  },
  whyFlagged: {
    'zh-Hans': '去掉存疑答卷后结论不同,不能认定已达标',
    en: 'the verdict differs without the flagged answers; the target cannot be called met',
  },
  whyDesign: {
    'zh-Hans': '计划的样本量本来就判断不了这个目标(目标 ±3 分、把握度 80%)',
    en: 'the planned sample could not have decided this target (±3 points with 80 % power)',
  },
  withoutFlagged: { 'zh-Hans': '去掉存疑答卷:{figure}', en: 'without flagged answers: {figure}' },
  chooseSubject: { 'zh-Hans': '看哪一项', en: 'Show' },
  trendTitle: {
    'zh-Hans': '{subject}:历次得分与 {level}% 区间',
    en: '{subject}: every wave, with {level}% intervals',
  },
  trendFinding: {
    'zh-Hans': '{subject}在{wave}为 {figure}。{change}',
    en: '{subject} in {wave}: {figure}. {change}',
  },
  trendOne: {
    'zh-Hans': '目前只发布了一轮,再发布一轮后才能看变化。',
    en: 'One wave is published so far; a change can be seen after the next.',
  },
  trendTable: { 'zh-Hans': '{subject}:历次数字', en: '{subject}: the figures of every wave' },
  areasTitle: {
    'zh-Hans': '{subject}:各地区得分与 {level}% 区间({wave})',
    en: '{subject} by area, with {level}% intervals ({wave})',
  },
  areasFinding: {
    'zh-Hans':
      '按名称排列,不是名次。{shown} 个地区有数字,其中 {full} 个样本足够。区间重叠时,先后可能只是抽样的偶然。',
    en: 'In order of name, not of score. {shown} areas have figures, {full} of them with enough answers. Where intervals overlap, the order may be chance.',
  },
  areasTable: {
    'zh-Hans': '{subject}:各地区数字({wave})',
    en: '{subject}: the figures of the areas ({wave})',
  },
  noAreas: { 'zh-Hans': '这一轮没有分地区的数字。', en: 'This wave has no figures by area.' },
  wave: { 'zh-Hans': '轮次', en: 'Wave' },
  area: { 'zh-Hans': '地区', en: 'Area' },
  figure: { 'zh-Hans': '数值与区间', en: 'Value and interval' },
  change: { 'zh-Hans': '变化', en: 'Change' },
  smallAxis: {
    'zh-Hans': '{from} 至 {to},纵轴 {lowest}—{highest}',
    en: '{from} to {to}, axis {lowest}–{highest}',
  },
  axisFrom: { 'zh-Hans': '纵轴从 {lowest} 起,不从 0 起', en: 'the axis begins at {lowest}, not at 0' },
  horizontalAxisFrom: {
    'zh-Hans': '横轴从 {lowest} 起,不从 0 起',
    en: 'the axis begins at {lowest}, not at 0',
  },
  axisPoints: { 'zh-Hans': '分(0—100)', en: 'points (0–100)' },
  targetLine: { 'zh-Hans': '目标 {aim}', en: 'target: {aim}' },
  wholeDistrict: { 'zh-Hans': '全区 {value}', en: 'all areas {value}' },
  savePng: { 'zh-Hans': '下载图片(PNG)', en: 'Download picture (PNG)' },
  saveCsv: { 'zh-Hans': '下载数据(CSV)', en: 'Download data (CSV)' },
  chartLoading: { 'zh-Hans': '正在绘图…', en: 'Drawing …' },
  chartFailed: {
    'zh-Hans': '图没有画出来,请看下面的表格,数字相同。',
    en: 'The chart could not be drawn. The table below has the same figures.',
  },
  convention: { 'zh-Hans': '计分口径', en: 'Scoring convention' },
  alternatives: {
    'zh-Hans': '其他口径(仅供对照,不作判定)',
    en: 'Other conventions (for orientation, without verdict)',
  },
  sample: { 'zh-Hans': '样本', en: 'Sample' },
  sampleText: {
    'zh-Hans': '约 {responses} 份有效答卷,{strata} 个层,{primaryUnits} 个初级抽样单元',
    en: 'about {responses} complete responses, {strata} strata, {primaryUnits} primary units',
  },
  openLinkApart: {
    'zh-Hans': '公开链接另收到约 {count} 份答卷,不进入任何数字',
    en: 'the open link brought about {count} more responses, which are in no figure',
  },
  nonProbability: {
    'zh-Hans': '非概率样本:误差为模型假定下的近似',
    en: 'Not a probability sample: errors are approximations under a model',
  },
  imported: {
    'zh-Hans': '本轮数据由文件导入,不是在本系统中收集的',
    en: 'This wave was imported from a file; it was not collected here',
  },
  leftOut: { 'zh-Hans': '{node}未含:{branches}', en: '{node} goes without: {branches}' },
  flagged: {
    'zh-Hans': '其中约 {count} 份有存疑标记;它们在数字之内,去掉后的结果另行列出',
    en: 'about {count} of them raised a flag; they are in the figures, and the line without them is shown beside',
  },
  rounding: {
    'zh-Hans': 'n 四舍五入到 5;不足 {cell} 份的数字不显示',
    en: 'n is rounded to 5; figures of fewer than {cell} answers are not shown',
  },
  source: {
    'zh-Hans': '来源:{programme},{wave},第 {number} 次发布',
    en: 'Source: {programme}, {wave}, release {number}',
  },
  hash: { 'zh-Hans': '发布哈希', en: 'Release hash' },
  responsesHash: { 'zh-Hans': '答卷哈希', en: 'Hash of the responses' },
  documentHash: { 'zh-Hans': '方案哈希', en: 'Hash of the definitions' },
  software: { 'zh-Hans': '软件版本', en: 'Software version' },
  print: { 'zh-Hans': '打印本页', en: 'Print this page' },
  noReleases: {
    'zh-Hans': '还没有发布任何结果。评估方关闭一轮调查并发布后,结果会出现在这里。',
    en: 'Nothing is published yet. Results appear here after the evaluator has closed and published a wave.',
  },
  releaseNumber: { 'zh-Hans': '第 {number} 次发布', en: 'release {number}' },
  olderRelease: {
    'zh-Hans': '您看的是较早的一次发布。',
    en: 'You are looking at an earlier release.',
  },
  latest: { 'zh-Hans': '看最新的', en: 'See the latest' },
  allIndicators: {
    'zh-Hans': '知晓、参与和投诉的各项数字',
    en: 'All figures on awareness, participation and complaints',
  },
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
  'statistic.itemScore': { 'zh-Hans': '得分', en: 'score' },
  'statistic.rateIfDontKnowIsNot': {
    'zh-Hans': '满意率(“不清楚”算不满意)',
    en: 'satisfaction rate, “don’t know” as not satisfied',
  },
  'statistic.rateIfDontKnowIs': {
    'zh-Hans': '满意率(“不清楚”算满意)',
    en: 'satisfaction rate, “don’t know” as satisfied',
  },
  'statistic.notUsedShare': { 'zh-Hans': '“没用过”占比', en: 'share of “not used”' },
  'statistic.dontKnowShare': { 'zh-Hans': '“不清楚”占比', en: 'share of “don’t know”' },
  'statistic.refusedShare': { 'zh-Hans': '“不愿回答”占比', en: 'share of “prefer not to say”' },
  indicator: { 'zh-Hans': '项目', en: 'Figure' },
  statistic: { 'zh-Hans': '指标', en: 'Statistic' },
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
