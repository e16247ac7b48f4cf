import { asRead } from '../../../core/release/print/digits.ts';
import type { Cell, PublishedFigure, ShownCell } from '../../../core/release/release.ts';
import { formatNumber } from '../formats.ts';
import { printedDecimals } from './printed-decimals.ts';
import type { Reader } from './reader.ts';

export type Unit = PublishedFigure['unit'];

/** A figure as it is written. Its parts are never shown apart from each other. */
export interface FigureText {
  /** `82.4`, `81.2%`, `90%以上`; one word when it is not shown; `–` when there is no such figure. */
  readonly value: string;
  /** The interval, `81.1至83.7`; empty without one. */
  readonly error: string;
  /** `n ≈ 2,400`; empty when the figure is not shown. */
  readonly n: string;
  /** What keeps the figure from being judged; empty when nothing does. */
  readonly note: string;
}

/**
 * | cell           | value   | error | n   | note       |
 * |----------------|---------|-------|-----|------------|
 * | `full`         | yes     | yes   | yes |            |
 * | `intervalOnly` | yes     | yes   | yes | no verdict |
 * | `insufficient` | yes     |       | yes | 样本不足   |
 * | coded          | 90%以上 |       | yes | 样本不足   |
 * | `hidden`       | 未公布  |       |     |            |
 * | `notAsked`     | 未询问  |       |     |            |
 * | none           | –       |       |     | no such    |
 *
 * Why a figure is hidden is not said: the reason would tell of the answers behind it.
 */
export function figureText(cell: Cell | undefined, unit: Unit, reader: Reader): FigureText {
  const { language, say } = reader;
  if (cell === undefined) return { value: '–', error: '', n: '', note: say('notMeasured') };
  if ('suppressed' in cell)
    return { value: say(`suppressed.${cell.suppressed}`), error: '', n: '', note: '' };
  const n = say('answers', { n: formatNumber(cell.n, language) });
  const note = cell.standing === 'full' ? '' : say(cell.standing);
  const sign = unit === 'share' ? '%' : '';
  const value = asRead(cell.value, unit);
  if ('bound' in cell) {
    const bound = `${formatNumber(value, language, printedDecimals([value]))}${sign}`;
    return {
      value: say(cell.bound === 'atLeast' ? 'orMore' : 'orLess', { value: bound }),
      error: '',
      n,
      note,
    };
  }
  const interval =
    cell.standing === 'insufficient' || !cell.interval ? [] : readInterval(cell.interval, unit);
  const decimals = printedDecimals([value, ...interval], readError(cell.standardError, unit));
  return {
    value: `${formatNumber(value, language, decimals)}${sign}`,
    error: rangeText(interval, decimals, reader),
    n,
    note,
  };
}

/** Value, interval, n and note in one line: for table cells, files and text alternatives. */
export function figureLine({ value, error, n, note }: FigureText, { say }: Reader): string {
  const figure = error === '' ? value : say('bracketed', { text: value, inner: error });
  return [figure, n, note].filter(Boolean).join(say('partSeparator'));
}

/** Both ends of an interval, `81.1至83.7`; nothing without one. */
export function rangeText(
  interval: readonly number[],
  decimals: number,
  { language, say }: Reader,
  sign = '',
): string {
  if (interval.length < 2) return '';
  const [lowest, highest] = interval.map((end) => `${formatNumber(end, language, decimals)}${sign}`);
  return say('range', { lowest: lowest!, highest: highest! });
}

/** The cell with a number of its own; none where it is hidden, or told as beyond a bound only. */
export function shownOf(cell: Cell | undefined): ShownCell | undefined {
  return cell && 'value' in cell && !('bound' in cell) ? cell : undefined;
}

/** On the scale people read, which is also that of thresholds and charts: shares in per cent. */
export function readInterval([lowest, highest]: readonly [number, number], unit: Unit): [number, number] {
  return [asRead(lowest, unit), asRead(highest, unit)];
}

/** A standard error on the scale people read, where there is one. */
export function readError(standardError: number | undefined, unit: Unit): number | undefined {
  return standardError === undefined ? undefined : asRead(standardError, unit);
}
