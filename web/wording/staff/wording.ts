import type { ProblemCode } from '../../../api/problems.ts';
import type { Role } from '../../../api/access/roles.ts';
import type { Language, LocalText } from '../../../core/questionnaire/local-text.ts';
import { fillIn } from '../fill-in.ts';
import { wordingIn } from '../residents/wording.ts';
import type { Refusal } from '../../parts/api-client.ts';
import { speaker, type Speaker } from '../speaker.ts';

const roles: Readonly<Record<`role.${Role}`, LocalText>> = {
  'role.administrator': { 'zh-Hans': '管理员', en: 'administrator' },
  'role.evaluator': { 'zh-Hans': '评估方', en: 'evaluator' },
  'role.official': { 'zh-Hans': '主管部门', en: 'official' },
  'role.auditor': { 'zh-Hans': '审计方', en: 'auditor' },
};

const sentences = {
  ...roles,
  product: { 'zh-Hans': '满意 · 工作人员', en: 'Manyi · staff' },
  skip: { 'zh-Hans': '跳到正文', en: 'Skip to the content' },
  menu: { 'zh-Hans': '主菜单', en: 'Main menu' },
  programmes: { 'zh-Hans': '调查项目', en: 'Programmes' },
  people: { 'zh-Hans': '人员', en: 'People' },
  signedInAs: { 'zh-Hans': '{name}已登录', en: 'signed in as {name}' },
  signOut: { 'zh-Hans': '退出', en: 'Sign out' },
  signIn: { 'zh-Hans': '登录', en: 'Sign in' },
  signInHint: {
    'zh-Hans': '没有密码？请向管理员要一个一次性链接。',
    en: 'No password? Ask the administrator for a one-time link.',
  },
  name: { 'zh-Hans': '姓名', en: 'Name' },
  password: { 'zh-Hans': '密码', en: 'Password' },
  loading: { 'zh-Hans': '正在读取…', en: 'Loading …' },
  troubleTitle: { 'zh-Hans': '没有成功', en: 'This did not work' },
  offline: {
    'zh-Hans': '连不上服务器。请检查网络，然后再试一次。',
    en: 'The server cannot be reached. Check the network, then try again.',
  },
  tryAgain: { 'zh-Hans': '再试一次', en: 'Try again' },
  unknownPage: { 'zh-Hans': '没有这个页面', en: 'There is no such page' },
  unknownPageText: { 'zh-Hans': '请从调查项目重新进入。', en: 'Please start again from the programmes.' },
  chooseProgramme: { 'zh-Hans': '请选择调查项目', en: 'Choose a programme' },
  filesMissing: {
    'zh-Hans':
      '您有权限的项目，服务器上没有文件：{names}。数据还在数据库里。请管理员把项目文件夹放回 surveys 目录，再重启服务。',
    en: 'The server has no files for the programmes you have a role in: {names}. Their data are in the database still. Ask the administrator to put the folder back under surveys and restart.',
  },
  between: { 'zh-Hans': '、', en: ', ' },
  noProgrammes: {
    'zh-Hans': '您还没有任何项目的权限。请联系管理员。',
    en: 'You have no role in any programme yet. Ask the administrator.',
  },
  results: { 'zh-Hans': '看结果', en: 'Results' },
  fieldwork: { 'zh-Hans': '调查与分析', en: 'Fieldwork and analysis' },
  simulated: { 'zh-Hans': '模拟数据', en: 'Simulated data' },
  enterTitle: { 'zh-Hans': '一次性链接', en: 'One-time link' },
  enterFor: {
    'zh-Hans': '这个链接是给{name}的，只能用一次。',
    en: 'This link is for {name} and works once.',
  },
  enterSignIn: { 'zh-Hans': '以{name}的身份登录', en: 'Sign in as {name}' },
  enterPasswordText: {
    'zh-Hans': '请设一个至少10个字符的密码，不要用常见的。',
    en: 'Choose a password of at least 10 characters that is not a common one.',
  },
  newPassword: { 'zh-Hans': '新密码', en: 'New password' },
  repeatPassword: { 'zh-Hans': '再输入一次', en: 'New password again' },
  setPassword: { 'zh-Hans': '设定密码并登录', en: 'Set the password and sign in' },
  passwordsDiffer: {
    'zh-Hans': '两次输入的密码不一样，请重新输入。',
    en: 'The two passwords differ. Enter them again.',
  },
  peopleTable: { 'zh-Hans': '可以登录的人', en: 'Everybody who can sign in' },
  grants: { 'zh-Hans': '角色', en: 'Roles' },
  state: { 'zh-Hans': '状态', en: 'State' },
  actions: { 'zh-Hans': '操作', en: 'Actions' },
  stateActive: { 'zh-Hans': '可登录', en: 'can sign in' },
  stateNoPassword: { 'zh-Hans': '还没有设密码', en: 'has no password yet' },
  stateDisabled: { 'zh-Hans': '已停用', en: 'shut out' },
  newLink: { 'zh-Hans': '新的一次性链接', en: 'New one-time link' },
  newLinkFor: { 'zh-Hans': '给{name}一个新的一次性链接', en: 'New one-time link for {name}' },
  disable: { 'zh-Hans': '停用', en: 'Shut out' },
  disableFor: { 'zh-Hans': '停用{name}', en: 'Shut out {name}' },
  disableText: {
    'zh-Hans': '{name}会立即退出登录，到“恢复”之前不能再登录。记录保留。',
    en: '{name} is signed out at once and cannot sign in until let in again. Records are kept.',
  },
  addPerson: { 'zh-Hans': '添加人员', en: 'Add a person' },
  add: { 'zh-Hans': '添加', en: 'Add' },
  role: { 'zh-Hans': '角色', en: 'Role' },
  programme: { 'zh-Hans': '项目', en: 'Programme' },
  everyProgramme: { 'zh-Hans': '全部项目', en: 'all programmes' },
  nameMissing: { 'zh-Hans': '请填写姓名。', en: 'Enter a name.' },
  linkOnce: {
    'zh-Hans': '这是给{name}的一次性链接。它只显示这一次，请现在就交给本人。',
    en: 'This is the one-time link for {name}. It is shown only now: hand it over.',
  },
  copy: { 'zh-Hans': '复制', en: 'Copy' },
  copied: { 'zh-Hans': '已复制', en: 'Copied' },
  copyFailed: { 'zh-Hans': '没能复制，请选中后手动复制', en: 'Could not copy; select it and copy by hand' },
  cancel: { 'zh-Hans': '取消', en: 'Cancel' },
  auditOnlyAdministrator: {
    'zh-Hans': '当时没有另一位设了密码的管理员',
    en: 'no other administrator had set a password',
  },
  auditLooks: {
    'zh-Hans': '停止收集以后，看过数字或下载过答卷{count}次',
    en: 'since it was closed, figures were looked at or responses downloaded {count} times',
  },
  grant: { 'zh-Hans': '{role}（{programme}）', en: '{role} ({programme})' },
} as const satisfies Readonly<Record<string, LocalText>>;

export type StaffSpeaker = Speaker<keyof typeof sentences>;

export function staffWording(language: Language): StaffSpeaker {
  return speaker(sentences, language);
}

/** What to tell a person whose request was refused. */
export function refusalText({ code }: Refusal, language: Language): string {
  return code === 'offline' ? sentences.offline[language] : wordingIn(language).problems[code];
}

/** What is special about this refusal: a sentence of the language where there is one, or the API's own words. */
export function refusalDetails(refusal: Refusal, language: Language): readonly string[] {
  const { code, details, parameters } = refusal;
  const sentence = code === 'offline' ? undefined : special[code];
  return sentence && parameters ? [fillIn(sentence[language], parameters)] : details;
}

const special: Readonly<Partial<Record<ProblemCode, LocalText>>> = {
  graceNotOver: {
    'zh-Hans': '还要等约{minutes}分钟，或现在结束等待。',
    en: 'Wait about {minutes} minutes more, or end the waiting now.',
  },
  closedAhead: { 'zh-Hans': '记下的停止时间：{at}', en: 'Closed, as recorded: {at}' },
  notPublishable: {
    'zh-Hans': '有效的邀请（或导入）答卷不到{least}份，为保护个人不能发布。',
    en: 'There are fewer than {least} complete responses by invitation or import; to protect individuals it cannot be published.',
  },
  tooFewInvitations: {
    'zh-Hans': '至少要有{least}份，这样发只有{wouldBe}份。',
    en: 'At least {least} are needed; with these there would be {wouldBe}.',
  },
  nameLooksLike: { 'zh-Hans': '看上去一样的账号：{name}', en: 'The account it looks like: {name}' },
};
