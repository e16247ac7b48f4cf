import type { Convention } from './conventions/conventions.ts';

/**
 * What an index is made of. A node is the weighted mean of its children; a leaf, the mean score of one item.
 * Names are unique in the tree.
 */
export interface IndexTree {
  readonly convention: Convention;
  readonly root: IndexNode;
}

export interface IndexNode {
  readonly name: string;
  /** Share of the parent; the counted children's sum to 1. `'equal'` is exactly 1/k, never a rounded .1667. */
  readonly weight?: number | 'equal';
  /** Shown, and not counted. */
  readonly isDiagnostic?: boolean;
  /** A leaf: the item whose mean score it is. */
  readonly item?: string;
  readonly children?: readonly IndexNode[];
}

export interface WeightedNode {
  readonly node: IndexNode;
  readonly weight: number;
}

/**
 * The children that count, with their weights as numbers.
 *
 * @throws RangeError for weights that do not sum to 1
 * @example
 * countedChildren({ name: 'food', children: [
 *   { name: 'safe', item: 'Q1', weight: 'equal' },
 *   { name: 'fresh', item: 'Q2', weight: 'equal' },
 * ] }).map(({ weight }) => weight); // [0.5, 0.5]
 */
export function countedChildren(parent: IndexNode): readonly WeightedNode[] {
  const counted = (parent.children ?? []).filter((child) => child.isDiagnostic !== true);
  const weighted = counted.map((node) => ({ node, weight: weightIn(parent, node, counted) }));
  const sum = weighted.reduce((total, { weight }) => total + weight, 0);
  if (weighted.length > 0 && Math.abs(sum - 1) > 1e-9) {
    throw new RangeError(
      `the weights of the children of "${parent.name}" must sum to 1 (they sum to ${sum})`,
    );
  }
  return weighted;
}

function weightIn(parent: IndexNode, node: IndexNode, counted: readonly IndexNode[]): number {
  if (node.weight === 'equal' && counted.every(({ weight }) => weight === 'equal')) return 1 / counted.length;
  if (typeof node.weight === 'number' && node.weight > 0) return node.weight;
  throw new RangeError(
    `"${node.name}" in "${parent.name}" needs a weight above 0, or "equal" like all its siblings`,
  );
}

/**
 * All nodes, parents before children.
 *
 * @example
 * nodesOf({ name: 'city', children: [{ name: 'food' }, { name: 'water' }] }).map(({ name }) => name);
 * // ['city', 'food', 'water']
 */
export function nodesOf(node: IndexNode): readonly IndexNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}
