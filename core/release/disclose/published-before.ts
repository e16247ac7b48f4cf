import { gather } from '../../gather.ts';
import type { DisclosedFrame, ReleaseBefore } from './disclosed-frame.ts';
import type { EarlierDisclosure } from './reader-system.ts';
import type { FigureReference, Release } from '../release.ts';
import { isSame, tiesBetween, type TiedRelease } from './ties.ts';

/** Figures by the keys they have now: what earlier releases of the same wave showed of them can no longer be hidden. */
export interface PublishedBefore {
  readonly hidden: ReadonlySet<string>;
  /** By every earlier release that had them. */
  readonly shown: ReadonlySet<string>;
}

/**
 * What earlier releases of a wave hid and showed. Two releases that each chose what to hide beside few answers would
 * give them away together: what was hidden once stays so (rule 34), under whatever name a quantity goes.
 *
 * @param references of the release to be made
 * @example
 * const cell = { suppressed: 'hidden' } as const;
 * const figure = { form: 'short', statistic: 'itemScore', subject: 'q1', unit: 'points', definition: '' } as const;
 * const references = [{ form: 'short', key: 'index/food', to: 'itemScore/q1', factor: 1, offset: 0 }];
 * const before = [{ figures: [{ ...figure, key: 'itemScore/q1', cell }], references }];
 * [...publishedBefore(before, []).hidden]; // ['itemScore/q1', 'index/food']
 */
export function publishedBefore(
  before: readonly Pick<Release, 'figures' | 'references'>[],
  references: readonly FigureReference[],
): PublishedBefore {
  const hidden = new Set<string>();
  const shown = new Set<string>();
  for (const release of before) {
    const names = namesIn(release.references);
    for (const { key, cell } of release.figures) {
      if ('suppressed' in cell && cell.suppressed === 'notAsked') continue;
      const kept = 'suppressed' in cell ? hidden : shown;
      for (const name of [key, ...(names.get(key) ?? [])]) kept.add(name);
    }
  }
  for (const { key, to } of references) {
    if (hidden.has(key)) hidden.add(to);
    if (shown.has(key)) shown.add(to);
  }
  for (const key of hidden) shown.delete(key);
  return { hidden, shown };
}

function namesIn(references: readonly FigureReference[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { key, to } of references) gather(names, to, key);
  return names;
}

/** An earlier release of the wave, and what a reader can write down of one frame of it. */
export interface FrameBefore extends Pick<ReleaseBefore, 'release'> {
  readonly made: DisclosedFrame | undefined;
}

/**
 * What a reader has of the earlier releases of the wave. A figure on other answers now is another number: that it was
 * shown does not keep it from being hidden.
 */
export function beforeInThisWave(
  before: readonly FrameBefore[],
  references: readonly FigureReference[],
  tied: TiedRelease,
) {
  const all = publishedBefore(
    before.map(({ release }) => release),
    references,
  );
  const releases = before.flatMap(({ release, made }): readonly EarlierDisclosure[] => {
    if (!made) return [];
    const { input, tied: then } = made;
    const { hidden } = publishedBefore([release], references);
    return [{ input, hidden, ties: tiesBetween(then, tied) }];
  });
  const isOfNow = (key: string) =>
    releases.length === 0 || releases.some(({ ties }) => ties.has(key) && isSame(ties.get(key)!));
  return { hidden: all.hidden, shown: new Set([...all.shown].filter(isOfNow)), releases };
}
