import { combine } from '../../estimation/combine.ts';
import { linearMean } from '../../estimation/linear-mean.ts';
import type { LinearisedFigure } from '../../estimation/linearised-figure.ts';
import { isEstimable, notEstimable, type NotEstimable } from '../../estimation/not-estimable.ts';
import type { SampleDesign } from '../../estimation/sample-design.ts';
import { scoreTable } from '../../indices/conventions/conventions.ts';
import { countedChildren, nodesOf, type IndexNode, type IndexTree } from '../../indices/index-tree.ts';
import type { RatingColumn } from '../../indices/rating-column.ts';

/** A node with its figure, in the shape of the tree. */
export interface EstimatedNode {
  readonly name: string;
  readonly figure: LinearisedFigure | NotEstimable;
  /** Branches without a figure that the index goes without, by name; their weight is spread over the others. */
  readonly leftOut: readonly string[];
  /** The share of the node's weight they have: at most 0.2, or there is no index. */
  readonly missingWeight: number;
  readonly children: readonly EstimatedNode[];
}

export interface IndexTreeSettings {
  readonly domain?: Uint8Array;
  /**
   * The leaves the index is made of, by name, fixed for a release (`answeredBranches`) or common to the two sides
   * of a comparison (`commonBranches`): all others are left out everywhere, and a part of the population that
   * lacks one of these has no index. Without it every leaf with answers is in, for that part alone.
   */
  readonly branches?: ReadonlySet<string>;
}

/** More of a node's weight than this without answers, and there is no index. */
const mostMissingWeight = 0.2;

/**
 * The index of means: each item's mean score over its own respondents, combined up the tree,
 *
 *     I(node) = sum of weight I(child) over the children that have one / sum of their weights,
 *
 * with the influence values combined alike, so that the error of every node allows for respondents, and primary
 * units, shared by its items. It is not the mean of respondents' own indices, which would drop or re-weight
 * everyone who could not judge some item.
 *
 * @example
 * const root: IndexNode = { name: 'city', children: [
 *   { name: 'food', item: 'Q1', weight: 0.75 },
 *   { name: 'water', item: 'Q2', weight: 0.25 },
 * ] };
 * const scale = { lowest: 1, highest: 5 };
 * const columns = new Map([
 *   ['Q1', { codes: Int8Array.of(2, 3, 4), scale }],
 *   ['Q2', { codes: Int8Array.of(1, 3, DONT_KNOW), scale }],
 * ]);
 * const design = sampleDesign({ weights: [1, 1, 1] });
 * const { figure } = estimateIndexTree(design, { convention: { kind: 'linear' }, root }, columns);
 * isEstimable(figure) && figure.value; // 68.75 = 0.75 * 75 + 0.25 * 50
 */
export function estimateIndexTree(
  design: SampleDesign,
  tree: IndexTree,
  columns: ReadonlyMap<string, RatingColumn>,
  settings: IndexTreeSettings = {},
): EstimatedNode {
  requireUniqueNames(tree.root);
  return estimateNode(
    tree.root,
    (leaf) => leafFigure(design, tree, columns, settings, leaf),
    design,
    settings,
  );
}

/**
 * All nodes of an estimated tree, parents before children.
 *
 * @example
 * const figure = notEstimable('noAnswers');
 * const food: EstimatedNode = { name: 'food', figure, leftOut: [], missingWeight: 1, children: [] };
 * estimatedNodes({ ...food, name: 'city', children: [food] }).map(({ name }) => name); // ['city', 'food']
 */
export function estimatedNodes(node: EstimatedNode): readonly EstimatedNode[] {
  return [node, ...node.children.flatMap(estimatedNodes)];
}

type Figure = LinearisedFigure | NotEstimable;

function estimateNode(
  node: IndexNode,
  figureOfLeaf: (leaf: IndexNode) => Figure,
  design: SampleDesign,
  settings: IndexTreeSettings,
): EstimatedNode {
  if (node.children === undefined) {
    const figure = figureOfLeaf(node);
    const missingWeight = isEstimable(figure) ? 0 : 1;
    return { name: node.name, figure, leftOut: [], missingWeight, children: [] };
  }
  const children = node.children.map((child) => estimateNode(child, figureOfLeaf, design, settings));
  const parts = countedChildren(node).map(({ node: { name }, weight }) => ({
    weight,
    child: children.find((child) => child.name === name)!,
  }));
  const missingWeight = parts.reduce((sum, { weight, child }) => sum + weight * child.missingWeight, 0);
  const leftOut = parts.flatMap(({ child }) => (isEstimable(child.figure) ? child.leftOut : [child.name]));
  const hasIndex = missingWeight <= mostMissingWeight + 1e-9 && !lacksFixedBranch(node, children, settings);
  return hasIndex
    ? { name: node.name, figure: combinedFigure(design, parts), leftOut, missingWeight, children }
    : { name: node.name, figure: notEstimable('branchesMissing'), leftOut, missingWeight: 1, children };
}

function combinedFigure(
  design: SampleDesign,
  parts: readonly { readonly weight: number; readonly child: EstimatedNode }[],
): LinearisedFigure {
  const present = parts.flatMap(({ weight, child: { figure } }) =>
    isEstimable(figure) ? [{ weight, figure }] : [],
  );
  const weightSum = present.reduce((sum, { weight }) => sum + weight, 0);
  return combine(
    design,
    present.map(({ weight, figure }) => ({ coefficient: weight / weightSum, figure })),
  );
}

/** A leaf of the fixed set without answers, or a node above one: this part cannot be compared with the others. */
function lacksFixedBranch(
  node: IndexNode,
  children: readonly EstimatedNode[],
  { branches }: IndexTreeSettings,
): boolean {
  if (branches === undefined) return false;
  const estimated = new Map(children.flatMap(estimatedNodes).map((each) => [each.name, each.figure]));
  return countedLeaves(node).some(
    ({ name }) => branches.has(name) && !isEstimable(estimated.get(name) ?? notEstimable('noAnswers')),
  );
}

function countedLeaves(node: IndexNode): readonly IndexNode[] {
  if (node.children === undefined) return [node];
  return countedChildren(node).flatMap((child) => countedLeaves(child.node));
}

function leafFigure(
  design: SampleDesign,
  { convention, root }: IndexTree,
  columns: ReadonlyMap<string, RatingColumn>,
  { domain, branches }: IndexTreeSettings,
  leaf: IndexNode,
): Figure {
  const column = columns.get(leaf.item ?? '');
  if (column === undefined) {
    throw new RangeError(
      `leaf "${leaf.name}" of index "${root.name}" names no item with answers ("${leaf.item}")`,
    );
  }
  if (branches !== undefined && leaf.isDiagnostic !== true && !branches.has(leaf.name)) {
    return notEstimable('branchesMissing');
  }
  const scores = scoreTable(convention, column.scale);
  const { codes, askingProbabilities } = column;
  return linearMean(design, { codes, scores }, { domain, askingProbabilities });
}

function requireUniqueNames(root: IndexNode): void {
  const seen = new Set<string>();
  for (const { name } of nodesOf(root)) {
    if (seen.has(name)) throw new RangeError(`index "${root.name}" has two nodes named "${name}"`);
    seen.add(name);
  }
}
