import type { LocalText } from '../../../core/questionnaire/local-text.ts';
import type {
  BreakReason,
  ExclusionReason,
  FamilyNumber,
  HiddenCell,
  PublishedChange,
  TargetResult,
} from '../../../core/release/release.ts';

type Verdict = TargetResult['judgement']['verdict'];

/** Keys that follow codes of a release: the compiler names the one that has no sentence. */
type CodedKey =
  | `verdict.${Verdict}`
  | `change.${PublishedChange['word']}`
  | `break.${BreakReason | 'notCompared' | 'commonLeaves'}`
  | `suppressed.${HiddenCell['suppressed']}`
  | `exclusion.${ExclusionReason}`
  | `family.${FamilyNumber}`;

export const codeSentences: Readonly<Record<CodedKey, LocalText>> = {
  'verdict.met': { 'zh-Hans': '达标', en: 'met' },
  'verdict.notMet': { 'zh-Hans': '未达标', en: 'not met' },
  'verdict.undecided': { 'zh-Hans': '尚难判断', en: 'undecided' },
  'verdict.insufficientDesign': { 'zh-Hans': '样本设计不足', en: 'sample design insufficient' },
  'change.rose': { 'zh-Hans': '上升', en: 'rose' },
  'change.fell': { 'zh-Hans': '下降', en: 'fell' },
  'change.noDetectableChange': { 'zh-Hans': '未见显著变化', en: 'no detectable change' },
  'change.unchanged': { 'zh-Hans': '持平', en: 'unchanged' },
  'change.open': { 'zh-Hans': '不能认定', en: 'cannot be told' },
  'break.statistic': { 'zh-Hans': '统计的内容改了', en: 'it is another statistic' },
  'break.convention': { 'zh-Hans': '计分口径改了', en: 'the scoring convention changed' },
  'break.threshold': { 'zh-Hans': '几分以上算满意改了', en: 'the point from which one is satisfied changed' },
  'break.indicator': { 'zh-Hans': '指标的算法改了', en: 'the definition of the indicator changed' },
  'break.leaves': { 'zh-Hans': '指标构成变了', en: 'what the index is made of changed' },
  'break.wording': { 'zh-Hans': '题目措辞改了', en: 'the wording of a question changed' },
  'break.scale': { 'zh-Hans': '打分的尺度或选项改了', en: 'a scale or its options changed' },
  'break.missingCodes': {
    'zh-Hans': '“不清楚”“没用过”等选项改了',
    en: 'the options “don’t know”, “not used” and the like changed',
  },
  'break.routing': { 'zh-Hans': '题目问哪些人改了', en: 'who is asked a question changed' },
  'break.drawing': { 'zh-Hans': '题目抽取办法改了', en: 'how questions are drawn changed' },
  'break.form': { 'zh-Hans': '换了问卷', en: 'another form was asked' },
  'break.eligibility': { 'zh-Hans': '调查对象改了', en: 'who may take part changed' },
  'break.exclusion': {
    'zh-Hans': '哪些答卷不算的规则改了',
    en: 'the rule by which answers are left out changed',
  },
  'break.margins': { 'zh-Hans': '加权依据变了', en: 'what is weighted by changed' },
  'break.outline': { 'zh-Hans': '地区范围变了', en: 'the outlines of areas changed' },
  'break.method': { 'zh-Hans': '计算方法改了', en: 'the method of computing changed' },
  'break.modeMix': {
    'zh-Hans': '调查方式占比变动超过10个百分点',
    en: 'the share of a mode of interview moved by more than 10 percentage points',
  },
  'break.newFigure': { 'zh-Hans': '上一轮没有这项', en: 'the wave before does not have it' },
  'break.commonLeaves': {
    'zh-Hans': '分项不全相同，只比两轮都有的',
    en: 'compared over the items of both waves alone',
  },
  'break.notCompared': { 'zh-Hans': '与上一轮未作比较', en: 'not compared with the wave before' },
  'suppressed.hidden': { 'zh-Hans': '未公布', en: 'not published' },
  'suppressed.notAsked': { 'zh-Hans': '未询问', en: 'not asked' },
  'exclusion.ineligible': { 'zh-Hans': '不是调查对象', en: 'not eligible' },
  'exclusion.duplicateToken': { 'zh-Hans': '同一份邀请重复作答', en: 'the same invitation used twice' },
  'exclusion.failedBackCheck': { 'zh-Hans': '复核未通过', en: 'failed the back-check' },
  'exclusion.confessed': { 'zh-Hans': '访问员承认作假', en: 'made up, as the interviewer admitted' },
  'exclusion.testInterview': { 'zh-Hans': '试访', en: 'test interviews' },
  'exclusion.frameError': { 'zh-Hans': '抽样框有误', en: 'errors of the frame' },
  'exclusion.thinCells': { 'zh-Hans': '所在分组人数过少', en: 'in groups of too few people' },
  'exclusion.officeRequest': { 'zh-Hans': '部门要求剔除', en: 'at the request of an office' },
  'family.1': { 'zh-Hans': '总指数', en: 'overall index' },
  'family.2': { 'zh-Hans': '锁定的升降目标', en: 'locked targets on changes' },
  'family.3': { 'zh-Hans': '各维度的指数', en: 'index of the dimensions' },
  'family.4': { 'zh-Hans': '其他综合指数', en: 'index of all other composites' },
  'family.5': { 'zh-Hans': '各题平均分', en: 'mean scores of items' },
  'family.6': { 'zh-Hans': '各题满意率', en: 'satisfaction rates of items' },
  'family.7': { 'zh-Hans': '知晓、参与、投诉等指标', en: 'indicators' },
  'family.8': { 'zh-Hans': '各地区的变化', en: 'areas: their changes' },
  'family.9': { 'zh-Hans': '各地区比较：总指数', en: 'areas among each other: overall index' },
  'family.10': { 'zh-Hans': '各地区比较：其他各项', en: 'areas among each other: all other nodes' },
  'family.11': {
    'zh-Hans': '各项与同维度其他项比较',
    en: 'items against the others of their dimension',
  },
};
