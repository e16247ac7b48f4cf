import type { CountCell, CountTables } from './count-tables.ts';
import { extremeOf, type HiddenSystem, hiddenSystems } from './hidden-systems.ts';

/** A small count that can be worked out too closely with the given cells hidden; none where all are protected. */
export type FindUnprotected = (hidden: ReadonlySet<string>) => string | undefined;

/**
 * Looks for the first of the small counts whose feasible interval is narrower than `protection`. It is asked again and
 * again while cells are hidden and shown, and so remembers systems that were found safe, and takes every solution of
 * the solver for all counts in it: two of them far enough apart protect a count without asking about it.
 *
 * @example
 * const tables = crossTable(['a', 'b'], ['x', 'y'], [[1, 20], [30, 40]]);
 * const find = findUnprotected(tables, requireTables(tables), new Set(['a|x']), 10);
 * find(new Set(['a|x', 'a|y'])); // 'a|x'
 * find(new Set(['a|x', 'a|y', 'b|x', 'b|y'])); // undefined
 */
export function findUnprotected(
  tables: CountTables,
  cells: ReadonlyMap<string, CountCell>,
  small: ReadonlySet<string>,
  protection: number,
): FindUnprotected {
  const known = new Map<string, string | undefined>();
  const inSystem = (system: HiddenSystem): string | undefined => {
    const own = system.names.filter((name) => small.has(name));
    const lowest = new Map(own.map((name) => [name, cells.get(name)!.n]));
    const highest = new Map(lowest);
    const isWide = (name: string) => highest.get(name)! - lowest.get(name)! >= protection;
    const look = (name: string, direction: 'minimize' | 'maximize'): number => {
      const { value, counts } = extremeOf(system, name, direction);
      for (const each of own) {
        const count = counts.get(each) ?? lowest.get(each)!;
        lowest.set(each, Math.min(lowest.get(each)!, count));
        highest.set(each, Math.max(highest.get(each)!, count));
      }
      return value;
    };
    return own.find((name) => {
      if (isWide(name)) return false;
      const most = look(name, 'maximize');
      if (isWide(name)) return false;
      return most - look(name, 'minimize') < protection;
    });
  };
  return (hidden) => {
    for (const system of hiddenSystems(tables, cells, hidden)) {
      const key = [...system.names].sort().join('\n');
      if (!known.has(key)) known.set(key, inSystem(system));
      const found = known.get(key);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
