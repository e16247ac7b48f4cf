import { displayedN } from '../estimation/displayed.ts';
import type { CountedCell, ReaderSystem } from './reader-system.ts';

/**
 * What has to be hidden beside hidden figures so that the number of answers of each that has fewer than ten stays one
 * of ten: printed numbers of answers are known to within 2, and add up to their total. The smallest cell first, and
 * the total last.
 *
 * @returns keys of figures
 */
export function hideCounts(
  { counts, figures }: Pick<ReaderSystem, 'counts' | 'figures'>,
  hidden: ReadonlySet<string>,
): readonly string[] {
  const also = new Set<string>();
  const isPrinted = (key: string) =>
    figures.get(key)?.window !== undefined && !hidden.has(key) && !also.has(key);
  const isShown = ({ keys }: CountedCell) => keys.some(isPrinted);
  const mayHide = ({ keys }: CountedCell) => keys.every((key) => figures.get(key)?.isFixed !== true);
  for (const { total, parts } of counts) {
    while (isShown(total)) {
      const open = parts.filter((cell) => !isShown(cell));
      if (!open.some(({ n }) => n < 10) || numbersLeft(total, parts, open) >= 10) break;
      const [next] = [...parts.filter(isShown).sort((a, b) => a.n - b.n), total].filter(mayHide);
      if (!next) break;
      for (const key of next.keys.filter(isPrinted)) also.add(key);
    }
  }
  return [...also];
}

/** How many numbers of answers a hidden cell can have. */
function numbersLeft(
  total: CountedCell,
  parts: readonly CountedCell[],
  open: readonly CountedCell[],
): number {
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
