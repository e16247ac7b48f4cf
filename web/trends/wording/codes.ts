import type { ChangeWord } from '../../../core/estimation/change-word.ts';
import type { LocalText } from '../../../core/questionnaire/local-text.ts';
import type { ComparisonBreak, SuppressedCell, TargetResult } from '../../../core/release/format-1.ts';

type Verdict = TargetResult['verdict'];

/** Keys that follow codes of a release: the compiler names the one that has no sentence. */
type CodedKey =
  | `verdict.${Verdict}`
  | `change.${ChangeWord}`
  | `break.${ComparisonBreak | 'notCompared'}`
  | `suppressed.${SuppressedCell['suppressed']}`;

export const codeSentences: Readonly<Record<CodedKey, LocalText>> = {
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
  'break.weightingChanged': { 'zh-Hans': '加权口径有变', en: 'weighting changed' },
  'break.modeMixChanged': { 'zh-Hans': '调查方式有变', en: 'mode of interview changed' },
  'break.notCompared': { 'zh-Hans': '与上一轮未作比较', en: 'not compared with the wave before' },
  'suppressed.few': {
    'zh-Hans': '答卷太少，为保护个人不显示',
    en: 'too few answers; not shown, to protect individuals',
  },
  'suppressed.complement': {
    'zh-Hans': '显示它就能推算出另一个被隐去的数字',
    en: 'showing it would reveal another figure that is not shown',
  },
  'suppressed.noError': {
    'zh-Hans': '误差无法估计：答案全部相同，或抽样单元太少',
    en: 'its error cannot be told: all answers agree, or there are too few primary units',
  },
  'suppressed.noIndex': {
    'zh-Hans': '缺少的分项太多，不计算指数',
    en: 'too many branches are missing for an index',
  },
};
