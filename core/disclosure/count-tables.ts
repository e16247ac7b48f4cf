/**
 * Published counts and how they add up: all that somebody who wants to work out a hidden one has. Totals are cells
 * too, and a cell may stand in several tables or levels under its one name; a hierarchy is sums of sums.
 */
export interface CountTables {
  readonly cells: readonly CountCell[];
  readonly sums: readonly CountSum[];
}
export interface CountCell {
  readonly name: string;
  readonly n: number;
  /** It is published whatever it gives away, as a grand total is. */
  readonly isAlwaysShown?: boolean;
}
/** The count of `total` is the sum of those of `parts`. */
export interface CountSum {
  readonly total: string;
  readonly parts: readonly string[];
}

/**
 * The cells by name.
 *
 * @throws RangeError on counts that are none, names that stand for two cells or for none, and sums that do not hold
 * @example
 * const cells = requireTables(crossTable(['a', 'b'], ['x', 'y'], [[1, 2], [3, 4]]));
 * cells.get('a|*'); // { name: 'a|*', n: 3, isAlwaysShown: true }
 */
export function requireTables({ cells, sums }: CountTables): ReadonlyMap<string, CountCell> {
  const byName = new Map(cells.map((cell) => [cell.name, cell]));
  if (byName.size !== cells.length) throw new RangeError('count tables require cells of different names');
  for (const { name, n } of cells) {
    if (!(Number.isInteger(n) && n >= 0))
      throw new RangeError(`count tables require counts (${name} has ${n})`);
  }
  for (const { total, parts } of sums) {
    const countOf = (name: string): number => {
      const cell = byName.get(name);
      if (!cell) throw new RangeError(`a sum names the cell ${name}, which the tables do not have`);
      return cell.n;
    };
    const sum = parts.reduce((added, part) => added + countOf(part), 0);
    if (sum !== countOf(total)) {
      throw new RangeError(`the parts of ${total} sum to ${sum}, and it has ${countOf(total)}`);
    }
  }
  return byName;
}

/**
 * A table of rows and columns with the totals of both and of all, as cells named `row|column`; totals, which have `*`
 * for what they sum over, are always shown.
 *
 * @example
 * const { cells, sums } = crossTable(['a', 'b'], ['x', 'y'], [[1, 2], [3, 4]]);
 * cells.map(({ n }) => n); // [1, 2, 3, 4, 3, 7, 4, 6, 10]
 * sums[0]; // { total: 'a|*', parts: ['a|x', 'a|y'] }
 */
export function crossTable(
  rows: readonly string[],
  columns: readonly string[],
  counts: readonly (readonly number[])[],
): CountTables {
  const name = (row: string, column: string) => `${row}|${column}`;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const inner = rows.flatMap((row, at) =>
    columns.map((column, place) => ({ name: name(row, column), n: counts[at]![place]! })),
  );
  const totals = [
    ...rows.map((row, at) => ({ name: name(row, '*'), n: sum(counts[at]!) })),
    ...columns.map((column, place) => ({
      name: name('*', column),
      n: sum(counts.map((row) => row[place]!)),
    })),
    { name: name('*', '*'), n: sum(counts.flat()) },
  ].map((cell) => ({ ...cell, isAlwaysShown: true }));
  return {
    cells: [...inner, ...totals],
    sums: [
      ...rows.map((row) => ({ total: name(row, '*'), parts: columns.map((column) => name(row, column)) })),
      ...columns.map((column) => ({ total: name('*', column), parts: rows.map((row) => name(row, column)) })),
      { total: name('*', '*'), parts: rows.map((row) => name(row, '*')) },
    ],
  };
}
