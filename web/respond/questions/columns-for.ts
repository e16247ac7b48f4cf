/** On the narrowest phone six targets of 44 px stand side by side. */
const MOST_COLUMNS = 6;

/**
 * How many points of a scale stand in one row, so that the rows are as even as can be.
 *
 * @example columnsFor(10) // 5: two rows, 1-5 and 6-10
 */
export function columnsFor(points: number): number {
  const rows = Math.ceil(points / MOST_COLUMNS);
  return Math.ceil(points / rows);
}
