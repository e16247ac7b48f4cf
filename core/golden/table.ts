/** A table of the folder: texts as they stand, numbers as numbers, and NaN where there is no answer. */
export interface Table {
  readonly rowCount: number;
  readonly text: (column: string) => readonly string[];
  readonly numbers: (column: string) => Float64Array;
}

/**
 * @param csv with a head line, and no commas or quotation marks in the cells
 * @example
 * readTable('street,clean\nLotus,9\nWillow,\n').numbers('clean'); // [9, NaN]
 */
export function readTable(csv: string): Table {
  const [head = '', ...lines] = csv.trimEnd().split('\n');
  const names = head.replaceAll('"', '').split(',');
  const rows = lines.map((line) => line.split(','));
  const text = (column: string) => {
    const at = names.indexOf(column);
    if (at < 0) throw new RangeError(`there is no column ${column}`);
    return rows.map((row) => row[at] ?? '');
  };
  return {
    rowCount: rows.length,
    text,
    numbers: (column) => Float64Array.from(text(column), (cell) => (cell === '' ? NaN : Number(cell))),
  };
}
