import { combine } from '../estimation/figures/combine.ts';
import { linearMean } from '../estimation/figures/linear-mean.ts';
import type { LinearisedFigure } from '../estimation/figures/linearised-figure.ts';
import { isEstimable, notEstimable, type NotEstimable } from '../estimation/figures/not-estimable.ts';
import type { SampleDesign } from '../estimation/design/sample-design.ts';
import { scoreTable } from './conventions/conventions.ts';
import { countedChildren, nodesOf, type IndexNode, type IndexTree } from './index-tree.ts';
import type { RatingColumn } from './rating-column.ts';

/** A node with its figure, in the shape of the tree. */
export interface EstimatedNode {
  readonly name: string;
  readonly figure: LinearisedFigure | NotEstimable;
  /**
   * The mean of the leaves that have answers, whether or not they are enough for an index: what the node above is made
   * of.
   */
  readonly mean?: LinearisedFigure;
  /** Leaves without answers that the index goes without, by name; their weight is spread over their siblings. */
  readonly leftOut: readonly string[];
  /** The share of the node's weight that unanswered and thin leaves have: at most 0.2, or there is no index. */
  readonly missingWeight: number;
  readonly children: readonly EstimatedNode[];
}

export interface IndexTreeSettings {
  readonly domain?: Uint8Array;
  /** Whether a leaf rests on so little that it counts as missing; it stays in the mean. Without it, none does. */
  readonly isThin?: (leaf: LinearisedFigure) => boolean;
}

/** More of a node's weight than this in leaves without answers, or thin ones, and there is no index. */
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
 * A node stands by its leaves: what is missing is counted in their weight, however deep they lie. So a branch may be
 * too thin for an index of its own, and its leaves still be in that of the whole.
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
  const { name } = node;
  if (node.children === undefined) {
    const figure = figureOfLeaf(node);
    if (!isEstimable(figure)) return { name, figure, leftOut: [], missingWeight: 1, children: [] };
    const missingWeight = settings.isThin?.(figure) === true ? 1 : 0;
    return { name, figure, mean: figure, leftOut: [], missingWeight, children: [] };
  }
  const children = node.children.map((child) => estimateNode(child, figureOfLeaf, design, settings));
  const parts = countedChildren(node).map(({ node: { name: childName }, weight }) => ({
    weight,
    child: children.find((child) => child.name === childName)!,
  }));
  const missingWeight = parts.reduce((sum, { weight, child }) => sum + weight * child.missingWeight, 0);
  const leftOut = parts.flatMap(({ child }) => (child.mean ? child.leftOut : [child.name]));
  const mean = combinedMean(design, parts);
  // A node of one leaf is that leaf under another name: thin or not, it is told, or hidden, as the leaf is.
  const hasIndex = mean !== undefined && (isOfOneLeaf(node) || missingWeight <= mostMissingWeight + 1e-9);
  const figure = hasIndex ? mean : notEstimable('branchesMissing');
  return { name, figure, ...(mean ? { mean } : {}), leftOut, missingWeight, children };
}

function isOfOneLeaf(node: IndexNode): boolean {
  if (node.children === undefined) return true;
  const [only, ...others] = countedChildren(node);
  return only !== undefined && others.length === 0 && isOfOneLeaf(only.node);
}

function combinedMean(
  design: SampleDesign,
  parts: readonly { readonly weight: number; readonly child: EstimatedNode }[],
): LinearisedFigure | undefined {
  const present = parts.flatMap(({ weight, child: { mean } }) => (mean ? [{ weight, figure: mean }] : []));
  if (present.length < 2) return present[0]?.figure;
  const weightSum = present.reduce((sum, { weight }) => sum + weight, 0);
  return combine(
    design,
    present.map(({ weight, figure }) => ({ coefficient: weight / weightSum, figure })),
  );
}

function leafFigure(
  design: SampleDesign,
  { convention, root }: IndexTree,
  columns: ReadonlyMap<string, RatingColumn>,
  { domain }: IndexTreeSettings,
  leaf: IndexNode,
): Figure {
  const column = columns.get(leaf.item ?? '');
  if (column === undefined) {
    throw new RangeError(
      `leaf "${leaf.name}" of index "${root.name}" names no item with answers ("${leaf.item}")`,
    );
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
