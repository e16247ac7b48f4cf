import type { LocalText } from '../../core/questionnaire/local-text.ts';
import type { Cell, ComparisonBreak, PublishedChange } from '../../core/release/format-1.ts';
import type { Unit } from './figure-text.ts';
import { findChange, findFigure, type Published } from './published.ts';

/** One wave of a trend. */
export interface TrendPoint {
  readonly wave: string;
  readonly title: LocalText;
  readonly period: string;
  readonly hash: string;
  readonly unit: Unit;
  readonly cell: Cell | undefined;
  readonly change: PublishedChange | undefined;
  /** Why no line may be drawn from the wave before to this one; empty where it may, and for the first wave. */
  readonly breaks: readonly (ComparisonBreak | 'notCompared')[];
}

/**
 * One figure over the waves. Only a release itself says that it may be compared with the one before: where it
 * says nothing of the wave drawn before it, the line is interrupted.
 */
export function trendPoints(
  published: readonly Published[],
  statistic: string,
  subject: string,
): readonly TrendPoint[] {
  return published.map(({ hash, release }, position) => {
    const figure = findFigure(release, statistic, subject);
    const before = published[position - 1];
    return {
      wave: release.wave.id,
      title: release.wave.title,
      period: release.wave.period,
      hash,
      unit: figure?.unit ?? 'points',
      cell: figure?.cell,
      change: figure && findChange(release, figure.key),
      breaks: before === undefined ? [] : breaksBetween(before, release),
    };
  });
}

function breaksBetween(before: Published, { comparison }: Published['release']): TrendPoint['breaks'] {
  return comparison?.wave === before.release.wave.id ? comparison.breaks : ['notCompared'];
}
