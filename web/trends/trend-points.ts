import type { LocalText } from '../../core/questionnaire/local-text.ts';
import type { BreakReason, Cell, PublishedChange, Release } from '../../core/release/release.ts';
import { leavesNotCompared } from './leaves-not-compared.ts';
import type { Unit } from '../parts/figure/figure-text.ts';
import {
  findBreak,
  findChange,
  findFigure,
  keyOf,
  type FigureName,
  type FoundFigure,
  type Published,
} from '../parts/figure/published.ts';

/** A figure of one wave beside that of the wave before. */
export interface ComparedFigure {
  readonly unit: Unit;
  readonly cell: Cell | undefined;
  /** Whether the release speaks of the wave before. */
  readonly isCompared: boolean;
  /** Since the wave before, where it was computed: over leaves in common also where the line ends. */
  readonly change: PublishedChange | undefined;
  /** Why no line may be drawn from the wave before to this one; empty where it may, and for the first wave. */
  readonly breaks: readonly (BreakReason | 'notCompared' | 'commonLeaves')[];
  /** Of a change over leaves in common: titles of the leaves of this wave that it goes without. */
  readonly leavesApart: readonly LocalText[];
}

/** One wave of a trend. */
export interface TrendPoint extends ComparedFigure {
  readonly wave: string;
  readonly title: LocalText;
  readonly period: string;
  readonly hash: string;
  /** Hash of the figure's definition; none where the wave has no such figure. */
  readonly definition: string | undefined;
}

/** A figure as its release compares it. */
export function comparedFigure(release: Release, figure: FoundFigure | undefined): ComparedFigure {
  const change = figure && findChange(release, figure);
  return {
    unit: figure?.unit ?? 'points',
    cell: figure?.cell,
    isCompared: release.comparison !== undefined,
    change,
    breaks: figure ? findBreak(release, figure.form, figure.quantity) : [],
    leavesApart: change ? leavesNotCompared(release, change) : [],
  };
}

/**
 * One figure over the waves. Only a release itself says that a figure may be compared with that of the wave before:
 * where it says nothing of the wave drawn before it, or the figure's definition is another, the line is interrupted.
 */
export function trendPoints(published: readonly Published[], name: FigureName): readonly TrendPoint[] {
  let earlier: FoundFigure | undefined;
  return published.map(({ hash, release }, position) => {
    const figure = findFigure(release, name);
    const before = published[position - 1];
    const isCompared = before !== undefined && release.comparison?.wave === before.release.wave.id;
    const change = isCompared && figure ? findChange(release, figure) : undefined;
    const point: TrendPoint = {
      wave: release.wave.id,
      title: release.wave.title,
      period: release.wave.period,
      hash,
      unit: figure?.unit ?? 'points',
      cell: figure?.cell,
      definition: figure?.definition,
      isCompared,
      change,
      leavesApart: change ? leavesNotCompared(release, change) : [],
      breaks:
        before === undefined
          ? []
          : !isCompared
            ? ['notCompared']
            : breaksOf(release, name, figure, change, earlier),
    };
    earlier = figure;
    return point;
  });
}

function breaksOf(
  release: Published['release'],
  name: FigureName,
  figure: FoundFigure | undefined,
  change: PublishedChange | undefined,
  earlier: FoundFigure | undefined,
): TrendPoint['breaks'] {
  const told = findBreak(release, name.form, figure?.quantity ?? keyOf(name));
  if (told.length > 0) return told;
  // Compared over the leaves in common: there is a change, and still the two numbers drawn are not of one kind.
  if (change?.commonLeaves) return ['commonLeaves'];
  return figure && earlier && figure.definition !== earlier.definition ? ['notCompared'] : [];
}
