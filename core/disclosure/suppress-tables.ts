import { auditHiddenCells, type FeasibleInterval } from './audit-hidden-cells.ts';
import { requireTables, type CountTables } from './count-tables.ts';
import { findUnprotected } from './find-unprotected.ts';

export interface TableSuppressionSettings {
  /** Smaller counts are hidden: 10 as a rule, 5 at the least. */
  readonly minimum: number;
  /** Whether "nobody" is hidden as well. */
  readonly hidesZero?: boolean;
  /** How wide the feasible interval of each small count must be; `minimum` unless told. */
  readonly protection?: number;
}

export interface SuppressedTables {
  /** Hidden for being small: for whoever makes the tables, not for their readers. */
  readonly primary: ReadonlySet<string>;
  /** Hidden because they would give one of those away. */
  readonly complementary: ReadonlySet<string>;
  /** For each hidden cell, what can be worked out about it. */
  readonly intervals: ReadonlyMap<string, FeasibleInterval>;
}

/**
 * Complementary suppression over several tables and levels at once (A. Hundepool and others 2012, ch. 4). In every sum
 * with one hidden cell another is hidden too: the one that helps the most other sums in the same plight and brings the
 * fewest into it, of these the smallest; again and again over all sums; then the auditor looks, and as
 * long as a small count can be worked out more closely than `protection`, the smallest cell beside it follows. At last
 * each cell hidden for the sake of others, the largest first, is shown again if all stay protected without it.
 *
 * Which of the hidden cells were small must not be published: knowing that a cell is one of the small, or is not, tells
 * more of the others than their sums do.
 *
 * It is greedy: the pattern is safe, and nearly always the smallest or close to it. The same counts give the same
 * pattern.
 *
 * @throws RangeError where what must be shown gives a small count away
 * @example
 * const tables = crossTable(['a', 'b', 'c'], ['x', 'y'], [[3, 20], [40, 30], [50, 60]]);
 * const { primary, complementary, intervals } = suppressTables(tables, { minimum: 10 });
 * [...primary]; // ['a|x']
 * [...complementary]; // ['a|y', 'b|x', 'b|y']
 * intervals.get('a|x'); // [0, 23]
 */
export function suppressTables(
  tables: CountTables,
  { minimum, hidesZero = false, protection = minimum }: TableSuppressionSettings,
): SuppressedTables {
  if (!(minimum >= 5))
    throw new RangeError(`suppressTables requires a minimum of at least 5 (got ${minimum})`);
  const cells = requireTables(tables);
  const primary = new Set(
    tables.cells.filter(({ n }) => n < minimum && (n > 0 || hidesZero)).map(({ name }) => name),
  );
  const hidden = new Set(primary);
  const equations = tables.sums.map(({ total, parts }) => [total, ...parts]);
  const sumsOf = new Map(
    tables.cells.map(({ name }) => [name, equations.filter((equation) => equation.includes(name))]),
  );
  const hiddenIn = (equation: readonly string[]) => equation.filter((name) => hidden.has(name)).length;
  /** Sums with one hidden cell that a second would close, less those in which it would be the first. */
  const helpOf = (name: string) =>
    sumsOf.get(name)!.reduce((help, equation) => {
      const count = hiddenIn(equation);
      return help + (count === 1 ? 1 : count === 0 ? -1 : 0);
    }, 0);
  const best = (names: readonly string[]): string | undefined =>
    [...new Set(names)]
      .filter(
        (name) => !hidden.has(name) && cells.get(name)!.isAlwaysShown !== true && cells.get(name)!.n > 0,
      )
      .map((name) => ({ name, n: cells.get(name)!.n, help: helpOf(name) }))
      .sort((a, b) => b.help - a.help || a.n - b.n || (a.name < b.name ? -1 : 1))[0]?.name;

  function hideBeside(): void {
    for (let hasGrown = true; hasGrown;) {
      hasGrown = false;
      for (const equation of equations) {
        if (hiddenIn(equation) !== 1) continue;
        const next = best(equation);
        if (next === undefined) continue;
        hidden.add(next);
        hasGrown = true;
      }
    }
  }
  const find = findUnprotected(tables, cells, primary, protection);
  const unprotected = (without?: string): string | undefined =>
    find(without === undefined ? hidden : new Set([...hidden].filter((name) => name !== without)));

  if (primary.size > 0) {
    hideBeside();
    for (let open = unprotected(); open !== undefined; open = unprotected()) {
      const next = best(sumsOf.get(open)!.flat()) ?? best(tables.cells.map(({ name }) => name));
      if (next === undefined) throw new RangeError(`what is always shown gives the count of ${open} away`);
      hidden.add(next);
      hideBeside();
    }
    const extra = [...hidden].filter((name) => !primary.has(name));
    for (const name of extra.sort((a, b) => cells.get(b)!.n - cells.get(a)!.n)) {
      if (unprotected(name) === undefined) hidden.delete(name);
    }
  }
  return {
    primary,
    complementary: new Set([...hidden].filter((name) => !primary.has(name))),
    intervals: auditHiddenCells(tables, hidden),
  };
}
