import type { AuditAction } from '../../../api/storage/audit-chain.ts';
import type { Language, LocalText } from '../../../core/questionnaire/local-text.ts';
import { speaker, type Speaker } from '../speaker.ts';

/** What happened, as the audit chain names it. */
const actions: Readonly<Record<`action.${AuditAction}`, LocalText>> = {
  'action.signedIn': { 'zh-Hans': '登录', en: 'signed in' },
  'action.signInRefused': { 'zh-Hans': '登录被拒', en: 'sign-in refused' },
  'action.signInLocked': { 'zh-Hans': '登录被锁', en: 'sign-in locked' },
  'action.signedOut': { 'zh-Hans': '退出', en: 'signed out' },
  'action.sessionsEnded': { 'zh-Hans': '结束登录', en: 'sessions ended' },
  'action.passwordSet': { 'zh-Hans': '设定密码', en: 'password set' },
  'action.secondFactorSet': { 'zh-Hans': '启用第二道验证', en: 'second factor set' },
  'action.secondFactorReset': { 'zh-Hans': '取消第二道验证', en: 'second factor taken away' },
  'action.recoveryCodeUsed': { 'zh-Hans': '使用备用码', en: 'recovery code used' },
  'action.userAdded': { 'zh-Hans': '添加人员', en: 'person added' },
  'action.userDisabled': { 'zh-Hans': '停用人员', en: 'person shut out' },
  'action.userEnabled': { 'zh-Hans': '恢复人员', en: 'person let in again' },
  'action.grantsChanged': { 'zh-Hans': '更改角色', en: 'roles changed' },
  'action.linkIssued': { 'zh-Hans': '发出一次性链接', en: 'one-time link issued' },
  'action.proposalMade': { 'zh-Hans': '提出事项', en: 'proposal made' },
  'action.proposalRefused': { 'zh-Hans': '不同意或撤回', en: 'proposal refused or taken back' },
  'action.accessRefused': { 'zh-Hans': '越权被拒', en: 'access refused' },
  'action.estimatesViewed': { 'zh-Hans': '查看实时估计', en: 'live estimates viewed' },
  'action.waveCreated': { 'zh-Hans': '新建一轮', en: 'wave created' },
  'action.waveOpened': { 'zh-Hans': '开放填写', en: 'wave opened for answers' },
  'action.waveClosed': { 'zh-Hans': '停止收集', en: 'wave closed' },
  'action.waveReopened': { 'zh-Hans': '重新开放', en: 'wave opened again' },
  'action.invitationsIssued': { 'zh-Hans': '发出邀请', en: 'invitations issued' },
  'action.responsesExported': { 'zh-Hans': '导出答卷', en: 'responses exported' },
  'action.programmeExported': { 'zh-Hans': '导出项目', en: 'programme exported' },
  'action.importDone': { 'zh-Hans': '导入', en: 'import done' },
  'action.importUndone': { 'zh-Hans': '撤销导入', en: 'import undone' },
  'action.releasePublished': { 'zh-Hans': '发布结果', en: 'release published' },
  'action.sealedReleaseRead': { 'zh-Hans': '查阅未舍入的结果', en: 'release read at full precision' },
  'action.exclusionAsked': { 'zh-Hans': '申请剔除答卷', en: 'exclusion of answers asked for' },
  'action.exclusionConfirmed': { 'zh-Hans': '同意剔除答卷', en: 'exclusion of answers confirmed' },
  'action.exclusionRejected': { 'zh-Hans': '不同意剔除答卷', en: 'exclusion of answers rejected' },
  'action.backupTaken': { 'zh-Hans': '备份', en: 'backup taken' },
  'action.keysAdopted': { 'zh-Hans': '启用密钥文件', en: 'keys adopted' },
  'action.auditSealed': { 'zh-Hans': '为旧记录加封', en: 'audit chain sealed' },
  'action.responsesHashed': { 'zh-Hans': '为旧答卷补校验值', en: 'responses of before hashed' },
  'action.wavePersonalDataRemoved': { 'zh-Hans': '删除个人信息', en: 'personal data of a wave removed' },
  'action.openLinkChanged': { 'zh-Hans': '更改公开链接', en: 'open link changed' },
  'action.retentionDeclared': { 'zh-Hans': '设定保存期限', en: 'retention declared' },
  'action.waveSealed': { 'zh-Hans': '封卷', en: 'wave sealed' },
  'action.responsesCounted': { 'zh-Hans': '清点答卷', en: 'responses counted' },
  'action.archiveRestored': { 'zh-Hans': '恢复备份', en: 'archive restored' },
};

const sentences = {
  ...actions,
  account: { 'zh-Hans': '我的账号', en: 'My account' },
  audit: { 'zh-Hans': '操作记录', en: 'Audit' },
  conflict: {
    'zh-Hans':
      '这个账号的角色互相排斥：评估方与主管部门、管理员与评估方、审计方与评估方或主管部门须由不同的人担任。请放弃其中一个。',
    en: 'The roles of this account exclude each other: evaluator and official, administrator and evaluator, auditor and either of evaluator and official must be different people. Give one up.',
  },
  conflictShort: { 'zh-Hans': '角色互相排斥', en: 'roles exclude each other' },
  giveUp: { 'zh-Hans': '放弃“{role}”', en: 'Give up “{role}”' },
  giveUpText: {
    'zh-Hans': '放弃后不能自己恢复，须由管理员重新授予。',
    en: 'You cannot take this back yourself; an administrator would have to grant it again.',
  },
  noticeLink: {
    'zh-Hans': '{by}在{at}为您的账号发出了重设密码的一次性链接。如果不是您要求的，请马上告诉另一位管理员。',
    en: '{by} made a one-time link for a new password of your account on {at}. If you did not ask for it, tell another administrator at once.',
  },
  noticeSecondFactor: {
    'zh-Hans': '{by}在{at}取消了您的第二道验证。如果不是您要求的，请马上告诉另一位管理员。',
    en: '{by} took away your second factor on {at}. If you did not ask for it, tell another administrator at once.',
  },
  noticeRead: { 'zh-Hans': '知道了', en: 'I have read this' },
  sessions: { 'zh-Hans': '登录中的设备', en: 'Where you are signed in' },
  sessionSince: { 'zh-Hans': '登录时间', en: 'Since' },
  sessionSeen: { 'zh-Hans': '最近使用', en: 'Last used' },
  sessionNetwork: { 'zh-Hans': '网络', en: 'Network' },
  sessionThis: { 'zh-Hans': '本次登录', en: 'this one' },
  sessionEnd: { 'zh-Hans': '退出', en: 'End' },
  sessionEndOf: {
    'zh-Hans': '退出{since}从{network}的登录',
    en: 'End the session of {since} from {network}',
  },
  sessionsEndOthers: { 'zh-Hans': '退出其他所有登录', en: 'End all others' },
  sessionsEndOthersText: {
    'zh-Hans': '除本次登录外，其他设备上都要重新登录。',
    en: 'Everywhere but here you must sign in again.',
  },
  changePassword: { 'zh-Hans': '更改密码', en: 'Change the password' },
  oldPassword: { 'zh-Hans': '现在的密码', en: 'Present password' },
  newPassword: { 'zh-Hans': '新密码', en: 'New password' },
  repeatPassword: { 'zh-Hans': '再输入一次新密码', en: 'New password again' },
  passwordRule: {
    'zh-Hans': '至少10个字符，别人不容易猜到：不要用常见的词、姓名、年份、键盘上相邻的键，也不要重复。',
    en: 'At least 10 characters, hard to guess: no common words, names, years, keyboard patterns or repeats.',
  },
  passwordsDiffer: {
    'zh-Hans': '两次输入的新密码不一样，请重新输入。',
    en: 'The two new passwords differ. Enter them again.',
  },
  passwordChanged: {
    'zh-Hans': '密码已更改，其他设备上的登录已退出。',
    en: 'The password was changed, and all other sessions ended.',
  },
  secondFactor: { 'zh-Hans': '第二道验证', en: 'Second factor' },
  secondFactorIsSet: {
    'zh-Hans': '已启用。备用码还剩{count}个。要换手机或备用码用完了，请管理员先取消。',
    en: 'It is set. {count} recovery codes are left. For a new phone or new codes an administrator must take it away first.',
  },
  secondFactorIsNot: {
    'zh-Hans': '未启用。启用后，登录时除密码外还要输入手机验证器上的验证码。',
    en: 'Not set. With it, signing in asks for a code of your authenticator besides the password.',
  },
  secondFactorBegin: { 'zh-Hans': '启用第二道验证', en: 'Set up a second factor' },
  enrolTitle: { 'zh-Hans': '启用第二道验证', en: 'Set up the second factor' },
  enrolRequired: {
    'zh-Hans': '您的角色登录时需要第二道验证。只需设置一次，约一分钟。',
    en: 'Your role needs a second factor for signing in. It is set up once, in about a minute.',
  },
  enrolScan: {
    'zh-Hans': '用手机上的验证器应用（凡支持 TOTP 的都可以）扫描这个二维码，或手工输入下面的密钥。',
    en: 'Scan this code with an authenticator on your phone (any that knows TOTP), or type the secret below into it.',
  },
  enrolQr: { 'zh-Hans': '验证器用的二维码', en: 'QR code for the authenticator' },
  enrolSecret: { 'zh-Hans': '密钥', en: 'Secret' },
  enrolCode: { 'zh-Hans': '验证器现在显示的6位验证码', en: 'The 6 digits it shows now' },
  enrolConfirm: { 'zh-Hans': '确认', en: 'Confirm' },
  recoveryTitle: { 'zh-Hans': '请保存备用码', en: 'Keep the recovery codes' },
  recoveryText: {
    'zh-Hans':
      '手机丢失时，可用备用码代替验证码登录，每个只能用一次。它们只显示这一次，请现在抄下或打印，与密码分开存放。',
    en: 'If you lose the phone, each of these lets you in once instead of a code. They are shown only now: write them down or print them, and keep them apart from the password.',
  },
  recoveryCopy: { 'zh-Hans': '复制备用码', en: 'Copy the codes' },
  recoveryDone: { 'zh-Hans': '已保存，继续', en: 'I have kept them, go on' },
  codeTitle: { 'zh-Hans': '输入验证码', en: 'Enter the code' },
  codeText: {
    'zh-Hans': '请输入手机验证器上的6位验证码。手机不在手边时，可输入一个备用码。',
    en: 'Enter the 6 digits of your authenticator. Without the phone, enter one of your recovery codes.',
  },
  code: { 'zh-Hans': '验证码或备用码', en: 'Code or recovery code' },
  codeSend: { 'zh-Hans': '登录', en: 'Sign in' },
  codeOther: { 'zh-Hans': '换一个账号登录', en: 'Sign in as somebody else' },
  onlyAdministrator: {
    'zh-Hans':
      '现在只有一位设了密码的管理员，所以授予管理员、评估方角色不需要第二个人确认。建议再设一位管理员。',
    en: 'Only one administrator has set a password, so nobody else confirms who becomes an administrator or evaluator. A second one is advisable.',
  },
  proposals: { 'zh-Hans': '待另一位管理员确认', en: 'Waiting for another administrator' },
  proposalSent: {
    'zh-Hans': '已提出，须由另一位管理员在本页确认后生效。',
    en: 'Proposed. It takes effect when another administrator confirms it on this page.',
  },
  'proposal.addUser': { 'zh-Hans': '添加{name}：{grants}', en: 'Add {name}: {grants}' },
  'proposal.setGrants': {
    'zh-Hans': '把{name}的角色改为：{grants}',
    en: 'Change the roles of {name} to: {grants}',
  },
  'proposal.enableUser': { 'zh-Hans': '恢复{name}', en: 'Let {name} in again' },
  'proposal.issueLink': {
    'zh-Hans': '给{name}一个重设密码的一次性链接',
    en: 'Make a one-time link for a new password of {name}',
  },
  proposedBy: { 'zh-Hans': '{by}于{at}提出', en: 'proposed by {by} on {at}' },
  confirm: { 'zh-Hans': '同意', en: 'Confirm' },
  confirmText: {
    'zh-Hans': '同意后立即生效，两个人的名字都会记录。',
    en: 'It takes effect at once, and both names are recorded.',
  },
  refuse: { 'zh-Hans': '不同意', en: 'Refuse' },
  withdraw: { 'zh-Hans': '撤回', en: 'Take back' },
  enable: { 'zh-Hans': '恢复', en: 'Let in again' },
  enableFor: { 'zh-Hans': '恢复{name}', en: 'Let {name} in again' },
  changeRoles: { 'zh-Hans': '更改角色', en: 'Change roles' },
  changeRolesFor: { 'zh-Hans': '更改角色：{name}', en: 'Change roles of {name}' },
  save: { 'zh-Hans': '保存', en: 'Save' },
  addRole: { 'zh-Hans': '再加一个角色', en: 'Add a role' },
  removeRole: { 'zh-Hans': '去掉第{number}个角色', en: 'Remove role {number}' },
  roleNumber: { 'zh-Hans': '第{number}个角色', en: 'Role {number}' },
  endSessions: { 'zh-Hans': '退出其登录', en: 'End sessions' },
  endSessionsFor: { 'zh-Hans': '退出其登录：{name}', en: 'End sessions of {name}' },
  endSessionsText: { 'zh-Hans': '{name}须重新登录。', en: '{name} must sign in again.' },
  resetFactor: { 'zh-Hans': '取消第二道验证', en: 'Take away the second factor' },
  resetFactorFor: { 'zh-Hans': '取消第二道验证：{name}', en: 'Take away the second factor of {name}' },
  resetFactorText: {
    'zh-Hans': '用于手机和备用码都丢失时。{name}会退出登录，下次登录时会被告知，并重新设置。',
    en: 'For who has lost phone and recovery codes. {name} is signed out, is told at the next sign-in, and sets it up anew.',
  },
  hasFactor: { 'zh-Hans': '有第二道验证', en: 'has a second factor' },
  auditTable: { 'zh-Hans': '操作记录，最近的在前', en: 'What was done, the latest first' },
  auditOwn: {
    'zh-Hans': '这里是与您的项目有关的记录。全部记录由管理员查看。',
    en: 'These are the entries about your programmes. Administrators read all of them.',
  },
  auditWhen: { 'zh-Hans': '时间', en: 'When' },
  auditWho: { 'zh-Hans': '谁', en: 'Who' },
  auditWhat: { 'zh-Hans': '做了什么', en: 'What' },
  auditOn: { 'zh-Hans': '对象', en: 'On what' },
  auditDetails: { 'zh-Hans': '详情', en: 'Details' },
  auditDay: { 'zh-Hans': '日期', en: 'Day' },
  auditAll: { 'zh-Hans': '全部', en: 'everything' },
  auditFilter: { 'zh-Hans': '筛选', en: 'Show' },
  auditNone: { 'zh-Hans': '没有这样的记录。', en: 'There are no such entries.' },
  auditOlder: { 'zh-Hans': '更早的记录', en: 'Older entries' },
  auditNobody: { 'zh-Hans': '未登录者', en: 'somebody unknown' },
  auditCommandLine: { 'zh-Hans': '命令行', en: 'command line' },
  chainChecking: {
    'zh-Hans': '正在核对记录：{examined} / {of}',
    en: 'Checking the chain: {examined} of {of}',
  },
  chainWhole: {
    'zh-Hans': '已核对全部{of}条记录，前后相连，没有改动。',
    en: 'All {of} entries were checked: the chain is whole.',
  },
  chainBroken: {
    'zh-Hans': '记录在第{examined}条之后断开：{fault}。请保存现场并查明原因。',
    en: 'The chain is broken after entry {examined}: {fault}. Keep everything as it is and find out why.',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

export type AccessSpeaker = Speaker<keyof typeof sentences>;

export function accessWording(language: Language): AccessSpeaker {
  return speaker(sentences, language);
}

export const auditActions = Object.keys(actions).map((key) => key.slice('action.'.length)) as AuditAction[];
