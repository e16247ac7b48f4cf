import { requireTables, type CountTables } from './count-tables.ts';
import { extremeOf, hiddenSystems } from './hidden-systems.ts';

/** The least and the most a hidden count can be, for all that is published. */
export type FeasibleInterval = readonly [least: number, most: number];

/**
 * What an attacker can work out about each hidden count, by linear programming over all sums at once: the hidden
 * counts are unknowns of at least 0, each sum is an equation, and each unknown is made as small and as large as the
 * equations allow (A. Hundepool and others 2012, Statistical Disclosure Control, 4.3). That the counts are whole
 * numbers is not used, so an interval may be wider than the truth by less than one count at an end; nor is it known
 * which of them were hidden for being small, which therefore must not be published.
 *
 * @throws RangeError for a hidden cell the tables do not have, and tables too large for the solver
 * @example
 * const tables = crossTable(['a', 'b'], ['x', 'y'], [[1, 20], [30, 40]]);
 * auditHiddenCells(tables, new Set(['a|x', 'a|y'])).get('a|x'); // [1, 1] (column x gives it away)
 * auditHiddenCells(tables, new Set(['a|x', 'a|y', 'b|x', 'b|y'])).get('a|x'); // [0, 21]
 */
export function auditHiddenCells(
  tables: CountTables,
  hidden: ReadonlySet<string>,
): ReadonlyMap<string, FeasibleInterval> {
  const cells = requireTables(tables);
  for (const name of hidden) {
    if (!cells.has(name)) throw new RangeError(`the hidden cell ${name} is not in the tables`);
  }
  const found = new Map<string, FeasibleInterval>();
  for (const system of hiddenSystems(tables, cells, hidden)) {
    for (const name of system.names) {
      found.set(name, [extremeOf(system, name, 'minimize').value, extremeOf(system, name, 'maximize').value]);
    }
  }
  return new Map([...hidden].map((name) => [name, found.get(name)!]));
}
