import { describe, expect, it } from 'vitest';
import { ABSENT } from '../estimation/figures/coded-column.ts';
import { estimate } from '../estimation/errors/estimate.ts';
import { isEstimable } from '../estimation/figures/not-estimable.ts';
import { referenceDesign, referenceItems } from '../estimation/reference-sample.test-data.ts';
import { sampleDesign } from '../estimation/design/sample-design.ts';
import { relativeDifference } from '../numeric/relative-difference.ts';
import { estimatedNodes, estimateIndexTree, type EstimatedNode } from './estimate-index-tree.ts';
import { countedChildren, type IndexNode, type IndexTree } from './index-tree.ts';
import type { RatingColumn } from './rating-column.ts';

const design = sampleDesign(referenceDesign);

const columnOf = (values: readonly number[]): RatingColumn => ({
  scale: { lowest: 1, highest: 10 },
  codes: Int16Array.from(values, (value) => (Number.isNaN(value) ? ABSENT : value - 1)),
});
const columns = new Map(Object.entries(referenceItems).map(([name, values]) => [name, columnOf(values)]));
const withoutAnswers = (item: string) =>
  new Map(columns).set(item, columnOf(new Array<number>(60).fill(NaN)));

const tree = (children: readonly IndexNode[]): IndexTree => ({
  convention: { kind: 'linear' },
  root: { name: 'index', children },
});
const weighted = (q1: number, q2: number, q3: number): IndexTree =>
  tree([
    { name: 'a', item: 'q1', weight: q1 },
    { name: 'b', item: 'q2', weight: q2 },
    { name: 'c', item: 'q3', weight: q3 },
  ]);

const valueOf = ({ figure }: EstimatedNode): number => (isEstimable(figure) ? figure.value : NaN);

describe('estimateIndexTree', () => {
  /**
   * In R the same from summed influence values: with a = c(.5, .3, .2) and y = 100 * (q - 1) / 9,
   * z <- sum of a * (answered) * (y - m) / sum(w over answered), SE(svytotal(~z, d))
   */
  it('agrees with R', () => {
    const { figure } = estimateIndexTree(design, weighted(0.5, 0.3, 0.2), columns);
    const index = isEstimable(figure) ? estimate(design, figure) : figure;
    if (!isEstimable(index)) throw new Error(index.notEstimable);
    expect(relativeDifference(index.value, 47.3081722373103517)).toBeLessThan(1e-12);
    expect(relativeDifference(index.standardError, 6.8817705701738534)).toBeLessThan(1e-12);
  });

  it('is the same whether items are nested or not', () => {
    const nested = tree([
      {
        name: 'ab',
        weight: 0.8,
        children: [
          { name: 'a', item: 'q1', weight: 0.625 },
          { name: 'b', item: 'q2', weight: 0.375 },
        ],
      },
      { name: 'c', item: 'q3', weight: 0.2 },
    ]);
    const flat = estimateIndexTree(design, weighted(0.5, 0.3, 0.2), columns);
    const deep = estimateIndexTree(design, nested, columns);
    expect(valueOf(deep)).toBeCloseTo(valueOf(flat), 12);
    expect(estimatedNodes(deep).map(({ name }) => name)).toEqual(['index', 'ab', 'a', 'b', 'c']);
  });

  it('shows a diagnostic branch and does not count it', () => {
    const withDiagnostic = tree([
      { name: 'a', item: 'q1', weight: 1 },
      { name: 'b', item: 'q2', isDiagnostic: true },
    ]);
    const estimated = estimateIndexTree(design, withDiagnostic, columns);
    expect(valueOf(estimated)).toBe(valueOf(estimated.children[0]!));
    expect(valueOf(estimated.children[1]!)).toBeGreaterThan(0);
  });

  it('names the branches it goes without, up to 20 % of the weight', () => {
    const estimated = estimateIndexTree(design, weighted(0.5, 0.3, 0.2), withoutAnswers('q3'));
    expect(estimated.leftOut).toEqual(['c']);
    expect(estimated.missingWeight).toBeCloseTo(0.2, 12);
    const [a, b] = estimated.children.map(valueOf);
    expect(valueOf(estimated)).toBeCloseTo((5 * a! + 3 * b!) / 8, 12);
  });

  it('is no index without more than 20 % of the weight', () => {
    const estimated = estimateIndexTree(design, weighted(0.5, 0.29, 0.21), withoutAnswers('q3'));
    expect(estimated.figure).toEqual({ notEstimable: 'branchesMissing' });
    expect(valueOf(estimated.children[0]!)).toBeGreaterThan(0);
  });

  it('takes a thin leaf in, and counts it as missing', () => {
    const isThin = ({ n }: { readonly n: number }) => n < 50;
    const sparse = new Map(columns).set(
      'q3',
      columnOf(referenceItems.q3.map((x, row) => (row % 6 ? NaN : x))),
    );
    const without = valueOf(estimateIndexTree(design, weighted(0.5, 0.3, 0.2), sparse));
    const light = estimateIndexTree(design, weighted(0.5, 0.3, 0.2), sparse, { isThin });
    expect([valueOf(light), light.leftOut, light.missingWeight]).toEqual([without, [], 0.2]);
    const heavy = estimateIndexTree(design, weighted(0.4, 0.3, 0.3), sparse, { isThin });
    expect(heavy.figure).toEqual({ notEstimable: 'branchesMissing' });
  });

  it('is its one leaf under another name, thin or not', () => {
    const lone = tree([
      { name: 'a', item: 'q1', weight: 0.5 },
      { name: 'b', weight: 0.5, children: [{ name: 'c', item: 'q2', weight: 'equal' }] },
    ]);
    const [, branch] = estimateIndexTree(design, lone, columns, { isThin: () => true }).children;
    expect(valueOf(branch!)).toBe(valueOf(branch!.children[0]!));
  });

  it('stands by its leaves, however thin the branch they lie in', () => {
    const isThin = ({ n }: { readonly n: number }) => n < 50;
    const sparse = new Map(columns).set(
      'q3',
      columnOf(referenceItems.q3.map((x, row) => (row % 6 ? NaN : x))),
    );
    const nested = tree([
      { name: 'a', item: 'q1', weight: 0.6 },
      {
        name: 'bc',
        weight: 0.4,
        children: [
          { name: 'b', item: 'q2', weight: 0.5 },
          { name: 'c', item: 'q3', weight: 0.5 },
        ],
      },
    ]);
    const estimated = estimateIndexTree(design, nested, sparse, { isThin });
    expect(estimated.children[1]!.figure).toEqual({ notEstimable: 'branchesMissing' });
    expect(valueOf(estimated)).toBeCloseTo(
      valueOf(estimateIndexTree(design, weighted(0.6, 0.2, 0.2), sparse)),
      12,
    );
  });

  it('refuses trees that name no item, or a name twice', () => {
    const unknown = tree([{ name: 'a', item: 'q9', weight: 1 }]);
    expect(() => estimateIndexTree(design, unknown, columns)).toThrow('names no item with answers ("q9")');
    const twice = tree([
      { name: 'a', item: 'q1', weight: 0.5 },
      { name: 'a', item: 'q2', weight: 0.5 },
    ]);
    expect(() => estimateIndexTree(design, twice, columns)).toThrow('two nodes named "a"');
  });
});

describe('countedChildren', () => {
  const equal = (name: string): IndexNode => ({ name, item: 'q1', weight: 'equal' });

  it('makes equal weights exactly 1/k', () => {
    const children = ['a', 'b', 'c', 'd', 'e', 'f'].map(equal);
    expect(countedChildren({ name: 'domain', children })[0]!.weight).toBe(1 / 6);
  });

  it('refuses rounded, missing and mixed weights', () => {
    const rounded = Array.from({ length: 6 }, (_, i) => ({ name: `n${i}`, item: 'q1', weight: 0.1667 }));
    expect(() => countedChildren({ name: 'domain', children: rounded })).toThrow('must sum to 1');
    expect(() => countedChildren({ name: 'domain', children: [{ name: 'a', item: 'q1' }] })).toThrow(
      'needs a weight',
    );
    const mixed = [equal('a'), { name: 'b', item: 'q1', weight: 0.5 }];
    expect(() => countedChildren({ name: 'domain', children: mixed })).toThrow('like all its siblings');
  });
});
