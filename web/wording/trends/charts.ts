import type { LocalText } from '../../../core/questionnaire/local-text.ts';

/** Charts over the waves and by area, with their tables and files. */
export const chartSentences = {
  hollow: { 'zh-Hans': '空心点：样本较少，不作判定。', en: 'Hollow dots: few answers, no verdict.' },
  chooseSubject: { 'zh-Hans': '看哪一项', en: 'Show' },
  trendTitle: {
    'zh-Hans': '{subject}：历次指数与{level}%区间',
    en: '{subject}: index of every wave, with {level}% intervals',
  },
  trendFinding: {
    'zh-Hans': '{subject}在{wave}为{figure}。{change}',
    en: '{subject} in {wave}: {figure}. {change}',
  },
  trendOne: {
    'zh-Hans': '这是发布的第一轮，没有更早的可比。',
    en: 'It is the first wave published; there is no earlier one to compare with.',
  },
  trendTable: { 'zh-Hans': '{subject}：历次数字', en: '{subject}: the figures of every wave' },
  areasTitle: {
    'zh-Hans': '{subject}：各地区指数与{level}%区间（{wave}）',
    en: '{subject}: index by area, with {level}% intervals ({wave})',
  },
  areasFinding: {
    'zh-Hans': '按名称排列，不是名次。{counts}。区间重叠时，先后可能只是抽样的偶然。',
    en: 'In order of name, not of value. {counts}. Where intervals overlap, the order may be chance.',
  },
  areasCounted: {
    'zh-Hans': '{shown}个地区有数字，其中{full}个样本足够',
    en: '{shown} areas have figures, {full} of them with enough answers',
  },
  areasShownFull: {
    'zh-Hans': '{shown}个地区有数字，样本都够',
    en: '{shown} areas have figures, all with enough answers',
  },
  areasAllFull: {
    'zh-Hans': '{shown}个地区都有数字，样本都够',
    en: 'All {shown} areas have figures, with enough answers',
  },
  areasTable: {
    'zh-Hans': '{subject}：各地区数字（{wave}）',
    en: '{subject}: the figures of the areas ({wave})',
  },
  ranks: { 'zh-Hans': '第{best}—{worst}位（共{of}个）', en: 'ranks {best} to {worst} of {of}' },
  rank: { 'zh-Hans': '第{best}位（共{of}个）', en: 'rank {best} of {of}' },
  groupTitle: { 'zh-Hans': '与其他地区的平均比', en: 'Beside the mean of the others' },
  'group.above': { 'zh-Hans': '► 高于其他地区', en: '► above the others' },
  'group.noDifference': { 'zh-Hans': '≈ 看不出差别', en: '≈ no difference detected' },
  'group.below': { 'zh-Hans': '◄ 低于其他地区', en: '◄ below the others' },
  'groupKey.above': {
    'zh-Hans': '► 高于其他地区的平均（不是“上升”）：{areas}。',
    en: '► above the mean of the other areas (not “rose”): {areas}.',
  },
  'groupKey.below': {
    'zh-Hans': '◄ 低于其他地区的平均（不是“下降”）：{areas}。',
    en: '◄ below the mean of the other areas (not “fell”): {areas}.',
  },
  notRanked: { 'zh-Hans': '不参加比较', en: 'not compared' },
  groupsExplained: {
    'zh-Hans':
      '“高于”“低于”已按多个地区一起比较作了校正；“看不出差别”不等于相同。名次只能是一个范围，写在下载的数据里：按{level}%的把握，所有地区的真实名次同时落在各自的范围内。',
    en: '“Above” and “below” are adjusted for comparing many areas; where no difference was detected, areas need not be alike. A rank can only be a range and stands in the data to download: with {level}% confidence the true ranks of all areas lie in their ranges at once.',
  },
  ranksApart: {
    'zh-Hans': '“低于”的地区，范围里没有第1位；“高于”的地区，范围里没有末位。',
    en: 'The range of an area below the others does not hold rank 1, and that of an area above them not the last.',
  },
  noAreas: { 'zh-Hans': '这一轮没有分地区的数字。', en: 'This wave has no figures by area.' },
  wave: { 'zh-Hans': '轮次', en: 'Wave' },
  area: { 'zh-Hans': '地区', en: 'Area' },
  figure: { 'zh-Hans': '数值与区间', en: 'Value and interval' },
  change: { 'zh-Hans': '变化', en: 'Change' },
  smallAxis: {
    'zh-Hans': '{from}至{to}，纵轴{lowest}—{highest}',
    en: '{from} to {to}, axis {lowest}–{highest}',
  },
  smallAxisOfOne: { 'zh-Hans': '{from}，纵轴{lowest}—{highest}', en: '{from}, axis {lowest}–{highest}' },
  axisFrom: { 'zh-Hans': '纵轴从{lowest}起，不从0起', en: 'the axis begins at {lowest}, not at 0' },
  horizontalAxisFrom: {
    'zh-Hans': '横轴从{lowest}起，不从0起',
    en: 'the axis begins at {lowest}, not at 0',
  },
  axisPoints: { 'zh-Hans': '分（0—100）', en: 'points (0–100)' },
  targetLine: { 'zh-Hans': '目标{aim}', en: 'target: {aim}' },
  wholeDistrict: { 'zh-Hans': '全区{value}', en: 'all areas {value}' },
  savePng: { 'zh-Hans': '下载图片（PNG）', en: 'Download picture (PNG)' },
  saveCsv: { 'zh-Hans': '下载数据（CSV）', en: 'Download data (CSV)' },
  breakSeeTable: { 'zh-Hans': '不可比，见下表', en: 'not comparable, see the table' },
  chartLoading: { 'zh-Hans': '正在绘图…', en: 'Drawing …' },
  chartFailed: {
    'zh-Hans': '图没有画出来，请看下面的表格，数字相同。',
    en: 'The chart could not be drawn. The table below has the same figures.',
  },
} as const satisfies Readonly<Record<string, LocalText>>;
