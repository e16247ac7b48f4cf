import { countedChildren, type IndexNode } from '../../indices/index-tree.ts';
import { roundToSignificantDigits } from '../../numeric/round-to-significant-digits.ts';

/** A leaf that counts in a node, with its share of the whole node: the product of the weights on the way to it. */
export interface LeafShare {
  readonly leaf: string;
  readonly item: string;
  readonly share: number;
}

/**
 * The leaves a node's index is made of. Shares have 12 digits, so that one tree has one list whatever the nodes between
 * are; without some branches, the others have their weight.
 *
 * @example
 * const root = { name: 'food', children: [
 *   { name: 'safe', item: 'Q1', weight: 0.75 },
 *   { name: 'fresh', item: 'Q2', weight: 0.25 },
 * ] };
 * leafShares(root).map(({ leaf, share }) => [leaf, share]); // [['safe', 0.75], ['fresh', 0.25]]
 * leafShares(root, new Set(['fresh'])); // [{ leaf: 'safe', item: 'Q1', share: 1 }]
 */
export function leafShares(node: IndexNode, without: ReadonlySet<string> = new Set()): readonly LeafShare[] {
  return sharesBelow(node, without).map((each) => ({
    ...each,
    share: roundToSignificantDigits(each.share, 12),
  }));
}

function sharesBelow(node: IndexNode, without: ReadonlySet<string>): readonly LeafShare[] {
  if (node.item !== undefined) return [{ leaf: node.name, item: node.item, share: 1 }];
  const parts = countedChildren(node)
    .filter((part) => !without.has(part.node.name))
    .map(({ node: child, weight }) => ({ weight, below: sharesBelow(child, without) }))
    .filter(({ below }) => below.length > 0);
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  return parts.flatMap(({ weight, below }) =>
    below.map((each) => ({ ...each, share: (each.share * weight) / sum })),
  );
}
