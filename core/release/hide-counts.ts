import { displayedN } from '../estimation/displayed.ts';
import type { NarrowedSum } from '../disclosure/narrowed-sums.ts';
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
  const isPrinted = (key: string) => isShown(system, key) && !hidden.has(key) && !also.has(key);
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
  system: Pick<ReaderSystem, 'counts' | 'figures'>,
  hidden: ReadonlySet<string>,
): readonly NarrowedSum[] {
  const isPrinted = (key: string) => isShown(system, key) && !hidden.has(key);
  return system.counts.flatMap((table) => {
    const left = numbersLeft(table, isPrinted);
    const name = `answers to ${table.total.keys[0]}`;
    return left < 10 ? [{ name, width: left, room: 10 }] : [];
  });
}

function isShown({ figures }: Pick<ReaderSystem, 'figures'>, key: string): boolean {
  return figures.get(key)?.window !== undefined;
}

/** How many numbers of answers a hidden cell of fewer than ten can have; any number where there is none. */
function numbersLeft({ total, parts }: CountTable, isPrinted: (key: string) => boolean): number {
  const open = parts.filter(({ keys }) => !keys.some(isPrinted));
  if (!total.keys.some(isPrinted) || !open.some(({ n }) => n < 10)) return Infinity;
  const shown = parts.filter((cell) => !open.includes(cell)).map(windowOf);
  const [least, most] = windowOf(total);
  const highest = most - shown.reduce((sum, [lowest]) => sum + lowest, 0);
  const lowest = open.length > 1 ? 0 : Math.max(0, least - shown.reduce((sum, [, each]) => sum + each, 0));
  return highest - lowest + 1;
}

/** Rounded to 5; what is shown has at least ten. */
function windowOf({ n }: CountedCell): readonly [number, number] {
  const shown = displayedN(n);
  return [Math.max(10, shown - 2), shown + 2];
}
