import type { Highs } from 'highs';
import type { Release, Cell } from '../../../../core/release/release.ts';
import type { AnsweredCell } from './answers-in-cells.ts';
import { LinearSystem, NOTHING, plus, type LinearForm } from './linear-system.ts';

/** A hidden number of answers that can be fewer than ten numbers, for one who does not know the weights. */
export interface CountNarrowed {
  readonly cell: string;
  readonly n: number;
  readonly low: number;
  readonly high: number;
}

const MUST_BE_OPEN = 10;

/**
 * How many answers each hidden cell of fewer than ten has, as far as the printed numbers of answers say: they are
 * rounded to 5, areas and the respondents of no known area add up to all, and standing says from which number on.
 */
export function countsNarrowed(
  highs: Highs,
  { figures, references }: Release,
  cells: readonly AnsweredCell[],
): { readonly hidden: number; readonly narrowed: readonly CountNarrowed[] } {
  const printed = new Map(figures.map(({ key, cell }) => [key, cell]));
  for (const { key, to } of references) printed.set(key, printed.get(to)!);
  const system = new LinearSystem();
  const sought: { readonly name: string; readonly n: number; readonly form: LinearForm }[] = [];
  const items = new Set(
    [...printed.keys()].flatMap((key) => (key.startsWith('itemScore/') ? [key.split('@')[0]!] : [])),
  );
  const areas = new Set(figures.flatMap(({ area }) => area ?? []));
  for (const item of items) {
    const column = item.slice('itemScore/'.length);
    const parts = [...areas, ''].map((area) => {
      const key = `${item}@${area}`;
      const [low, high] = countsOf(printed.get(key));
      const unknown = system.unknown(low, high, true);
      const form: LinearForm = { coefficients: new Map([[unknown, 1]]), constant: 0 };
      const n = cells.reduce(
        (sum, cell) => (cell.column === column && cell.area === area ? sum + cell.n : sum),
        0,
      );
      if (n > 0 && n < MUST_BE_OPEN && area !== '') sought.push({ name: key, n, form });
      return form;
    });
    system.between(
      parts.reduce((sum, part) => plus(sum, part), NOTHING),
      ...countsOf(printed.get(item)),
    );
  }
  const ends = system.extremes(
    highs,
    sought.map(({ form }) => form),
  );
  const narrowed = sought.flatMap(({ name, n }, at) => {
    const [low, high] = [Math.ceil(ends[at]![0].value - 1e-6), Math.floor(ends[at]![1].value + 1e-6)];
    return high - low + 1 >= MUST_BE_OPEN ? [] : [{ cell: name, n, low, high }];
  });
  return { hidden: sought.length, narrowed };
}

/** What a printed number of answers can have been. */
function countsOf(cell: Cell | undefined): readonly [number, number] {
  if (!cell || 'suppressed' in cell) return [0, MOST];
  const least = { full: 50, intervalOnly: 30, insufficient: 10 }[cell.standing];
  return [Math.max(least, cell.n - 2), cell.n + 2];
}
const MOST = 100_000;
