import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import {
  tableOf,
  type ComposedCount,
  type CountTable,
  type DisclosedFigure,
  type DisclosureInput,
} from './reader-system.ts';
import type { FigureReference } from '../release.ts';

/** Tables that are coupled, or whose cells have the same subject and the same counts, print one number of answers. */
export function countTables(
  { figures, composed, coupled }: DisclosureInput,
  tables: ReadonlyMap<string, readonly DisclosedFigure[]>,
): readonly CountTable[] {
  const isComposed = new Set(composed.map(({ key }) => key));
  const groupOf = new Map<string, string>();
  for (const [table, [first]] of tables) {
    const counts = tables.get(table)!.map(({ area, figure }) => `${area ?? '.'} ${countOf(figure)}`);
    groupOf.set(table, `${first!.subject} ${counts.sort().join()}`);
  }
  for (const {
    tables: [first, second],
  } of coupled) {
    const [from, to] = [groupOf.get(second), groupOf.get(first)];
    if (from === undefined || to === undefined) continue;
    for (const [table, group] of groupOf) if (group === from) groupOf.set(table, to);
  }
  const cells = new Map<string, Map<string | undefined, { n: number; keys: string[] }>>();
  for (const figure of figures) {
    const group = groupOf.get(tableOf(figure))!;
    if (isComposed.has(figure.key)) continue;
    if (!cells.has(group)) cells.set(group, new Map());
    const own = cells.get(group)!;
    const cell = own.get(figure.area);
    if (cell) cell.keys.push(figure.key);
    else own.set(figure.area, { n: countOf(figure.figure), keys: [figure.key] });
  }
  return [...cells.values()].flatMap((own) => {
    const total = own.get(undefined);
    // Where everybody's area is known there is no such cell.
    const parts = [...own].flatMap(([area, cell]) =>
      area === undefined || (area === '' && cell.n === 0) ? [] : [cell],
    );
    return total && parts.length > 0 ? [{ total, parts }] : [];
  });
}

/** Of leaves that are answered apart: figures of one question have one number of answers. */
export function composedCounts(
  { composed }: DisclosureInput,
  tables: readonly CountTable[],
  original: (key: string) => Pick<FigureReference, 'to'>,
): readonly ComposedCount[] {
  const cells = new Map(
    tables.flatMap(({ total, parts }) =>
      [total, ...parts].flatMap((cell) => cell.keys.map((key) => [key, cell] as const)),
    ),
  );
  return composed.flatMap(({ key, parts }) => {
    const leaves = parts.flatMap((part) => {
      const cell = cells.get(original(part.key).to);
      return cell ? [{ share: part.coefficient, cell }] : [];
    });
    const areApart = new Set(leaves.map(({ cell }) => cell)).size === parts.length;
    return areApart ? [{ key, leaves }] : [];
  });
}

function countOf(figure: DisclosedFigure['figure']): number {
  return isEstimable(figure) ? figure.n : 0;
}
