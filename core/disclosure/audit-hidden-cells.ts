import { solve } from 'yalps';
import { requireTables, type CountTables } from './count-tables.ts';

/** The least and the most a hidden count can be, for all that is published. */
export type FeasibleInterval = readonly [least: number, most: number];

/**
 * What an attacker can work out about each hidden count, by linear programming over all sums at once: the hidden
 * counts are unknowns of at least 0, each sum is an equation, and each unknown is made as small and as large as the
 * equations allow (A. Hundepool and others 2012, Statistical Disclosure Control, 4.3). That the counts are whole
 * numbers is not used, so an interval may be wider than the truth by less than one count at an end.
 *
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
  const constraints = new Map<string, { readonly equal: number }>();
  const coefficients = new Map([...hidden].map((name) => [name, new Map<string, number>()]));
  for (const [place, { total, parts }] of tables.sums.entries()) {
    const key = `sum ${place}`;
    let shown = 0;
    const add = (name: string, sign: 1 | -1) => {
      const unknown = coefficients.get(name);
      if (unknown === undefined) shown += sign * cells.get(name)!.n;
      else unknown.set(key, (unknown.get(key) ?? 0) + sign);
    };
    for (const part of parts) add(part, 1);
    add(total, -1);
    if ([...coefficients.values()].some((unknown) => unknown.has(key)))
      constraints.set(key, { equal: -shown });
  }
  const end = (name: string, direction: 'minimize' | 'maximize'): number => {
    const variables = new Map(
      [...coefficients].map(([each, sums]) => [each, new Map([...sums, ['value', each === name ? 1 : 0]])]),
    );
    const { status, result } = solve({ direction, objective: 'value', constraints, variables });
    if (status === 'unbounded') return Infinity;
    if (status !== 'optimal') throw new Error(`the feasible interval of ${name} was not found (${status})`);
    // The solver is exact to some 1e-8, and counts are whole.
    return Math.round(result * 1e6) / 1e6;
  };
  return new Map([...hidden].map((name) => [name, [end(name, 'minimize'), end(name, 'maximize')]]));
}
