import { asRead } from '../../../core/release/print/digits.ts';
import { axisRange } from './axis-range.ts';
import { readInterval, shownOf } from '../../parts/figure/figure-text.ts';
import type { TrendPoint } from '../trend-points.ts';

/** Where a small trend draws: everything in a box of `width` by `height`, larger values higher up. */
export interface SmallTrendShape {
  readonly dots: readonly { readonly x: number; readonly y: number; readonly isHollow: boolean }[];
  readonly whiskers: readonly { readonly x: number; readonly top: number; readonly bottom: number }[];
  /** Joined dots; a break, or a wave without the figure, interrupts them. */
  readonly lines: readonly string[];
  readonly breaks: readonly number[];
  /** What the lower and upper edge stand for. */
  readonly range: readonly [number, number];
}

export function smallTrend(points: readonly TrendPoint[], width: number, height: number): SmallTrendShape {
  const margin = 8;
  const ends = points.flatMap(({ cell, unit }) => {
    const shown = shownOf(cell);
    return shown
      ? [asRead(shown.value, unit), ...(shown.interval ? readInterval(shown.interval, unit) : [])]
      : [];
  });
  const range = axisRange(ends);
  const [lowest, highest] = range;
  const x = (position: number) => round(margin + ((width - 2 * margin) * (position + 0.5)) / points.length);
  const y = (value: number) =>
    round(margin + ((height - 2 * margin) * (highest - value)) / (highest - lowest));

  const dots: (SmallTrendShape['dots'][number] & { readonly position: number })[] = [];
  const whiskers: SmallTrendShape['whiskers'][number][] = [];
  points.forEach((point, position) => {
    const { unit } = point;
    const cell = shownOf(point.cell);
    if (!cell) return;
    dots.push({
      position,
      x: x(position),
      y: y(asRead(cell.value, unit)),
      isHollow: cell.standing !== 'full',
    });
    if (cell.interval === undefined || cell.standing === 'insufficient') return;
    const [from, to] = readInterval(cell.interval, unit);
    whiskers.push({ x: x(position), top: y(to), bottom: y(from) });
  });
  const lines = dots.slice(1).flatMap((dot, index) => {
    const before = dots[index]!;
    const isJoined = dot.position === before.position + 1 && points[dot.position]!.breaks.length === 0;
    return isJoined ? [`M${before.x} ${before.y}L${dot.x} ${dot.y}`] : [];
  });
  const breaks = points.flatMap((point, position) =>
    point.breaks.length > 0 ? [(x(position - 1) + x(position)) / 2] : [],
  );
  return { dots, whiskers, lines, breaks, range };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
