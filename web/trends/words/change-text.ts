import { asRead } from '../../../core/release/print/digits.ts';
import { textIn, type LocalText } from '../../../core/questionnaire/local-text.ts';
import type { PublishedChange } from '../../../core/release/release.ts';
import { formatNumber } from '../../parts/formats.ts';
import { readError, rangeText, readInterval, type Unit } from '../../parts/figure/figure-text.ts';
import { printedDecimals } from '../../parts/figure/printed-decimals.ts';
import type { Reader } from '../../parts/figure/reader.ts';

/** A change as it is written: a shape and a word that mean the same, the difference with its interval. */
export interface ChangeText {
  readonly shape: '▲' | '▼' | '▬' | '◐';
  readonly word: string;
  /** `+2.1分（0.7至3.5）`. */
  readonly amount: string;
  /** What the comparison could have detected; empty otherwise. */
  readonly note: string;
  /** Whole sentences: why it has no word though its interval is free of 0, and how else it was computed. */
  readonly remarks: readonly string[];
}

export const changeShapes = {
  rose: '▲',
  fell: '▼',
  noDetectableChange: '▬',
  unchanged: '▬',
  open: '◐',
} as const;

/** @param leavesApart of a change over leaves in common: titles of those it goes without */
export function changeText(
  change: PublishedChange,
  unit: Unit,
  reader: Reader,
  leavesApart: readonly LocalText[] = [],
): ChangeText {
  const { word, difference, interval } = change;
  return {
    shape: changeShapes[word],
    word: reader.say(`change.${word}`),
    amount: signedAmount(difference, interval, unit, reader, change.standardError),
    note:
      word === 'noDetectableChange'
        ? reader.say('detectable', { amount: amountOf(change.detectable, unit, change, reader) })
        : '',
    remarks: remarksOn(change, unit, reader, leavesApart),
  };
}

/** In one line: `▲ 上升 +2.1分（0.7至3.5）`. */
export function changeLine({ shape, word, amount, note, remarks }: ChangeText, { say }: Reader): string {
  return [`${shape} ${word} ${amount}`, note, ...remarks].filter(Boolean).join(say('clauseSeparator'));
}

/** The size of a change without its sign, for sentences whose verb has the direction: `2.1分（0.7至3.5）`. */
export function changeSize(change: PublishedChange, unit: Unit, reader: Reader): string {
  const [lowest, highest] = change.interval;
  const turned: readonly [number, number] = change.difference < 0 ? [-highest, -lowest] : change.interval;
  return withRange(
    amountOf(Math.abs(change.difference), unit, change, reader),
    turned,
    unit,
    reader,
    decimalsOf(change.difference, [lowest, highest], unit, change.standardError),
  );
}

/** A difference with its sign, unit and interval: `−0.6分（−2.0至0.8）`. */
export function signedAmount(
  difference: number,
  interval: readonly [number, number] | undefined,
  unit: Unit,
  reader: Reader,
  standardError?: number,
): string {
  const [text, inner] = signedParts(difference, interval, unit, reader, standardError);
  return inner === undefined ? text : reader.say('bracketed', { text, inner });
}

/** The same in its parts, for sentences that have brackets of their own: `−0.6分`, `−2.0至0.8`. */
export function signedParts(
  difference: number,
  interval: readonly [number, number] | undefined,
  unit: Unit,
  reader: Reader,
  standardError?: number,
): readonly [amount: string, range?: string] {
  const decimals = decimalsOf(difference, interval, unit, standardError);
  const read = asRead(difference, unit);
  const number = `${read > 0 ? '+' : ''}${formatNumber(read, reader.language, decimals)}`;
  const amount = inChangeUnit(number, unit, reader);
  return interval ? [amount, rangeText(readInterval(interval, unit), decimals, reader)] : [amount];
}

function withRange(
  text: string,
  interval: readonly [number, number],
  unit: Unit,
  reader: Reader,
  decimals: number,
): string {
  return reader.say('bracketed', { text, inner: rangeText(readInterval(interval, unit), decimals, reader) });
}

function decimalsOf(
  difference: number,
  interval: readonly [number, number] | undefined,
  unit: Unit,
  standardError: number | undefined,
): number {
  const numbers = [asRead(difference, unit), ...(interval ? readInterval(interval, unit) : [])];
  return printedDecimals(numbers, readError(standardError, unit));
}

function amountOf(size: number, unit: Unit, { standardError }: PublishedChange, reader: Reader): string {
  const read = asRead(size, unit);
  const decimals = printedDecimals([read], readError(standardError, unit));
  return inChangeUnit(formatNumber(read, reader.language, decimals), unit, reader);
}

/** A number of a change, sign and digits as they are written, with its unit. */
export function inChangeUnit(number: string, unit: Unit, { say }: Reader): string {
  if (unit === 'count') return number;
  const isOne = /^[+\u2212]?1$/.test(number);
  if (unit === 'share') return say(isOne ? 'percentagePoint' : 'percentagePoints', { number });
  return say(isOne ? 'point' : 'points', { number });
}

function remarksOn(
  change: PublishedChange,
  unit: Unit,
  reader: Reader,
  leavesApart: readonly LocalText[],
): readonly string[] {
  const { word, difference, isRawOnly, hasEarlierTotals, commonLeaves } = change;
  const { language, say } = reader;
  const titles = leavesApart.map((title) => textIn(title, language)).join(say('listSeparator'));
  return [
    ...(isRawOnly ? [say('rawOnly')] : []),
    ...(word === 'open'
      ? [
          say(difference > 0 ? 'openHigher' : 'openLower', {
            amount: amountOf(Math.abs(difference), unit, change, reader),
          }),
        ]
      : []),
    ...(hasEarlierTotals ? [say('earlierTotals')] : []),
    ...(commonLeaves ? [say('overCommonLeaves', { leaves: titles || say('fewerLeaves') })] : []),
  ];
}
