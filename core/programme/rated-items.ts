import type { DeclaredNode } from './index-definition.ts';
import { nodesOf } from '../indices/index-tree.ts';
import type { Form } from './programme.ts';

/** The rated items an index is about: its leaves, and the overall items of its nodes; each once. */
export function ratedItems({ index }: Form): readonly string[] {
  return ratedItemsBelow(index.root);
}

/** Those of one branch. */
export function ratedItemsBelow(root: DeclaredNode): readonly string[] {
  const named = nodesOf(root).flatMap(({ item, overallItem }) => [item, overallItem]);
  return [...new Set(named.filter((item) => item !== undefined))];
}
