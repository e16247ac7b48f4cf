import type { Cell, Release } from '../../../core/release/release.ts';
import type { Reader } from '../../parts/figure/reader.ts';

/** What 未公布 stands for, under a table that has it; nothing under another. Which of it holds is never said. */
export function hiddenNote(
  cells: readonly (Cell | undefined)[],
  { method }: Pick<Release, 'method'>,
  { say }: Reader,
): string {
  const isThere = cells.some((cell) => cell && 'suppressed' in cell && cell.suppressed === 'hidden');
  return isThere ? say('hiddenExplained', { cell: method.minimumCell }) : '';
}
