import { decimalsToShow } from '../../core/estimation/displayed.ts';
import type { Cell, PublishedFigure } from '../../core/release/format-1.ts';
import { formatNumber } from '../staff/formats.ts';
import type { Reader } from './reader.ts';

export type Unit = PublishedFigure['unit'];

/** A figure as it is written. Its parts are never shown apart from each other. */
export interface FigureText {
  /** `82.4`, `81.2%`; `–` when it is not shown. */
  readonly value: string;
  /** `±1.3` where the interval is symmetric as printed, else `78.9–83.0`; empty without an interval. */
  readonly error: string;
  /** `n ≈ 2,400`; empty when the figure is not shown. */
  readonly n: string;
  /** What keeps the figure from being judged, or from being shown; empty when nothing does. */
  readonly note: string;
}

/**
 * | cell           | value | error | n   | note         |
 * |----------------|-------|-------|-----|--------------|
 * | `full`         | yes   | yes   | yes |              |
 * | `intervalOnly` | yes   | yes   | yes | no verdict   |
 * | `insufficient` | yes   |       | yes | 样本不足     |
 * | suppressed     | –     |       |     | the reason   |
 *
 * @param thresholds on the scale people read; rounding never moves the value onto or across one of them
 */
export function figureText(
  cell: Cell | undefined,
  unit: Unit,
  { language, say }: Reader,
  thresholds: readonly number[] = [],
): FigureText {
  if (cell === undefined) return { value: '–', error: '', n: '', note: say('notMeasured') };
  if ('suppressed' in cell) {
    const reason = say(`suppressed.${cell.suppressed}`);
    return { value: '–', error: '', n: '', note: say('notShown', { reason }) };
  }
  const value = onReadScale(cell.value, unit);
  const decimals = decimalsToShow(value, thresholds, usualDecimals(unit));
  const write = (number: number) => formatNumber(number, language, decimals);
  const interval = cell.standing === 'insufficient' ? undefined : cell.interval;
  return {
    value: `${write(value)}${unit === 'share' ? '%' : ''}`,
    error: interval ? errorText(value, readInterval(interval, unit), write) : '',
    n: say('answers', { n: formatNumber(cell.n, language) }),
    note: cell.standing === 'full' ? '' : say(cell.standing),
  };
}

/** Value, interval, n and note in one line: for table cells, files and text alternatives. */
export function figureLine({ value, error, n, note }: FigureText, { say }: Reader): string {
  const parts = [value, error.startsWith('±') || error === '' ? error : `[${error}]`];
  const figure = parts.filter(Boolean).join(' ');
  return [figure, n, note].filter(Boolean).join(say('partSeparator'));
}

/** Shares are read as per cent, which is also the scale of thresholds and charts. */
export function onReadScale(value: number, unit: Unit): number {
  return unit === 'share' ? 100 * value : value;
}

export function readInterval([lowest, highest]: readonly [number, number], unit: Unit): [number, number] {
  return [onReadScale(lowest, unit), onReadScale(highest, unit)];
}

/** Never more than the interval deserves. */
export function usualDecimals(unit: Unit): number {
  return unit === 'count' ? 2 : 1;
}

function errorText(
  value: number,
  [lowest, highest]: readonly [number, number],
  write: (number: number) => string,
): string {
  const below = write(value - lowest);
  return below === write(highest - value) ? `±${below}` : `${write(lowest)}–${write(highest)}`;
}
