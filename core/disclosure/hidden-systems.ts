import { solve } from 'yalps';
import type { CountCell, CountTables } from './count-tables.ts';

/** Hidden counts that hang together by sums, as unknowns with the equations the published counts leave. */
export interface HiddenSystem {
  readonly names: readonly string[];
  /** What is published of each sum, less than which its hidden cells make up. */
  readonly constraints: ReadonlyMap<string, { readonly equal: number }>;
  /** For each hidden cell, the sums it stands in: 1 as a part, -1 as the total. */
  readonly coefficients: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/**
 * The hidden cells in systems that share no sum, so that each can be looked at by itself.
 *
 * @example
 * const tables = crossTable(['a', 'b'], ['x', 'y'], [[1, 20], [30, 40]]);
 * const cells = requireTables(tables);
 * hiddenSystems(tables, cells, new Set(['a|x', 'b|y'])).length; // 2
 * hiddenSystems(tables, cells, new Set(['a|x', 'a|y']))[0]!.names; // ['a|x', 'a|y']
 */
export function hiddenSystems(
  { sums }: CountTables,
  cells: ReadonlyMap<string, CountCell>,
  hidden: ReadonlySet<string>,
): readonly HiddenSystem[] {
  const coefficients = new Map([...hidden].map((name) => [name, new Map<string, number>()]));
  const constraints = new Map<string, { readonly equal: number }>();
  const members = new Map<string, string[]>();
  for (const [place, { total, parts }] of sums.entries()) {
    const key = `sum ${place}`;
    let shown = 0;
    const own: string[] = [];
    const add = (name: string, sign: 1 | -1) => {
      const unknown = coefficients.get(name);
      if (unknown === undefined) shown += sign * cells.get(name)!.n;
      else {
        unknown.set(key, (unknown.get(key) ?? 0) + sign);
        own.push(name);
      }
    };
    for (const part of parts) add(part, 1);
    add(total, -1);
    if (own.length === 0) continue;
    constraints.set(key, { equal: -shown });
    members.set(key, own);
  }
  const seen = new Set<string>();
  const systems: HiddenSystem[] = [];
  for (const first of hidden) {
    if (seen.has(first)) continue;
    seen.add(first);
    const names = [first];
    const keys = new Set<string>();
    for (const name of names) {
      for (const key of coefficients.get(name)!.keys()) {
        keys.add(key);
        for (const other of members.get(key)!) {
          if (seen.has(other)) continue;
          seen.add(other);
          names.push(other);
        }
      }
    }
    systems.push({
      names,
      constraints: new Map([...keys].map((key) => [key, constraints.get(key)!])),
      coefficients: new Map(names.map((name) => [name, coefficients.get(name)!])),
    });
  }
  return systems;
}

/** An end of what a hidden count can be, and counts of its whole system at which it is. */
export interface Extreme {
  readonly value: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** More steps than any table of counts has needed. */
const MOST_PIVOTS = 1_000_000;

/**
 * The least or the most one of the hidden counts can be, the others being anything of at least 0 that the sums allow.
 *
 * @throws RangeError where the solver finds no end
 * @example
 * const tables = crossTable(['a', 'b'], ['x', 'y'], [[1, 20], [30, 40]]);
 * const hidden = new Set(['a|x', 'a|y', 'b|x', 'b|y']);
 * const [system] = hiddenSystems(tables, requireTables(tables), hidden);
 * extremeOf(system!, 'a|x', 'maximize').value; // 21
 */
export function extremeOf(
  { names, constraints, coefficients }: HiddenSystem,
  name: string,
  direction: 'minimize' | 'maximize',
): Extreme {
  const variables = new Map(
    [...coefficients].map(([each, sums]) => [each, new Map([...sums, ['value', each === name ? 1 : 0]])]),
  );
  const model = { direction, objective: 'value', constraints, variables };
  const { status, result, variables: solution } = solve(model, { maxPivots: MOST_PIVOTS });
  if (status === 'unbounded') return { value: Infinity, counts: new Map() };
  if (status !== 'optimal') {
    throw new RangeError(`the tables are too large to audit: what ${name} can be was not found (${status})`);
  }
  const counts = new Map(names.map((each) => [each, 0]));
  for (const [each, value] of solution) counts.set(each, value);
  // The solver is exact to some 1e-8, and counts are whole.
  return { value: Math.round(result * 1e6) / 1e6, counts };
}
