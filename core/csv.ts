/**
 * A cell of a CSV file that spreadsheets take for what it is. A text that begins like a formula would be run
 * by a spreadsheet; an apostrophe before it, which spreadsheets hide, makes it a text. Numbers stay numbers.
 *
 * Where a list is separated by semicolons a spreadsheet splits the line there, and by tabs where it is pasted;
 * a quote in the middle of a line hinders neither. So what stands behind such a mark is made a text as well.
 *
 * @example
 * csvCell('north, south'); // '"north, south"'
 * csvCell('=1+1'); // "'=1+1"
 * csvCell('x;=1+1'); // '"x;\'=1+1"'
 * csvCell(-1); // '-1'
 */
export function csvCell(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const behind = /[;\t\r\n]/.test(value)
    ? value.replace(marks, (run, at: number) => (isBeforeFormula(run, at, value) ? `${run}'` : run))
    : value;
  const safe = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(behind) ? `'${behind}` : behind;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * The text that `csvCell` made a cell of, once a reader has taken its quotes away.
 *
 * @example
 * textOfCell("'=1+1"); // '=1+1'
 * textOfCell("it's"); // "it's"
 */
export function textOfCell(cell: string): string {
  if (!cell.includes("'")) return cell;
  const text = /^'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(cell) ? cell.slice(1) : cell;
  return text.replace(marks, (run, at: number) =>
    run.endsWith("'") && isBeforeFormula(run, at, text) ? run.slice(0, -1) : run,
  );
}

/** Whole runs of what may stand between a separator and a formula, so that each character is read once. */
const marks = /[;\s"']+/g;

function isBeforeFormula(run: string, at: number, text: string): boolean {
  return /[;\t\r\n]/.test(run) && '=+-@＝＋－＠'.includes(text.charAt(at + run.length) || ' ');
}

/** What a row ends with, as Excel expects. */
export const rowEnd = '\r\n';

/**
 * @example
 * csvRow(['north', 3]); // 'north,3\r\n'
 */
export function csvRow(cells: readonly (string | number | boolean)[]): string {
  return csvCells(cells) + rowEnd;
}

/**
 * Some cells of a row.
 *
 * @example
 * csvCells(['north', 3]); // 'north,3'
 */
export function csvCells(cells: readonly (string | number | boolean)[]): string {
  return cells.map(csvCell).join(',');
}

/** Without it Excel reads UTF-8 as the local code page, and Chinese as noise. */
export const byteOrderMark = '\uFEFF';

/**
 * A whole table as a CSV file.
 *
 * @example
 * csvFile([['area', 'n'], ['north', 3]]); // '\uFEFFarea,n\r\nnorth,3\r\n'
 */
export function csvFile(rows: readonly (readonly (string | number | boolean)[])[]): string {
  return byteOrderMark + rows.map(csvRow).join('');
}
