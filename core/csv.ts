/**
 * A cell of a CSV file that spreadsheets take for what it is. A text that begins like a formula would be run
 * by a spreadsheet; an apostrophe before it, which spreadsheets hide, makes it a text. Numbers stay numbers.
 *
 * @example
 * csvCell('north, south'); // '"north, south"'
 * csvCell('=1+1'); // "'=1+1"
 * csvCell(-1); // '-1'
 */
export function csvCell(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const safe = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  // In some countries a list is separated by semicolons, and what is pasted by tabs: no text may begin a cell there.
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
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
