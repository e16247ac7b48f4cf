import { gather } from '../gather.ts';
import type { FigureDefinition } from './figure-definition.ts';

/** A figure of one form as a release holds it. */
export interface DefinedFigure {
  readonly key: string;
  readonly definition: Pick<FigureDefinition, 'hash'>;
}

/**
 * Which figure of the earlier release each figure now is compared with, by key; none where there was no such figure.
 *
 * 1. The one with its key and its definition.
 * 2. Of the others the one with its definition, where there is one on each side: it has another name now.
 * 3. Else the one with its key, whose line breaks here.
 *
 * @example
 * const was = [{ key: 'index/roads', definition: { hash: 'a' } }, { key: 'index/order', definition: { hash: 'b' } }];
 * const is = [{ key: 'index/ways', definition: { hash: 'a' } }, { key: 'index/order', definition: { hash: 'c' } }];
 * [...linesBetween(was, is)]; // [['index/ways', 'index/roads'], ['index/order', 'index/order']]
 */
export function linesBetween(
  before: readonly DefinedFigure[],
  now: readonly DefinedFigure[],
): ReadonlyMap<string, string> {
  const was = new Map(before.map((figure) => [figure.key, figure]));
  const stays = new Set(
    now.flatMap(({ key, definition }) => (was.get(key)?.definition.hash === definition.hash ? [key] : [])),
  );
  const [left, come] = [byHash(before, stays), byHash(now, stays)];
  return new Map(
    now.flatMap(({ key, definition: { hash } }): readonly (readonly [string, string])[] => {
      if (stays.has(key)) return [[key, key]];
      const [renamed, ...others] = left.get(hash) ?? [];
      if (renamed && others.length === 0 && come.get(hash)!.length === 1) return [[key, renamed.key]];
      return was.has(key) ? [[key, key]] : [];
    }),
  );
}

function byHash(figures: readonly DefinedFigure[], without: ReadonlySet<string>) {
  const groups = new Map<string, DefinedFigure[]>();
  for (const figure of figures) {
    if (!without.has(figure.key)) gather(groups, figure.definition.hash, figure);
  }
  return groups;
}
