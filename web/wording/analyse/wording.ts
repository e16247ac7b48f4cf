import type { Channel, WaveState } from '../../../api/storage/storage.ts';
import type { Language, LocalText } from '../../../core/questionnaire/local-text.ts';
import type { Disposition } from '../../../core/questionnaire/routing.ts';
import type { Import } from '../../parts/api-client.ts';
import { speaker, type Speaker } from '../speaker.ts';

/** Keys that follow codes of the API: the compiler names the one that has no sentence. */
type CodedKey =
  `state.${WaveState}` | `channel.${Channel}` | `disposition.${Disposition}` | `import.${Import['state']}`;

const coded: Readonly<Record<CodedKey, LocalText>> = {
  'state.draft': { 'zh-Hans': '草稿', en: 'draft' },
  'state.importing': { 'zh-Hans': '正在导入', en: 'importing' },
  'state.open': { 'zh-Hans': '进行中', en: 'open' },
  'state.closed': { 'zh-Hans': '已关闭', en: 'closed' },
  'state.published': { 'zh-Hans': '已发布', en: 'published' },
  'channel.invitation': { 'zh-Hans': '邀请', en: 'invitation' },
  'channel.open': { 'zh-Hans': '公开链接', en: 'open link' },
  'channel.imported': { 'zh-Hans': '导入', en: 'imported' },
  'disposition.complete': { 'zh-Hans': '完成', en: 'complete' },
  'disposition.refusal': { 'zh-Hans': '拒答', en: 'refused' },
  'disposition.ineligible': { 'zh-Hans': '不符合条件', en: 'not eligible' },
  'import.checking': { 'zh-Hans': '正在检查每一行', en: 'checking every row' },
  'import.storing': { 'zh-Hans': '正在写入', en: 'storing' },
  'import.done': { 'zh-Hans': '已导入', en: 'imported' },
  'import.refused': { 'zh-Hans': '没有导入', en: 'not imported' },
  'import.undone': { 'zh-Hans': '已撤销', en: 'undone' },
};

const sentences = {
  ...coded,
  waves: { 'zh-Hans': '调查轮次', en: 'Waves' },
  noWaves: {
    'zh-Hans': '还没有任何一轮。请新建一轮，或导入过去的数据。',
    en: 'There is no wave yet. Create one, or import past answers.',
  },
  chooseWave: {
    'zh-Hans': '请从列表里选一轮，或在下面新建一轮。',
    en: 'Choose a wave from the list, or create one below.',
  },
  newWave: { 'zh-Hans': '新建一轮', en: 'New wave' },
  importPast: { 'zh-Hans': '导入过去的数据', en: 'Import past answers' },
  completes: { 'zh-Hans': '{count}份完成', en: '{count} complete' },
  received: { 'zh-Hans': '收到{count}份', en: '{count} received' },
  waveId: {
    'zh-Hans': '代号（小写字母、数字、连字符；用在网址里）',
    en: 'Id (lower-case letters, digits, hyphens; part of the address)',
  },
  titleChinese: { 'zh-Hans': '名称（中文）', en: 'Title in Chinese' },
  titleEnglish: { 'zh-Hans': '名称（英文）', en: 'Title in English' },
  period: {
    'zh-Hans': '时期（年2026、半年2026-H1、季度2026-Q3、月2026-09或日2026-09-01）',
    en: 'Period (a year 2026, half 2026-H1, quarter 2026-Q3, month 2026-09 or day 2026-09-01)',
  },
  plannedEnd: {
    'zh-Hans': '计划哪天结束（可不填；填了就不能改，与实际结束的日子一起印在结果里）',
    en: 'Planned end (may be left empty; it stays as it is and is printed in the results beside the actual day)',
  },
  plannedEndOn: { 'zh-Hans': '计划{day}结束', en: 'planned end {day}' },
  plannedEndFormat: { 'zh-Hans': '没有这一天，请重新选。', en: 'There is no such day. Choose again.' },
  form: { 'zh-Hans': '问卷', en: 'Form' },
  create: { 'zh-Hans': '新建', en: 'Create' },
  titleChineseMissing: { 'zh-Hans': '请填写中文名称。', en: 'Enter the title in Chinese.' },
  titleEnglishMissing: { 'zh-Hans': '请填写英文名称。', en: 'Enter the title in English.' },
  idMissing: { 'zh-Hans': '请填写代号。', en: 'Enter an id.' },
  periodMissing: { 'zh-Hans': '请填写时期。', en: 'Enter the period.' },
  idReserved: {
    'zh-Hans': '“import”不能用作代号，请换一个。',
    en: '“import” cannot be an id. Choose another.',
  },
  idTaken: {
    'zh-Hans':
      '代号“{id}”已被占用：各项目的代号不能重复，要导入的轮次也先占着。请换一个，比如在前面加上项目名。',
    en: 'The id “{id}” is taken: ids are shared by all programmes, and those of waves to be imported are kept free. Choose another, say with the programme’s name before it.',
  },
  periodFormat: {
    'zh-Hans': '没有这个时期。请写成2026、2026-H1、2026-Q3、2026-09或2026-09-01这样的形式。',
    en: 'There is no such period. Write it like 2026, 2026-H1, 2026-Q3, 2026-09 or 2026-09-01.',
  },
  idFormat: {
    'zh-Hans': '代号只能有小写字母、数字和连字符，并以字母或数字开头。',
    en: 'An id has lower-case letters, digits and hyphens only, and begins with a letter or digit.',
  },
  simulated: {
    'zh-Hans': '模拟数据：以下答卷由程序生成，不代表任何真实地区',
    en: 'Simulated data: these responses were made by a program and describe no real district',
  },
  tabs: { 'zh-Hans': '本轮内容', en: 'Parts of the wave' },
  fieldwork: { 'zh-Hans': '收集', en: 'Fieldwork' },
  invitations: { 'zh-Hans': '邀请', en: 'Invitations' },
  estimates: { 'zh-Hans': '实时估计', en: 'Live estimates' },
  release: { 'zh-Hans': '发布', en: 'Release' },
  stateLine: { 'zh-Hans': '{state}；时期{period}', en: '{state}; period {period}' },
  openedAt: { 'zh-Hans': '开放于{time}', en: 'opened {time}' },
  closedAt: { 'zh-Hans': '关闭于{time}', en: 'closed {time}' },
  imported: { 'zh-Hans': '导入的数据', en: 'imported' },
  open: { 'zh-Hans': '开放填写', en: 'Open for answers' },
  openText: {
    'zh-Hans':
      '开放后，问卷、指标、目标和计分口径以服务上次启动时读入的文件为准并锁定，这一轮不能再改。之后改过文件的，请先重启服务。',
    en: 'From here on the questionnaire, index, targets and scoring convention are locked as the server read them from the files when it last started; this wave keeps them. If files were changed since, restart the server first.',
  },
  close: { 'zh-Hans': '停止收集', en: 'Close' },
  closeText: {
    'zh-Hans': '停止后不再有人能开始填写；已经在填的人还有一小段时间可以交卷。发布以后就一份也不再接收。',
    en: 'Nobody can begin any more; who is under way may still send for a short while. Once results are published nothing more is taken.',
  },
  reopen: { 'zh-Hans': '重新开放', en: 'Take answers again' },
  reopenText: {
    'zh-Hans': '用原来的问卷继续收集，直到再次停止。',
    en: 'Goes on with the same questionnaire until it is closed again.',
  },
  looksNone: {
    'zh-Hans': '停止收集以后，还没有人打开过实时估计或下载过答卷；这一点会和重新开放一起记录在案。',
    en: ' Since it was closed nobody has opened the live estimates or downloaded responses; that is put on record with the reopening.',
  },
  looksSince: {
    'zh-Hans':
      '停止收集以后，打开实时估计、下载答卷共{count}次（同一个人10分钟内只记一次）；这个次数会和重新开放一起记录在案。',
    en: ' Since it was closed the live estimates were opened or responses downloaded {count} times (once in ten minutes for each person); that is put on record with the reopening.',
  },
  openAddress: {
    'zh-Hans': '公开链接（答卷单独统计，不进入任何官方数字）',
    en: 'Open link (counted apart; in no official figure)',
  },
  openLink: { 'zh-Hans': '公开链接的开关与限额', en: 'Open link: switch and limits' },
  openLinkText: {
    'zh-Hans':
      '限额按这一轮调查计，不按网络地址计；凭邀请填写的不受限制。到了每分钟的限额，手机会留着填好的回答，过一会儿再交；到了总数就不再收，并会告诉来填的人。关掉之后，正在用公开链接填写的人也不能再交。',
    en: 'The limits are of this wave, never of a network address; invited answers have none. At the limit of a minute phones keep the answers and send them later; at that in all no more are taken, and whoever comes is told. Once it is off, those who are filling it in by the open link cannot send either.',
  },
  openLinkOn: { 'zh-Hans': '公开链接可以填写', en: 'The open link can be used' },
  openPerMinute: { 'zh-Hans': '每分钟最多收几份', en: 'Most answers a minute' },
  openInAll: { 'zh-Hans': '总共最多收几份（空着就不限）', en: 'Most answers in all (empty: no limit)' },
  openLinkSave: { 'zh-Hans': '保存', en: 'Save' },
  openLinkSaved: { 'zh-Hans': '已保存。', en: 'Saved.' },
  openLinkNumbers: { 'zh-Hans': '限额请填1以上的整数。', en: 'Limits are whole numbers from 1.' },
  openNone: { 'zh-Hans': '还没有收到答卷。', en: 'No answers yet.' },
  toInvitations: { 'zh-Hans': '去发邀请', en: 'Issue invitations' },
  countsTable: { 'zh-Hans': '完成的答卷，按渠道和地区', en: 'Complete responses by channel and area' },
  area: { 'zh-Hans': '地区', en: 'Area' },
  areaUnknown: { 'zh-Hans': '未填地区', en: 'area not given' },
  total: { 'zh-Hans': '合计', en: 'Total' },
  dispositionsTable: { 'zh-Hans': '全部答卷，按结果', en: 'All responses by disposition' },
  disposition: { 'zh-Hans': '结果', en: 'Disposition' },
  late: { 'zh-Hans': '其中迟到', en: 'of these late' },
  exportCsv: { 'zh-Hans': '下载全部答卷（CSV）', en: 'Download all responses (CSV)' },
  exportOpenCsv: { 'zh-Hans': '下载公开链接的答卷（CSV）', en: 'Download responses by the open link (CSV)' },
  exportText: {
    'zh-Hans': '每行一份答卷。含个人回答，只供评估方使用，不得转交。',
    en: 'One row each. These are answers of individuals: for the evaluator only, not to be passed on.',
  },
  receivedSoFar: { 'zh-Hans': '已收到{count}份答卷。', en: '{count} responses received so far.' },
  inGroups: {
    'zh-Hans':
      '用邀请交来的答卷封卷之前先加密存放，只知道有多少份，不看答了什么，也不做估计；公开链接的答卷每满20份计入一次。这样谁也不能从前后两次数字看出某个人的回答，也不会看着结果决定什么时候停。停止收集后最迟半小时自动封卷，那时全部数字和逐份答卷都可以看。',
    en: 'Answers by invitation are held encrypted until the wave is sealed: how many there are is known, not what they say, and nothing is estimated; those by the open link are counted in twenties. So nobody can tell one person’s answers from two looks, or stop when the result pleases. The wave is sealed half an hour after closing at the latest, and then everything can be seen.',
  },
  invitedTable: { 'zh-Hans': '用邀请交来的答卷，按抽样层', en: 'Answers by invitation, by stratum' },
  estimatesAfterSealing: {
    'zh-Hans': '封卷之后才有估计：停止收集后最迟半小时自动封卷，也可以在“发布”里现在封卷。',
    en: 'Figures are estimated once the wave is sealed: half an hour after closing at the latest, or at once under “Release”.',
  },
  usedInGroups: {
    'zh-Hans': '封卷之前，每批只显示整20份：“不到20份”不等于没有人填。',
    en: 'Until the wave is sealed each batch shows whole twenties: “fewer than 20” does not mean nobody.',
  },
  usedFew: { 'zh-Hans': '不到20份', en: 'fewer than 20' },
  usedAtLeast: { 'zh-Hans': '{count}份以上', en: '{count} or more' },
  dispositionsCounted: {
    'zh-Hans': '公开链接的答卷，按结果',
    en: 'Responses by the open link, by disposition',
  },
  sealedAt: { 'zh-Hans': '封卷于{time}', en: 'sealed {time}' },
  sealTooFew: {
    'zh-Hans': '注意：这一轮有效的邀请答卷还不到发布所需的最低份数，封卷后既不能发布，也不能重新开放。',
    en: 'Mind: this wave has fewer valid answers by invitation than a figure needs. Sealed, it can be neither published nor opened again. ',
  },
  batchesTable: { 'zh-Hans': '已发出的邀请', en: 'Invitations issued' },
  noBatches: {
    'zh-Hans': '还没有发过邀请。用下面的表格生成一批。',
    en: 'No invitations yet. Make a batch below.',
  },
  batchName: { 'zh-Hans': '批次名称', en: 'Batch' },
  stratum: { 'zh-Hans': '层（如街道）', en: 'Stratum (e.g. street)' },
  primaryUnit: { 'zh-Hans': '初级抽样单元（如居委会）', en: 'Primary unit (e.g. committee)' },
  weight: {
    'zh-Hans': '设计权重（入样概率的倒数）',
    en: 'Design weight (inverse of the inclusion probability)',
  },
  count: {
    'zh-Hans': '数量（1—5000；同一单元、同一权重合计至少10份）',
    en: 'Number (1–5000; of one unit and weight at least 10 in all)',
  },
  issued: { 'zh-Hans': '发出', en: 'Issued' },
  used: { 'zh-Hans': '已用', en: 'Used' },
  createdAt: { 'zh-Hans': '时间', en: 'Made' },
  newBatch: { 'zh-Hans': '生成一批邀请', en: 'Make a batch' },
  issue: { 'zh-Hans': '生成', en: 'Make' },
  batchNameMissing: { 'zh-Hans': '请填写批次名称。', en: 'Enter a name for the batch.' },
  stratumMissing: { 'zh-Hans': '请填写层。', en: 'Enter the stratum.' },
  primaryUnitMissing: { 'zh-Hans': '请填写初级抽样单元。', en: 'Enter the primary unit.' },
  batchNameTellsPerson: {
    'zh-Hans': '这里像是电话号码或账号。请写批次的名称，不要写人的号码。',
    en: 'This looks like a telephone number or an account. Name the batch, without numbers of people.',
  },
  placeTellsPerson: {
    'zh-Hans': '这里像是电话号码或账号。请写地方的名称或12位区划代码，不要写人的号码。',
    en: 'This looks like a telephone number or an account. Name the place, or give its division code of 12 digits, without numbers of people.',
  },
  weightFormat: {
    'zh-Hans': '权重要大于0，不超过1000000。',
    en: 'The weight must be above 0, and at most 1000000.',
  },
  countFormat: {
    'zh-Hans': '数量要是1到5000的整数。',
    en: 'The number must be a whole one from 1 to 5000.',
  },
  noMoreInvitations: {
    'zh-Hans': '这一轮不再发邀请：它是导入的，或者已经结束，不再收答卷。',
    en: 'This wave takes no more invitations: it was imported, or was ended for good.',
  },
  unsaved: {
    'zh-Hans': '还没有确认保存的邀请链接：{count}批',
    en: 'Invitation links not yet kept: {count} batches',
  },
  linksOf: { 'zh-Hans': '{batch}：{count}个邀请链接', en: '{batch}: {count} invitation links' },
  linksOnce: {
    'zh-Hans':
      '文件{file}已开始下载。这些链接只给这一次，离开本页就没有了。请确认文件能打开，再点“已保存好”。',
    en: 'The file {file} is being downloaded. These links are given only now and gone when you leave the page. See that the file opens, then press “I have kept them”.',
  },
  'address.elsewhere': {
    'zh-Hans': '链接用的是公开网址{host}，不是您现在打开的{here}。打印前请用手机试一个。',
    en: 'The links lead to {host}, the address people use, not to {here}, where you opened this page. Try one on a phone before you print.',
  },
  'address.homeOnly': {
    'zh-Hans': '这些链接指向{host}，别处的人多半打不开。请让管理员设置MANYI_PUBLIC_URL后再发邀请。',
    en: 'These links lead to {host}, which people elsewhere can hardly open. Have MANYI_PUBLIC_URL set before you issue invitations.',
  },
  saveAgain: { 'zh-Hans': '再次下载（CSV）', en: 'Download again (CSV)' },
  showCodes: { 'zh-Hans': '展开二维码', en: 'Show QR codes' },
  hideCodes: { 'zh-Hans': '收起二维码', en: 'Hide QR codes' },
  kept: { 'zh-Hans': '已保存好', en: 'I have kept them' },
  keptOf: { 'zh-Hans': '{batch}的链接已保存好', en: 'I have kept the links of {batch}' },
  keptText: {
    'zh-Hans': '确认以后，这批链接从本页消失，不能再取回。请先打开{file}看一眼。',
    en: 'The links leave this page and cannot be had again. Open {file} first.',
  },
  leaving: {
    'zh-Hans': '还有{count}批邀请链接没有确认保存',
    en: '{count} batches of links are not kept yet',
  },
  leavingText: {
    'zh-Hans': '离开本页，这些链接就再也取不回来：{names}。',
    en: 'If you leave this page the links are gone for good: {names}.',
  },
  between: { 'zh-Hans': '、', en: ', ' },
  stay: { 'zh-Hans': '留在本页', en: 'Stay here' },
  leaveAnyway: { 'zh-Hans': '仍然离开', en: 'Leave' },
  link: { 'zh-Hans': '链接', en: 'Link' },
  number: { 'zh-Hans': '序号', en: 'No.' },
  copyAll: { 'zh-Hans': '全部复制', en: 'Copy all' },
  saveCsv: { 'zh-Hans': '下载（CSV）', en: 'Download (CSV)' },
  printSheet: { 'zh-Hans': '打印二维码', en: 'Print QR codes' },
  qrOf: { 'zh-Hans': '第{number}个邀请的二维码', en: 'QR code of invitation {number}' },
  scanToAnswer: { 'zh-Hans': '扫码填写，只能用一次', en: 'Scan to answer; works once' },
  live: {
    'zh-Hans': '未发布：这些数字还会变，不能引用，也不能给被评的部门看。',
    en: 'Not published: these figures still change. Not for citing, and not for those who are assessed.',
  },
  estimatesSealed: {
    'zh-Hans': '已封卷，未发布：发布之前不能引用，也不能给被评的部门看。',
    en: 'Sealed, not published: until it is, not for citing, and not for those who are assessed.',
  },
  estimatesImported: {
    'zh-Hans': '未发布：发布之前不能引用，也不能给被评的部门看。',
    en: 'Not published: until it is, not for citing, and not for those who are assessed.',
  },
  estimatesPublished: {
    'zh-Hans': '已发布；引用请用发布页的数字。',
    en: 'Published; cite the figures of the release.',
  },
  estimatesTable: { 'zh-Hans': '实时估计（{level}%区间）', en: 'Live estimates ({level}% intervals)' },
  figure: { 'zh-Hans': '数值与区间', en: 'Value and interval' },
  effectiveN: { 'zh-Hans': '有效 n', en: 'Effective n' },
  designEffect: { 'zh-Hans': '设计效应', en: 'Design effect' },
  subject: { 'zh-Hans': '内容', en: 'Subject' },
  statistic: { 'zh-Hans': '指标', en: 'Statistic' },
  allStatistics: { 'zh-Hans': '全部指标', en: 'all statistics' },
  allAreas: { 'zh-Hans': '全部地区', en: 'all areas' },
  refresh: { 'zh-Hans': '重新计算', en: 'Compute again' },
  noEstimates: { 'zh-Hans': '还没有可以估计的答卷。', en: 'There is nothing to estimate from yet.' },
  draftHasNone: { 'zh-Hans': '开放填写后才有答卷。', en: 'Answers come after the wave is opened.' },
  publish: { 'zh-Hans': '发布结果', en: 'Publish' },
  publishText: {
    'zh-Hans':
      '发布后数字冻结，有权限的人都能看到，不能收回也不能修改；这一轮不再接收任何答卷。再发布一次会另存为下一个编号。',
    en: 'The figures are frozen, everybody with a role sees them, and they can be neither taken back nor changed; the wave takes no more answers. Publishing again adds a release under the next number.',
  },
  publishing: {
    'zh-Hans': '正在计算并冻结全部数字。答卷多时要几分钟，请不要关闭本页。',
    en: 'Computing and freezing all figures. With many responses this takes minutes; keep this page open.',
  },
  seal: { 'zh-Hans': '现在封卷', en: 'Seal now' },
  sealText: {
    'zh-Hans':
      '停止收集后的半小时内，仍会收下在途的答卷，之后自动封卷。现在就封卷：之后寄到的答卷会被拒绝，本轮不能再重新开放；从这时起可以发布，逐份答卷也可以下载。',
    en: 'Answers on their way are taken for half an hour after closing, then the wave is sealed by itself. To seal it now: what arrives later is refused, and the wave cannot be opened again; from then on it can be published, and single responses can be downloaded.',
  },
  publishFirstClose: { 'zh-Hans': '先停止收集，再发布。', en: 'Close the wave before publishing.' },
  releasesTable: { 'zh-Hans': '这一轮的发布', en: 'Releases of this wave' },
  noReleases: { 'zh-Hans': '这一轮还没有发布过。', en: 'This wave has no release yet.' },
  releaseNumber: { 'zh-Hans': '编号', en: 'No.' },
  publishedAt: { 'zh-Hans': '发布时间', en: 'Published' },
  hash: { 'zh-Hans': '发布哈希', en: 'Release hash' },
  seeResults: { 'zh-Hans': '看结果', en: 'See the results' },
  importText: {
    'zh-Hans': '选一个 CSV 文件和它的对应表。先检查每一行，有一行不对就全部不导入，并告诉您是哪一行。',
    en: 'Choose a CSV file and its mapping. Every row is checked first; with one bad row nothing is stored, and you are told which.',
  },
  noMappings: {
    'zh-Hans': '这个项目还没有对应表。请在项目目录的 imports/ 里加一个，再重启服务。',
    en: 'This programme has no mapping yet. Add one to imports/ in its folder and restart the server.',
  },
  mapping: { 'zh-Hans': '对应表', en: 'Mapping' },
  file: { 'zh-Hans': 'CSV 文件', en: 'CSV file' },
  fileMissing: { 'zh-Hans': '请选一个文件。', en: 'Choose a file.' },
  startImport: { 'zh-Hans': '检查并导入', en: 'Check and import' },
  uploading: { 'zh-Hans': '正在上传…', en: 'Uploading …' },
  rows: { 'zh-Hans': '已读{read}行，已写入{stored}行', en: '{read} rows read, {stored} stored' },
  rowsOf: {
    'zh-Hans': '已读{read}/{total}行，已写入{stored}行',
    en: '{read} of {total} rows read, {stored} stored',
  },
  problemsTable: { 'zh-Hans': '要改正的行（{count}）', en: 'Rows to mend ({count})' },
  line: { 'zh-Hans': '行', en: 'Line' },
  reason: { 'zh-Hans': '原因', en: 'Reason' },
  importsTable: { 'zh-Hans': '导入过的文件', en: 'Files imported' },
  noImports: { 'zh-Hans': '还没有导入过文件。', en: 'No file was imported yet.' },
  state: { 'zh-Hans': '状态', en: 'State' },
  rowsHeader: { 'zh-Hans': '行数', en: 'Rows' },
  undo: { 'zh-Hans': '撤销', en: 'Undo' },
  undoFor: { 'zh-Hans': '撤销{file}', en: 'Undo {file}' },
  undoText: {
    'zh-Hans': '删除这次导入的轮次和全部答卷。已经发布的不能撤销。',
    en: 'Removes the waves of this import with all their responses. What was published cannot be undone.',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

export type AnalyseSpeaker = Speaker<keyof typeof sentences>;

export function analyseWording(language: Language): AnalyseSpeaker {
  return speaker(sentences, language);
}
