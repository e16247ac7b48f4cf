/** Without it Excel reads UTF-8 as the local code page, and Chinese as noise. */
const byteOrderMark = '\uFEFF';

/**
 * A table as a CSV file. A text a spreadsheet would run as a formula is kept a text by an apostrophe before it;
 * numbers stay numbers.
 */
export function csvFile(rows: readonly (readonly (string | number)[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
