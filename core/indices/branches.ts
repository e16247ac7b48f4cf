import { isEstimable } from '../estimation/not-estimable.ts';
import type { EstimatedNode } from './estimate-index-tree.ts';

/**
 * The leaves that have answers, by name: the set of branches of a release, taken once from the whole sample and
 * then used for every part of it.
 *
 * @example
 * const root: IndexNode = { name: 'city', children: [
 *   { name: 'food', item: 'Q1', weight: 0.9 },
 *   { name: 'water', item: 'Q2', weight: 0.1 },
 * ] };
 * const scale = { lowest: 1, highest: 5 };
 * const columns = new Map([
 *   ['Q1', { codes: Int8Array.of(2, 3, 4), scale }],
 *   ['Q2', { codes: Int8Array.of(NOT_USED, NOT_USED, DONT_KNOW), scale }],
 * ]);
 * const design = sampleDesign({ weights: [1, 1, 1] });
 * const index = estimateIndexTree(design, { convention: { kind: 'linear' }, root }, columns);
 * [...answeredBranches(index)]; // ['food']
 */
export function answeredBranches(estimated: EstimatedNode): ReadonlySet<string> {
  if (estimated.children.length > 0) {
    return new Set(estimated.children.flatMap((child) => [...answeredBranches(child)]));
  }
  return new Set(isEstimable(estimated.figure) ? [estimated.name] : []);
}

/**
 * The branches two releases (or two areas) have in common: what a change or a rank is computed over.
 *
 * @example
 * [...commonBranches(new Set(['food', 'water']), new Set(['air', 'food']))]; // ['food']
 */
export function commonBranches(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((name) => b.has(name)));
}
