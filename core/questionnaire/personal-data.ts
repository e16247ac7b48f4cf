import { answerTo, type Answer, type Answers } from './answer.ts';
import { foldText } from './folded-text.ts';
import { isCalledOrder, isDay, numbersIn } from './personal-numbers.ts';
import { typeOf, type Item } from './question-types/question-types.ts';

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
  const folded = foldText(text);
  let rest = folded.text.replace(maskPattern, blank);
  for (const search of searches) {
    // What one search has found is no part of what another finds.
    for (const datum of search(rest)) found.push(datum);
    rest = withBlanks(rest, found);
  }
  return found
    .sort((one, other) => one.start - other.start)
    .map(({ kind, start, end }) => ({ kind, start: folded.places[start]!, end: folded.places[end]! }));
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
    if (typeOf(item).isFreeText && typeof answer === 'string') masked[item.name] = maskPersonalData(answer);
  }
  return masked;
}

/** A character that no pattern reads over. */
const BLANK = '\uFFFC';
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

function matches(folded: string, kind: PersonalDataKind, pattern: RegExp): PersonalDatum[] {
  return [...folded.matchAll(pattern)].map((match) => {
    const [whole] = match;
    // What a pattern puts into a group is the datum; words around it stay.
    const core = match.slice(1).find((group) => group !== undefined) ?? whole;
    const start = match.index + whole.lastIndexOf(core);
    return { kind, start, end: start + core.length };
  });
}

/** In words too, as people write it who think of programs. */
const email =
  /(?:^|[^A-Za-z0-9._%+-])([A-Za-z0-9][A-Za-z0-9._%+-]{0,63} ?(?:@|艾特|[([]at[)\]]) ?(?:[A-Za-z0-9-]{1,40} ?(?:\.|点) ?){1,4}(?:com|cn|net|org|[A-Za-z]{2,12}))/gi;

/** Seven or eight digits are a telephone number only where it says so. */
const localTelephone =
  /(?:电话|座机|固话|手机|联系方式|联系我|打给我|号码|tel|phone|call me)[^\d\n\uFFFC.]{0,6}([2-9]\d{2,3}[ -]?\d{4})(?![\d.年月日元个人])/gi;

/** Two years, one behind the other. */
const isYears = (digits: string) => /^(?:(?:19|20)\d\d[ -]?){2}$/.test(digits);

/** A name on a service follows the word for it; where nothing stands between, it must not be a plain word. */
const account =
  /(?:微信|薇信|威信|v信|绿泡泡|扣扣|支付宝|抖音|(?:^|[^A-Za-z])(?:wechat|weixin|vx|wx|qq|telegram))(?:(?: ?(?:号码|账号|号|id|no\.?|is|:|是|为|=|加|搜){1,4}) ?([A-Za-z0-9][A-Za-z0-9._-]{4,19})|(?= ?[A-Za-z._-]{0,19}\d) ?([A-Za-z0-9][A-Za-z0-9._-]{4,19}))(?![A-Za-z0-9_@-])/gi;

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
    `${streetName}(?:大道|大街|路|街|巷|胡同|村)[ ]?(?:(?:${number}) ?(?:支弄|弄|号楼|号)${noHouse})${part}{0,5}(?:${number}(?![0-9十百-]))?`,
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
    matches(folded, 'telephone', localTelephone).filter(
      ({ start, end }) =>
        !isDay(folded.slice(start, end)) &&
        !isYears(folded.slice(start, end)) &&
        !isCalledOrder(folded, start),
    ),
  ...addressPatterns.map((pattern) => (folded: string) => matches(folded, 'address', pattern)),
];
