import { displayedN } from '../../judgement/displayed.ts';
import type { NarrowedSum } from '../../disclosure/narrowed-sums.ts';
import type { CountedCell, CountTable, ReaderSystem } from './reader-system.ts';

/**
 * What has to be hidden beside hidden figures so that the number of answers of each that has fewer than ten stays one
 * of ten: printed numbers of answers are known to within 2, and add up to their total. The smallest cell first, and
 * the total last.
 *
 * @returns keys of figures
 */
export function hideCounts(
  system: Pick<ReaderSystem, 'counts' | 'figures'>,
  hidden: ReadonlySet<string>,
): readonly string[] {
  const also = new Set<string>();
  const isShown = isPrintedIn(system, hidden);
  const isPrinted = (key: string) => isShown(key) && !also.has(key);
  const mayHide = ({ keys }: CountedCell) => keys.every((key) => system.figures.get(key)?.isFixed !== true);
  for (const table of system.counts) {
    while (numbersLeft(table, isPrinted) < 10) {
      const shown = table.parts.filter(({ keys }) => keys.some(isPrinted)).sort((a, b) => a.n - b.n);
      const next = [...shown, table.total].find(mayHide);
      if (!next) break;
      for (const key of next.keys.filter(isPrinted)) also.add(key);
    }
  }
  return [...also];
}

/** Hidden numbers of answers of which fewer than ten are left, as the gate finds them. */
export function narrowCounts(
  system: Pick<ReaderSystem, 'counts' | 'figures' | 'composedCounts'>,
  hidden: ReadonlySet<string>,
): readonly NarrowedSum[] {
  const isPrinted = isPrintedIn(system, hidden);
  const byTables = system.counts.flatMap((table): readonly NarrowedSum[] => {
    const left = numbersLeft(table, isPrinted);
    return left < 10 ? [{ name: `answers to ${table.total.keys[0]}`, width: left, room: 10 }] : [];
  });
  const byNodes = tellingComposites(system, hidden).map((key): NarrowedSum => ({
    name: `answers to leaves of ${key}`,
    width: 9,
    room: 10,
  }));
  return [...byTables, ...byNodes];
}

/**
 * Composites whose printed number of answers tells that of a hidden leaf too closely: n* = 1 / sum(a^2 / n) over the
 * leaves is nearly n / a^2 of a thin one with a large share. Printed to 5 it is known to within 2.5, and so are the
 * other leaves; beside a second hidden leaf it still says how few answers the first has at least.
 *
 * @returns keys of composites by which a hidden leaf of fewer than ten answers is left fewer than ten numbers
 */
export function tellingComposites(
  system: Pick<ReaderSystem, 'counts' | 'figures' | 'composedCounts'>,
  hidden: ReadonlySet<string>,
): readonly string[] {
  const isPrinted = isPrintedIn(system, hidden);
  const left = new Map(
    system.counts.flatMap((table) => {
      const range = rangeLeft(table, isPrinted);
      return table.parts.map((cell) => [cell, rangeOfCell(cell, range)] as const);
    }),
  );
  return system.composedCounts.flatMap(({ key, leaves }) => {
    if (!isPrinted(key)) return [];
    const printed = displayedN(system.figures.get(key)!.n);
    const open = leaves.filter(({ cell }) => !cell.keys.some(isPrinted));
    const others = leaves.filter(({ cell }) => cell.keys.some(isPrinted));
    const sumOver = (end: 0 | 1) =>
      others.reduce((sum, { share, cell }) => sum + share ** 2 / windowOf(cell)[end], 0);
    const most = 1 / (printed - 2.5) - sumOver(1);
    const least = open.length > 1 ? 0 : 1 / (printed + 2.5) - sumOver(0);
    const isTold = open.some(({ share, cell }) => {
      const [low, high] = left.get(cell) ?? ANY_NUMBER;
      const lowest = Math.max(low, most > 0 ? Math.ceil(share ** 2 / most - ROUNDING) : 0);
      const highest = Math.min(high, least > 0 ? Math.floor(share ** 2 / least + ROUNDING) : Infinity);
      // Where those who answered any leaf are fewer than n* the sum misleads, and tells nothing.
      return cell.n < 10 && cell.n >= lowest && cell.n <= highest && highest - lowest + 1 < 10;
    });
    return isTold ? [key] : [];
  });
}

const ROUNDING = 1e-9;

/** Which figures are printed with these hidden. */
function isPrintedIn({ figures }: Pick<ReaderSystem, 'figures'>, hidden: ReadonlySet<string>) {
  return (key: string) => figures.get(key)?.window !== undefined && !hidden.has(key);
}

/** How many numbers of answers a hidden cell of fewer than ten can have; any number where there is none. */
function numbersLeft(table: CountTable, isPrinted: (key: string) => boolean): number {
  const range = rangeLeft(table, isPrinted);
  const few = table.parts.filter(({ n, keys }) => n < 10 && !keys.some(isPrinted));
  return few.reduce((least, cell) => {
    const [low, high] = rangeOfCell(cell, range);
    return Math.min(least, high - low + 1);
  }, Infinity);
}

/** By this release and by the earlier ones of its wave. */
function rangeOfCell(
  { within: [lowest, highest] = ANY_NUMBER }: CountedCell,
  [low, high]: CountRange,
): CountRange {
  return [Math.max(low, lowest), Math.min(high, highest)];
}

type CountRange = NonNullable<CountedCell['within']>;
const ANY_NUMBER: CountRange = [0, Infinity];

/**
 * The least and the most answers a hidden cell can have by the others and the total; any number without a printed total.
 *
 * @param isPrinted whether a figure is shown
 */
export function rangeLeft({ total, parts }: CountTable, isPrinted: (key: string) => boolean): CountRange {
  if (!total.keys.some(isPrinted)) return ANY_NUMBER;
  const shown = parts.filter(({ keys }) => keys.some(isPrinted)).map(windowOf);
  const [least, most] = windowOf(total);
  const highest = most - shown.reduce((sum, [lowest]) => sum + lowest, 0);
  const isOnly = parts.length - shown.length === 1;
  return [isOnly ? Math.max(0, least - shown.reduce((sum, [, each]) => sum + each, 0)) : 0, highest];
}

/** Rounded to 5; what is shown has at least ten. */
function windowOf({ n }: CountedCell): readonly [number, number] {
  const shown = displayedN(n);
  return [Math.max(10, shown - 2), shown + 2];
}
