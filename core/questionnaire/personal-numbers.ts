import type { PersonalDatum } from './personal-data.ts';

/**
 * Telephone, identity and bank card numbers among the digits of a folded text, perhaps in groups, told by form
 * and check digit. Digits that are part of a code, and numbers that the text calls an order's, are none.
 */
export function numbersIn(folded: string): PersonalDatum[] {
  const found: PersonalDatum[] = [];
  for (const match of folded.matchAll(runs)) {
    const run = runOf(match[0]);
    for (let first = 0; first < run.groups.length; first++) {
      const taken = numberFrom(run, first, (start, end) =>
        isApart(folded, match.index + start, match.index + end),
      );
      if (!taken) continue;
      const start = match.index + run.groups[first]!.start;
      first += taken.groups - 1;
      const { start: last, text } = run.groups[first]!;
      if (taken.kind !== 'identity' && isCalledOrder(folded, start)) continue;
      found.push({ kind: taken.kind, start, end: match.index + last + text.length });
    }
  }
  return found;
}

/** Digits, letters that look like them, words that soldiers say for them, and what stands between groups of them. */
const runs = /[\dOolI|洞拐勾][\dOolI|洞拐勾 \n().,·•_*~/:–—-]{5,200}[\dOolI|洞拐勾Xx]?/g;
const MOST_GROUPS = 18;
const LEAST_DIGITS = 10;
const MOST_DIGITS = 19;

interface Group {
  readonly start: number;
  readonly text: string;
  /** What stands between this group and the one before. */
  readonly mark: string;
  /** How many digits of the run stand before this group. */
  readonly digitsBefore: number;
}

interface Run {
  readonly groups: readonly Group[];
  /** Of all groups together. */
  readonly digits: string;
}

function runOf(text: string): Run {
  const groups: Group[] = [];
  let digits = '';
  let end = 0;
  for (const { 0: group, index } of text.matchAll(/[\dOolI|洞拐勾]{1,40}[Xx]?/g)) {
    groups.push({
      start: index,
      text: group,
      mark: markOf(text.slice(end, index)),
      digitsBefore: digits.length,
    });
    digits += group;
    end = index + group.length;
  }
  const plain = digits.replace(/[OolI|洞拐勾x]/g, (character) =>
    likeDigits[1].charAt(likeDigits[0].indexOf(character)),
  );
  return { groups, digits: plain };
}

const likeDigits = ['OolI|洞拐勾x', '00111079X'] as const;

/** Blanks and dashes stand in many numbers, dots in addresses of computers and in prices too. */
function markOf(between: string): string {
  if (between.length > 3) return TOO_FAR;
  return /^[ ()–—-]*$/.test(between) ? '-' : between === '.' ? '.' : '+';
}

const TOO_FAR = ' ';

type NumberKind = 'identity' | 'bankCard' | 'telephone';

/** The number that begins with the first group, and how many groups it has. */
function numberFrom(
  { groups, digits }: Run,
  first: number,
  isApart: (start: number, end: number) => boolean,
): { readonly kind: NumberKind; readonly groups: number } | undefined {
  const { start, digitsBefore } = groups[first]!;
  let found: { readonly kind: NumberKind; readonly groups: number } | undefined;
  for (let place = first; place < Math.min(first + MOST_GROUPS, groups.length); place++) {
    const group = groups[place]!;
    if (place > first && group.mark === TOO_FAR) break;
    const end = group.digitsBefore + group.text.length;
    if (end - digitsBefore > MOST_DIGITS) break;
    if (end - digitsBefore < LEAST_DIGITS) continue;
    const kind = kindOf(digits.slice(digitsBefore, end), () => groups.slice(first, place + 1));
    if (!kind || !isApart(start, group.start + group.text.length)) continue;
    // The front of an identity number may look like a card.
    if (!found || kind === 'identity') found = { kind, groups: place + 1 - first };
  }
  return found;
}

/** Told by the digits first, and only then by how they are written. */
function kindOf(digits: string, written: () => readonly Group[]): NumberKind | undefined {
  const isMobile = /^(?:86|0086)?1[3-9]\d{9}$/.test(digits);
  const isLandline = /^0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}$/.test(digits);
  if (!isMobile && !isLandline && !looksLikeIdentity(digits) && !isBankCard(digits)) return undefined;
  const groups = written();
  const form = groups.map(({ mark, text }, place) => `${place > 0 ? mark : ''}${text.length}`).join('');
  // A letter that looks like a digit is one only among many digits, in the commonest of forms.
  const letters = groups.reduce((sum, { text }) => sum + text.replace(/[\dXx]/g, '').length, 0);
  if (letters > 0)
    return isMobile && letters <= 6 && /^(?:11|3.4.4|3.8)$/.test(form) ? 'telephone' : undefined;
  const isPlain = !form.includes('+');
  const isWhole = groups.length === 1;
  if (isPlain && isIdentity(digits, isWhole || form === '6-8-4')) return 'identity';
  if (isBankCard(digits) && (isWhole || isCardForm(form, digits))) return 'bankCard';
  if (isMobile && isMobileForm(form, digits)) return 'telephone';
  return isLandline && isPlain && landlineForms.test(form.replaceAll('.', '-')) ? 'telephone' : undefined;
}

/** How people write eleven digits, with the country before them or not. Prices and years have other forms. */
function isMobileForm(form: string, digits: string): boolean {
  const local = digits.slice(-11);
  if (/[-+.]/.test(form) && (areYears(local, form) || /^\d{3}\d\d00\d\d00$|0.*00.*00$/.test(local)))
    return false;
  return mobileForms.test(form);
}

const mobileForms =
  /^(?:[24]-)?(?:11|3.4.4|3.8|1(?:-1){10}|4[-.]4[-.]3|4[-.]3[-.]4|7-4|4-7|5-6|6-5|3-3-5|3-5-3|5-3-3|3-3-2-3|3-2-3-3|2-3-3-3|3-2-2-2-2|3-2-2-4|3-4-2-2)$|^1[35]$/;
const landlineForms = /^(?:1[0-2]|[34]-[78]|[34]-[34]-4|[34]-[24]-[24]-[24])$/;

function isCardForm(form: string, digits: string): boolean {
  if (/^4[-+.]4[-+.]4[-+.](?:[34]|4[-+.][1-3])$/.test(form)) return !/^(?:\d\d00){3}\d?\d00?$/.test(digits);
  return /^6-1[0-3]$/.test(form);
}

/** More than one group of four that is a year. */
function areYears(digits: string, form: string): boolean {
  let from = 0;
  const groups = form.split(/[-+.]/).map((size) => digits.slice(from, (from += Number(size))));
  return groups.filter((group) => /^(?:19|20)\d\d$/.test(group)).length > 1;
}

/** GB 11643: region, birthday, three digits, and in the long form a check digit by ISO 7064, MOD 11-2. */
function isIdentity(digits: string, isInOneForm: boolean): boolean {
  if (!looksLikeIdentity(digits)) return false;
  // A digit may be mistyped: region and birthday tell enough where nothing else has this form.
  if (isInOneForm) return true;
  if (digits.length === 15) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return '10X98765432'[sum % 11] === digits[17];
}

function looksLikeIdentity(digits: string): boolean {
  if (digits.length !== 15 && digits.length !== 18) return false;
  if (!/^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{13}(?:\d\d[\dX])?$/.test(digits))
    return false;
  return isDay(digits.length === 15 ? `19${digits.slice(6, 12)}` : digits.slice(6, 14));
}

/** ISO 7812: the first digit of a bank's card, and H. P. Luhn's check digit. */
function isBankCard(digits: string): boolean {
  if (!/^[3-6]\d{14,18}$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const value = Number(digits[digits.length - 1 - place]) * (place % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Eight digits that are a day of the last or this century. */
export function isDay(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits);
}

/** Not in a word of letters and digits that change more than once, as in a UUID or a hash. */
function isApart(folded: string, start: number, end: number): boolean {
  const before = /[A-Za-z0-9_-]*$/.exec(folded.slice(Math.max(0, start - LONGEST_CODE), start))![0];
  const after = /^[A-Za-z0-9_-]*/.exec(folded.slice(end, end + LONGEST_CODE))![0];
  if (/[A-Za-z]$/.test(before) && /\d/.test(before)) return false;
  return !(/^[A-Za-z]/.test(after) && /\d/.test(before + after));
}

const LONGEST_CODE = 40;

/** Where the words before say so: an order has a number, and nobody is rung up by it. */
export function isCalledOrder(folded: string, start: number): boolean {
  return order.test(folded.slice(Math.max(0, start - 16), start));
}

const order =
  /(?:订单|单号|工单|编号|受理号|发票|运单|快递单?|order|no\.?|id)(?:号码|号|是|为)?[:：# ]{0,3}$/i;
