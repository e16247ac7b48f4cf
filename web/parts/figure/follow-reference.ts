import { printedError, roundedByError } from '../../../core/release/print/digits.ts';
import type { Cell, FigureReference, PublishedChange } from '../../../core/release/release.ts';
import type { Unit } from './figure-text.ts';

type Line = Pick<FigureReference, 'factor' | 'offset'>;

/**
 * A cell of the quantity that is offset + factor times another one: the same number, or its other side. Where the
 * factor is negative the ends of the interval and a coded bound turn around; where it is neither 1 nor -1 the digits
 * follow the new error.
 *
 * @param unit of the quantity looked for
 * @example cellAlong({ value: 0.4, standing: 'insufficient', n: 20 }, { factor: -1, offset: 1 }, 'share').value // 0.6
 */
export function cellAlong(cell: Cell, { factor, offset }: Line, unit: Unit): Cell {
  if ('suppressed' in cell) return cell;
  if ('bound' in cell) {
    const bound = factor < 0 ? turned[cell.bound] : cell.bound;
    return { ...cell, bound, value: withoutNoise(offset + factor * cell.value) };
  }
  const { standardError, interval, ...others } = cell;
  const error = standardError === undefined ? undefined : printedError(Math.abs(factor) * standardError);
  const write = writer(factor, error, unit);
  return {
    ...others,
    value: write(offset + factor * cell.value),
    ...(error === undefined ? {} : { standardError: error }),
    ...(interval ? { interval: ordered(interval.map((end) => write(offset + factor * end))) } : {}),
  };
}

/** The change of such a quantity: an offset is in both waves and falls out. */
export function changeAlong(change: PublishedChange, factor: number, unit: Unit): PublishedChange {
  const standardError = printedError(Math.abs(factor) * change.standardError);
  const write = writer(factor, standardError, unit);
  return {
    ...change,
    difference: write(factor * change.difference),
    standardError,
    interval: ordered(change.interval.map((end) => write(factor * end))),
    word: factor < 0 ? otherWord[change.word] : change.word,
    detectable: write(Math.abs(factor) * change.detectable),
  };
}

const turned = { atLeast: 'atMost', atMost: 'atLeast' } as const;

const otherWord = {
  rose: 'fell',
  fell: 'rose',
  noDetectableChange: 'noDetectableChange',
  unchanged: 'unchanged',
  open: 'open',
} as const satisfies Readonly<Record<PublishedChange['word'], PublishedChange['word']>>;

function ordered(ends: readonly number[]): [number, number] {
  return [Math.min(...ends), Math.max(...ends)];
}

/** Mirrored numbers keep the digits they had; others get those of their own error. */
function writer(factor: number, error: number | undefined, unit: Unit): (value: number) => number {
  if (Math.abs(factor) === 1 || error === undefined || error === 0) return withoutNoise;
  return (value) => roundedByError(value, error, unit);
}

/** What arithmetic with decimal fractions leaves behind their last digit. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}
