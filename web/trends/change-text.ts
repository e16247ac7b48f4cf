import type { PublishedChange } from '../../core/release/format-1.ts';
import { formatNumber } from '../staff/formats.ts';
import { onReadScale, readInterval, usualDecimals, type Unit } from './figure-text.ts';
import type { Reader } from './reader.ts';

/** A change as it is written: a shape and a word that mean the same, the difference with its interval. */
export interface ChangeText {
  readonly shape: '▲' | '▼' | '▬';
  readonly word: string;
  /** `+2.1 ±1.4分`. */
  readonly amount: string;
  /** What the comparison could have detected, or that it did not pass the adjustment; empty otherwise. */
  readonly note: string;
}

const shapes = { rose: '▲', fell: '▼', noDetectableChange: '▬', unchanged: '▬' } as const;

export function changeText(change: PublishedChange, unit: Unit, reader: Reader): ChangeText {
  const { language, say } = reader;
  const difference = onReadScale(change.difference, unit);
  const signed = `${difference > 0 ? '+' : ''}${formatNumber(difference, language, usualDecimals(unit))}`;
  const number = `${signed} ${errorOf(change, unit, reader)}`;
  return {
    shape: shapes[change.word],
    word: say(`change.${change.word}`),
    amount: amountOf(number, unit, reader),
    note: noteOf(change, unit, reader),
  };
}

/** In one line: `▲ 上升 +2.1 ±1.4分`. */
export function changeLine({ shape, word, amount, note }: ChangeText, { say }: Reader): string {
  const text = `${shape} ${word} ${amount}`;
  return note === '' ? text : say('bracketed', { text, inner: note });
}

/** The size of a change without its sign, for sentences whose verb has the direction. */
export function changeSize(change: PublishedChange, unit: Unit, reader: Reader): string {
  const size = formatNumber(
    Math.abs(onReadScale(change.difference, unit)),
    reader.language,
    usualDecimals(unit),
  );
  return amountOf(`${size} ${errorOf(change, unit, reader)}`, unit, reader);
}

function errorOf(change: PublishedChange, unit: Unit, { language }: Reader): string {
  const [lowest, highest] = readInterval(change.interval, unit);
  return `±${formatNumber((highest - lowest) / 2, language, usualDecimals(unit))}`;
}

function noteOf(change: PublishedChange, unit: Unit, reader: Reader): string {
  const notes: string[] = [];
  if (change.word === 'noDetectableChange') {
    // Rounded up: a change of the size printed could indeed have been detected.
    const decimals = usualDecimals(unit);
    const smallest = Math.ceil(onReadScale(change.detectable, unit) * 10 ** decimals) / 10 ** decimals;
    const amount = amountOf(formatNumber(smallest, reader.language, decimals), unit, reader);
    notes.push(reader.say('detectable', { amount }));
  }
  if (change.isRawOnly) notes.push(reader.say('rawOnly'));
  return notes.join(reader.say('clauseSeparator'));
}

function amountOf(number: string, unit: Unit, { say }: Reader): string {
  if (unit === 'count') return number;
  return say(unit === 'share' ? 'percentagePoints' : 'points', { number });
}
