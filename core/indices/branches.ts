import { isEstimable } from '../estimation/not-estimable.ts';
import type { EstimatedNode } from './estimate-index-tree.ts';

/**
 * The leaves that have answers, by name: the set of branches of a release, taken once from the whole sample and
 * then used for every part of it.
 *
 * @example
 * const branches = answeredBranches(estimateIndexTree(design, tree, columns));
 * estimateIndexTree(design, tree, columns, { domain: north, branches });
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
 * commonBranches(new Set(['food', 'water']), new Set(['food'])); // Set { 'food' }
 */
export function commonBranches(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((name) => b.has(name)));
}
