import { describe, expect, it } from 'vitest';
import { hideCounts, narrowCounts, tellingComposites } from './hide-counts.ts';
import type { CountedCell, ReaderFigure, ReaderSystem } from './reader-system.ts';

const cell = (key: string, n: number): CountedCell => ({ n, keys: [key] });

function figureOf(key: string, n: number): ReaderFigure {
  const range = { lowest: 0, highest: 100 };
  return {
    key,
    n,
    range,
    window: range,
    terms: [],
    constant: 0,
    value: 50,
    weightSum: n,
    isFixed: false,
    isOfArea: true,
    place: 0,
  };
}

function systemOf(
  counts: ReaderSystem['counts'],
  composedCounts: ReaderSystem['composedCounts'] = [],
  nodes: Readonly<Record<string, number>> = {},
) {
  const cells = counts.flatMap(({ total, parts }) => [total, ...parts]);
  const leaves = composedCounts.flatMap((each) => each.leaves.map((leaf) => leaf.cell));
  const figures = [...cells, ...leaves].map(({ n, keys }) => figureOf(keys[0]!, n));
  const all = [...figures, ...Object.entries(nodes).map(([key, n]) => figureOf(key, n))];
  return { counts, composedCounts, figures: new Map(all.map((each) => [each.key, each])) };
}

describe('numbers of answers', () => {
  it('leave a hidden one ten numbers, for which the smallest other is hidden', () => {
    const two = systemOf([{ total: cell('all', 47), parts: [cell('a', 1), cell('b', 18), cell('c', 28)] }]);
    expect(hideCounts(two, new Set(['a']))).toEqual(['b']);
    expect(narrowCounts(two, new Set(['a'])).map(({ width }) => width)).toEqual([2]);
    expect(narrowCounts(two, new Set(['a', 'b']))).toEqual([]);
  });

  it('of many areas, rounded to 5, leave ten numbers by themselves', () => {
    const counts = [40, 41, 42, 43, 44, 45, 46, 47];
    const total = cell('all', 3 + counts.reduce((sum, n) => sum + n, 0));
    const many = systemOf([{ total, parts: [cell('a', 3), ...counts.map((n) => cell(`b${n}`, n))] }]);
    expect(hideCounts(many, new Set(['a']))).toEqual([]);
  });

  it('leave ten numbers by all releases of the wave together', () => {
    const parts = [cell('a', 3), cell('b', 18), cell('c', 28)];
    const both = (within: CountedCell['within']) =>
      systemOf([{ total: cell('all', 49), parts: [{ ...parts[0]!, within: within! }, ...parts.slice(1)] }]);
    const hidden = new Set(['a', 'b']);
    expect(narrowCounts(both([0, 30]), hidden)).toEqual([]);
    expect(narrowCounts(both([2, 9]), hidden).map(({ width }) => width)).toEqual([8]);
  });

  it('hide nothing where nothing is hidden', () => {
    const none = systemOf([{ total: cell('all', 51), parts: [cell('a', 20), cell('b', 31)] }]);
    expect(hideCounts(none, new Set())).toEqual([]);
  });

  it('are told by a node of which a thin leaf has a large share, and not by one where it has little', () => {
    // 1 / (.3^2 / 4 + .7^2 / 200) = 40.07; 1 / (.005^2 / 4 + .995^2 / 200) = 201.8
    const node = (share: number, n: number) =>
      systemOf(
        [],
        [
          {
            key: 'node',
            leaves: [
              { share, cell: cell('thin', 4) },
              { share: 1 - share, cell: cell('full', 200) },
            ],
          },
        ],
        { node: n },
      );
    expect(tellingComposites(node(0.3, 40.07), new Set(['thin']))).toEqual(['node']);
    expect(tellingComposites(node(0.3, 40.07), new Set(['thin', 'node']))).toEqual([]);
    expect(tellingComposites(node(0.005, 201.8), new Set(['thin']))).toEqual([]);
  });
});
