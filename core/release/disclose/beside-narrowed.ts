import type { NarrowedSum } from '../../disclosure/narrowed-sums.ts';
import type { DisclosedFrame } from './disclosed-frame.ts';
import { bySize } from './hide-cells.ts';
import { tableOf } from './reader-system.ts';
import { readerSystem } from './system-of-releases.ts';

/**
 * What else to hide where the gate refuses a release though the search was as careful as it can be: it looks at sums
 * that need not be whole, and where people count alike the gate knows that answers are. For each figure that was found
 * too narrow, the shown one with the fewest answers in its table and in those that are coupled with it, what is told of
 * all at last.
 *
 * @returns keys; none where all of it is hidden or was published before
 */
export function besideNarrowed(
  { input, hidden }: Pick<DisclosedFrame, 'input' | 'hidden'>,
  narrowed: readonly Pick<NarrowedSum, 'name'>[],
): readonly string[] {
  const system = readerSystem(input);
  const tables = new Map(input.figures.map((figure) => [figure.key, tableOf(figure)]));
  const couplings = input.coupled.map((coupled) => coupled.tables);
  const beside = narrowed.flatMap(({ name }) => {
    const table = tables.get(name);
    if (table === undefined) return [];
    const alike = new Set([table, ...couplings.flatMap((pair) => (pair.includes(table) ? pair : []))]);
    const shown = [...system.figures.values()].filter(
      ({ key, window, isFixed }) =>
        window && !isFixed && !hidden.has(key) && alike.has(tables.get(key) ?? ''),
    );
    const [first] = shown.sort((a, b) => Number(b.isOfArea) - Number(a.isOfArea) || bySize(a, b));
    return first ? [first.key] : [];
  });
  return [...new Set(beside)];
}
