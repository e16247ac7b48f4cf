import { answerTo, type Answer, type Answers } from './answer.ts';
import type { Item } from './question-types/question-types.ts';

/**
 * What in a free text could lead to a person: named on the phone before sending, masked on phone and server
 * alike before it is kept. Patterns only: names of people are not found. How much is found and how often an
 * opinion is taken for personal data is measured in `personal-data.test.ts`.
 */
export interface PersonalDatum {
  readonly kind: PersonalDataKind;
  /** Where it stands in the text, as for `slice`. */
  readonly start: number;
  readonly end: number;
}

export const personalDataKinds = [
  'email',
  'identity',
  'bankCard',
  'telephone',
  'account',
  'address',
] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];

/** What stands in its place; never longer than the shortest that is found, so that no text becomes too long. */
const masks: Readonly<Record<PersonalDataKind, string>> = {
  email: '〔邮箱〕',
  identity: '〔证件号〕',
  bankCard: '〔卡号〕',
  telephone: '〔电话〕',
  account: '〔账号〕',
  address: '〔住址〕',
};

/**
 * Everything found, in the order of the text. The time it takes grows with the length of the text: no pattern
 * has a repetition without a bound.
 *
 * @example findPersonalData('电话１３９-1234-5678') // [{ kind: 'telephone', start: 2, end: 15 }]
 */
export function findPersonalData(text: string): readonly PersonalDatum[] {
  const found: PersonalDatum[] = [];
  let rest = fold(text).replace(maskPattern, blank);
  for (const search of searches) {
    // What one search has found is no part of what another finds.
    for (const datum of search(rest)) found.push(datum);
    rest = withBlanks(rest, found);
  }
  return found.sort((one, other) => one.start - other.start);
}

/**
 * The text with everything found replaced by a word for its kind. Masking what is masked changes nothing.
 *
 * @example maskPersonalData('请打13912345678找我') // '请打〔电话〕找我'
 */
export function maskPersonalData(text: string): string {
  let masked = text;
  // What stood too close to something else to be told from it is found once that is gone.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = masked;
    masked = maskOnce(before);
    if (masked === before) break;
  }
  return masked;
}

const MOST_ROUNDS = 20;

function maskOnce(text: string): string {
  let masked = '';
  let from = 0;
  for (const { kind, start, end } of findPersonalData(text)) {
    masked += text.slice(from, start) + masks[kind];
    from = end;
  }
  return masked + text.slice(from);
}

/** Answers with their free texts masked; all others as they are. */
export function maskAnswers(items: readonly Item[], answers: Answers): Answers {
  const masked: Record<string, Answer> = { ...answers };
  for (const item of items) {
    const answer = answerTo(answers, item.name);
    if (item.type === 'text' && typeof answer === 'string') masked[item.name] = maskPersonalData(answer);
  }
  return masked;
}

/** A character that no pattern reads over. */
const BLANK = '\n';
const blank = (piece: string) => BLANK.repeat(piece.length);
const maskPattern = new RegExp(Object.values(masks).join('|'), 'g');

function withBlanks(text: string, data: readonly PersonalDatum[]): string {
  let blanked = '';
  let from = 0;
  for (const { start, end } of [...data].sort((one, other) => one.start - other.start)) {
    blanked += text.slice(from, start) + BLANK.repeat(end - start);
    from = end;
  }
  return blanked + text.slice(from);
}

const chineseDigits = '〇一二三四五六七八九';
const otherDigits: Readonly<Record<string, string>> = { 零: '0', 幺: '1', 两: '2', '。': '.', '　': ' ' };

/** The same length, with full-width forms and Chinese digits as the plain ones. */
function fold(text: string): string {
  return text.replace(/[！-～〇零一二三四五六七八九幺两　]/g, (character) => {
    const digit = chineseDigits.indexOf(character);
    if (digit >= 0) return String(digit);
    return otherDigits[character] ?? String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  });
}

function matches(folded: string, kind: PersonalDataKind, pattern: RegExp): PersonalDatum[] {
  return [...folded.matchAll(pattern)].map((match) => {
    const [whole] = match;
    // What a pattern puts into a group is the datum; words around it stay.
    const core = match.slice(1).find((group) => group !== undefined) ?? whole;
    const start = match.index + whole.lastIndexOf(core);
    return { kind, start, end: start + core.length };
  });
}

const email =
  /(?:^|[^A-Za-z0-9._%+-])([A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,40}\.){1,4}[A-Za-z]{2,12})/g;

/** Seven or eight digits are a telephone number only where it says so. */
const localTelephone =
  /(?:电话|座机|固话|手机|联系方式|联系我|打给我|号码|tel|phone|call me)[^\d\n.]{0,6}([2-9]\d{2,3}[ -]?\d{4})(?![\d.年月日元个人])/gi;

/** A name on a service follows the word for it; where nothing stands between, it must not be a plain word. */
const account =
  /(?:微信|薇信|威信|v信|扣扣|支付宝|抖音|(?:^|[^A-Za-z])(?:wechat|weixin|vx|wx|qq|telegram))(?:(?: ?(?:号码|账号|号|id|no\.?|is|:|是|为|=|加|搜){1,4}) ?([A-Za-z0-9][A-Za-z0-9._-]{4,19})|(?= ?[A-Za-z._-]{0,19}\d) ?([A-Za-z0-9][A-Za-z0-9._-]{4,19}))(?![A-Za-z0-9_@-])/gi;

const number = '[0-9十百][0-9十百-]{0,5}';
/** Behind such a word a number is no house: "2号线", "3号出口", "10号开始". */
const noHouse =
  '(?!线|出口|口|门|窗|岗|台|桥|井|车|站|机|登|航|开始|起|之前|以前|之后|以后|前|后|早|晚|上午|下午|那天|当天|左右|文)';
const part = `(?:[ ,]?(?:之|附|支)?${number}(?:号楼|号|支弄|弄|幢|栋|座|单元|室|房|户|楼|层|组))`;
/** The name of a street, a village or an estate: Chinese characters but for the words that lead to it. */
const nameWithout = (words: string) => `(?:(?![${words}])[\\u4e00-\\u9fff]){1,6}`;
const leading = '我你他她们在住是到去于从的址和这那个条每各该本整有往靠近等过';
const streetName = nameWithout(leading);
const estateName = nameWithout(`${leading}家`);
const addressPatterns: readonly RegExp[] = [
  new RegExp(
    `${streetName}(?:大道|大街|路|街|巷|胡同|村)[ ]?(?:(?:${number})(?:支弄|弄|号楼|号)${noHouse})${part}{0,5}(?:${number}(?![0-9十百-]))?`,
    'g',
  ),
  new RegExp(
    `${estateName}(?:小区|花园|公寓|新村|家园|佳园|苑|华庭|名邸|公馆|雅居|大厦)[ ]?${part}{1,5}(?:[0-9]{3,4}(?![0-9]))?`,
    'g',
  ),
  // A building alone is a place to speak of; with its flat it is somebody's home.
  new RegExp(
    `(?:^|[^0-9])(${number}(?:号楼|幢|栋|座|弄)${part}{0,2}[ -]?(?:${number}(?:室|房|户|号)|[0-9]{3,4}(?![0-9年月日元个人分岁米平])))`,
    'g',
  ),
  /(?:^|[^A-Za-z0-9])((?:(?:room|apt|flat|unit) ?\d{1,5}[, ]{1,2})?(?:no\.? ?)?\d{1,5},? (?:[a-z]{2,20} ){1,3}(?:road|rd|street|st|avenue|ave|lane))(?![a-z])/gi,
];

/** What is surest comes first. */
const searches: readonly ((folded: string) => readonly PersonalDatum[])[] = [
  (folded) => matches(folded, 'email', email),
  numbersIn,
  (folded) => matches(folded, 'account', account),
  (folded) =>
    matches(folded, 'telephone', localTelephone).filter(({ start, end }) => !isDay(folded.slice(start, end))),
  ...addressPatterns.map((pattern) => (folded: string) => matches(folded, 'address', pattern)),
];

/** Digits, perhaps in groups: telephone, identity and bank card numbers are told by form and check digit. */
function numbersIn(folded: string): PersonalDatum[] {
  const found: PersonalDatum[] = [];
  for (const run of folded.matchAll(/\d[\d ().·•_/–—-]{5,200}[\dXx]?/g)) {
    const groups = [...run[0].matchAll(/\d{1,40}[Xx]?/g)];
    const digits = groups.map(([group]) => group);
    for (let first = 0; first < groups.length; first++) {
      const taken = numberFrom(digits.slice(first, first + MOST_GROUPS));
      if (!taken) continue;
      const start = run.index + groups[first]!.index;
      first += taken.groups - 1;
      const end = run.index + groups[first]!.index + digits[first]!.length;
      found.push({ kind: taken.kind, start, end });
    }
  }
  return found;
}

const MOST_GROUPS = 13;

/** The number that begins with the first group, and how many groups it has. */
function numberFrom(
  groups: readonly string[],
): { readonly kind: PersonalDataKind; readonly groups: number } | undefined {
  let digits = '';
  let form = '';
  for (const [place, group] of groups.entries()) {
    digits += group;
    form += `${form && '-'}${group.length}`;
    if (digits.length > 19) return undefined;
    const kind = kindOf(digits.toUpperCase(), form);
    if (kind) return { kind, groups: place + 1 };
  }
  return undefined;
}

function kindOf(digits: string, form: string): PersonalDataKind | undefined {
  const isWhole = !form.includes('-');
  if ((isWhole || form === '6-8-4') && isIdentity(digits)) return 'identity';
  if ((isWhole || /^4-4-4-(?:[34]|4-[1-3])$/.test(form)) && isBankCard(digits)) return 'bankCard';
  if (/^(?:86|0086)?1[3-9]\d{9}$/.test(digits) && mobileForms.test(form)) return 'telephone';
  if (/^0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}$/.test(digits) && landlineForms.test(form)) return 'telephone';
  return undefined;
}

/** How people write eleven digits, with the country before them or not. Prices and dates have other forms. */
const mobileForms =
  /^(?:[24]-)?(?:11|3-4-4|3-8|7-4|4-4-3|4-3-4|3-3-5|5-6|6-5|3-2-2-2-2|1(?:-1){10})$|^1[35]$/;
const landlineForms = /^(?:1[0-2]|[34]-[78]|[34]-[34]-4|[34]-[24]-[24]-[24])$/;

/** GB 11643: region, birthday, three digits, and in the long form a check digit by ISO 7064, MOD 11-2. */
function isIdentity(digits: string): boolean {
  if (!/^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/.test(digits)) return false;
  if (/^\d{15}$/.test(digits)) return isDay(`19${digits.slice(6, 12)}`);
  if (!/^\d{17}[\dX]$/.test(digits) || !isDay(digits.slice(6, 14))) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return '10X98765432'[sum % 11] === digits[17];
}

/** ISO 7812: the first digit of a bank's card, and H. P. Luhn's check digit. */
function isBankCard(digits: string): boolean {
  if (!/^[3-6]\d{14,18}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = place % 2 === 0 ? Number(digit) : Number(digit) * 2;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Eight digits that are a day of the last or this century. */
function isDay(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits);
}
