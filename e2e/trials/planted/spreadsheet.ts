/**
 * The cells a spreadsheet makes of a file, as Excel and LibreOffice read one: a quotation mark means something only
 * where a cell begins; what stands behind its closing one is taken as it is, up to the next separator.
 *
 * @example
 * cellsIn('a,"b;=1"', ';'); // ['a,"b', '=1"']: by semicolons the quotation mark stands in the middle
 */
export function cellsIn(file: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < file.length) {
    let cell = '';
    if (file[at] === '"') {
      for (at += 1; at < file.length; at += 1) {
        if (file[at] !== '"') cell += file[at];
        else if (file[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      at += 1;
    }
    while (at < file.length && file[at] !== separator && file[at] !== '\n' && file[at] !== '\r') {
      cell += file[at];
      at += 1;
    }
    at += file[at] === '\r' && file[at + 1] === '\n' ? 2 : 1;
    cells.push(cell);
  }
  return cells;
}

/** Whether a spreadsheet would run it: a tab, a line end or a space before it is stripped by some, and then it counts. */
export function runsAsFormula(cell: string): boolean {
  if (/^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(cell)) return false;
  return /^\s*[=+\-@＝＋－＠]/.test(cell);
}
