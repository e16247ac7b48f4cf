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

interface Branching<Node> {
  readonly children?: readonly Node[];
}

/** A node with where it stands: the path is that of an index file, `root.children[0]`. */
export interface PlacedNode<Node> {
  readonly node: Node;
  readonly parent?: Node;
  readonly path: string;
}

/**
 * All nodes of any tree, parents before children.
 *
 * @example
 * const city: IndexNode = { name: 'city', children: [{ name: 'food' }, { name: 'water' }] };
 * nodesOf(city).map(({ name }) => name); // ['city', 'food', 'water']
 */
export function nodesOf<Node extends Branching<Node>>(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap((child) => nodesOf(child))];
}

/**
 * All nodes with where they stand, parents before children.
 *
 * @example
 * const city: IndexNode = { name: 'city', children: [{ name: 'food' }, { name: 'water' }] };
 * placedNodes(city).map(({ path }) => path); // ['root', 'root.children[0]', 'root.children[1]']
 * placedNodes(city)[2]!.parent!.name; // 'city'
 */
export function placedNodes<Node extends Branching<Node>>(
  node: Node,
  path = 'root',
  parent?: Node,
): readonly PlacedNode<Node>[] {
  const below = (node.children ?? []).flatMap((child, place) =>
    placedNodes(child, `${path}.children[${place}]`, node),
  );
  return [parent ? { node, parent, path } : { node, path }, ...below];
}

/**
 * The node of a name, wherever it stands.
 *
 * @example
 * const city: IndexNode = { name: 'city', children: [{ name: 'food', item: 'Q1' }] };
 * nodeNamed(city, 'food'); // { name: 'food', item: 'Q1' }
 */
export function nodeNamed<Node extends Branching<Node> & { readonly name: string }>(
  root: Node,
  name: string,
): Node | undefined {
  return nodesOf(root).find((node) => node.name === name);
}
