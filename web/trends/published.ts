import type { PublishedChange, PublishedFigure, Release } from '../../core/release/format-1.ts';
import type { ListedRelease } from '../staff/api.ts';

/** A release with the hash it is known by. */
export interface Published {
  readonly hash: string;
  readonly release: Release;
}

/** The period of each wave by its id. */
export function periodsOf(published: readonly Published[]): ReadonlyMap<string, string> {
  return new Map(published.map(({ release }) => [release.wave.id, release.wave.period]));
}

export function findFigure(
  { figures }: Release,
  statistic: string,
  subject: string,
  area?: string,
): PublishedFigure | undefined {
  return figures.find(
    (figure) => figure.statistic === statistic && figure.subject === subject && figure.area === area,
  );
}

export function findByKey({ figures }: Release, key: string): PublishedFigure | undefined {
  return figures.find((figure) => figure.key === key);
}

export function findChange({ comparison }: Release, key: string): PublishedChange | undefined {
  return comparison?.changes.find((change) => change.key === key);
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
