import type { LinearSolver } from '../../disclosure/linear-solver.ts';
import type { Range, Row, Term } from '../../disclosure/linear-system.ts';
import { printedRows, type DisclosureInput } from './reader-system.ts';
import { readerSystem } from './system-of-releases.ts';

/**
 * The fewest figures that have to be hidden beside those on few answers, by an integer programme over all that is
 * printed: for each guarded figure two points its room apart, and a whole number for each shown figure that is 1 where
 * what it prints is broken. For small surveys: the programme is large.
 */
export async function fewestHidden(input: DisclosureInput, solver: LinearSolver): Promise<number> {
  const system = readerSystem(input);
  if (system.guarded.length === 0) return 0;
  const unknowns: Range[] = [];
  const rows: Row[] = [];
  const shown = new Map(
    [...system.figures.values()].flatMap(({ key, window, isFixed }) => {
      if (!window || isFixed) return [];
      unknowns.push({ lowest: 0, highest: 1 });
      return [[key, unknowns.length - 1] as const];
    }),
  );
  const count = unknowns.length;
  for (const { figure, room } of system.guarded) {
    const points = [0, 1].map(() => {
      const first = unknowns.length;
      unknowns.push(...system.unknowns.map(({ range }) => range));
      const moved = (terms: readonly Term[]) =>
        terms.map(({ unknown, coefficient }) => ({ unknown: first + unknown, coefficient }));
      const within = (
        name: string,
        terms: readonly Term[],
        { lowest, highest }: Range,
        keys: readonly string[],
      ) => {
        const reach = terms.reduce(
          (sum, { unknown, coefficient }) =>
            sum + Math.abs(coefficient) * (unknowns[unknown]!.highest - unknowns[unknown]!.lowest),
          0,
        );
        const broken = keys.flatMap((key) => shown.get(key) ?? []);
        const by = (sign: number) => broken.map((unknown) => ({ unknown, coefficient: sign * reach }));
        rows.push(
          { name, terms: [...terms, ...by(1)], lowest, highest: Infinity },
          { name, terms: [...terms, ...by(-1)], lowest: -Infinity, highest },
        );
      };
      for (const { row, shownWith } of printedRows(system))
        within(row.name, moved(row.terms), row, shownWith);
      for (const { key, window, unknown } of system.unknowns) {
        if (window) within(key, [{ unknown: first + unknown!, coefficient: 1 }], window, [key]);
      }
      return moved(figure.terms);
    });
    const [low, high] = points;
    const apart = [
      ...high!,
      ...low!.map(({ unknown, coefficient }) => ({ unknown, coefficient: -coefficient })),
    ];
    rows.push({ name: figure.key, terms: apart, lowest: room, highest: Infinity });
  }
  const opened = await solver({ unknowns, rows }, (unknown) => unknown < count);
  const all = [...shown.values()].map((unknown) => ({ unknown, coefficient: 1 }));
  const found = opened.extreme(all, 'minimize');
  opened.close();
  if (!found) throw new RangeError('hiding everything does not open what is hidden');
  return Math.round(found.value);
}
