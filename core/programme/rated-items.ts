import type { IndexNode } from './index-definition.ts';
import type { Form } from './programme.ts';

/** The rated items an index is about: its leaves, and the overall items of its nodes; each once. */
export function ratedItems({ index }: Form): readonly string[] {
  return [...new Set(itemsBelow(index.root))];
}

/** The nodes of a tree with their parents, parents before children. */
export function nodesWithParents(
  node: IndexNode,
  parent?: IndexNode,
): readonly { readonly node: IndexNode; readonly parent?: IndexNode }[] {
  const own = parent ? { node, parent } : { node };
  return [own, ...(node.children ?? []).flatMap((child) => nodesWithParents(child, node))];
}

function itemsBelow(node: IndexNode): readonly string[] {
  const own = [node.item, node.overallItem].filter((item) => item !== undefined);
  return [...own, ...(node.children ?? []).flatMap(itemsBelow)];
}
