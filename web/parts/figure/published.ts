import type {
  BreakReason,
  PublishedChange,
  PublishedFigure,
  Release,
  ReleaseNode,
  WaveFigures,
} from '../../../core/release/release.ts';
import type { ListedRelease } from '../api-client.ts';
import { cellAlong, changeAlong } from './follow-reference.ts';
import { unitOf } from './unit-of.ts';

/** A release with the hash it is known by. */
export interface Published {
  readonly hash: string;
  readonly release: Release;
}

/** What a figure is called by; the same quantity may be called by several. */
export interface FigureName {
  readonly form: string;
  readonly statistic: string;
  readonly subject: string;
  readonly area?: string;
}

/** A figure under the name it was asked by. */
export interface FoundFigure extends PublishedFigure {
  /** Key of the figure that has the number: changes and breaks stand under it. */
  readonly quantity: string;
  /** This one is offset + factor times that one. */
  readonly factor: number;
}

export function keyOf({ statistic, subject, area }: Omit<FigureName, 'form'>): string {
  return `${statistic}/${subject}${area === undefined ? '' : `@${area}`}`;
}

/** The figure of this name, or what its reference refers to, turned into what the name stands for. */
export function findFigure(release: WaveFigures, name: FigureName): FoundFigure | undefined {
  const key = keyOf(name);
  const figure = figureAt(release, name.form, key);
  if (figure) return { ...figure, quantity: key, factor: 1 };
  const reference = release.references.find((each) => each.form === name.form && each.key === key);
  const referred = reference && figureAt(release, name.form, reference.to);
  if (!reference || !referred) return undefined;
  const unit = unitOf(name.statistic) ?? referred.unit;
  return {
    ...referred,
    ...name,
    key,
    unit,
    cell: cellAlong(referred.cell, reference, unit),
    quantity: reference.to,
    factor: reference.factor,
  };
}

/** The figure of a key as targets and changes have it. */
export function findByKey(release: WaveFigures, form: string, key: string): FoundFigure | undefined {
  const [name = '', area] = key.split('@');
  const [statistic = '', ...subject] = name.split('/');
  return findFigure(release, {
    form,
    statistic,
    subject: subject.join('/'),
    ...(area === undefined ? {} : { area }),
  });
}

/** The change of a quantity, turned as its figure is: where the one side rose, the other fell. */
export function findChange(
  { comparison }: Release,
  { form, quantity, factor, unit }: Pick<FoundFigure, 'form' | 'quantity' | 'factor' | 'unit'>,
): PublishedChange | undefined {
  const change = comparison?.changes.find((each) => each.form === form && each.key === quantity);
  return change && (factor === 1 ? change : changeAlong(change, factor, unit));
}

/** Why the line of a figure ends before this wave; none where it goes on. */
export function findBreak({ comparison }: Release, form: string, quantity: string): readonly BreakReason[] {
  return (
    comparison?.breaks.find((each) => each.form === form && each.figures.includes(quantity))?.reasons ?? []
  );
}

/**
 * The nodes with an index of their own: one that is the same quantity as a node before it, as a leaf that alone makes
 * up its parent, is left out.
 */
export function uniqueNodes(release: WaveFigures): readonly ReleaseNode[] {
  const known = new Set<string>();
  return release.nodes.filter(({ form, name }) => {
    const quantity = findFigure(release, { form, statistic: 'index', subject: name })?.quantity ?? name;
    const isNew = !known.has(`${form} ${quantity}`);
    known.add(`${form} ${quantity}`);
    return isNew;
  });
}

function figureAt({ figures }: WaveFigures, form: string, key: string): PublishedFigure | undefined {
  return figures.find((figure) => figure.form === form && figure.key === key);
}

/**
 * One release per wave, in the order of the waves: the latest of each, and of waves behind the chosen one none.
 *
 * @param chosen hash of the release the page is about; without one it is the latest of the last wave
 */
export function releasesUpTo(listed: readonly ListedRelease[], chosen?: string): readonly ListedRelease[] {
  const pinned = listed.find(({ hash }) => hash === chosen);
  const latest = new Map<string, ListedRelease>();
  for (const release of listed) {
    const known = latest.get(release.wave);
    if (known === undefined || known.number < release.number) latest.set(release.wave, release);
  }
  if (pinned) latest.set(pinned.wave, pinned);
  const ordered = [...latest.values()].sort(byPeriod);
  return pinned ? ordered.slice(0, ordered.indexOf(pinned) + 1) : ordered;
}

function byPeriod(a: ListedRelease, b: ListedRelease): number {
  if (a.period !== b.period) return a.period < b.period ? -1 : 1;
  return a.wave < b.wave ? -1 : 1;
}
