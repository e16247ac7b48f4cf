import { byteOrderMark, csvCell, csvRow, rowEnd } from '../../../core/csv.ts';
import { exportCodes } from '../../../core/questionnaire/coding.ts';
import type { Cell } from '../table.ts';
import type { ExportFormat } from './export-format.ts';

/** For spreadsheets and statistics programs: missing answers are 97, 98 and 99, what was not asked is empty. */
export const csv: ExportFormat = {
  contentType: 'text/csv; charset=utf-8',
  called: 'CSV in UTF-8',
  async *write({ columns, pages }) {
    yield Buffer.from(byteOrderMark + csvRow(columns));
    for await (const page of pages((_, cells) => cells.map(cellText).join(','))) {
      yield Buffer.from(page.map((parts) => parts.join(',') + rowEnd).join(''));
    }
  },
};

function cellText(cell: Cell): string {
  if (cell === null) return '';
  return csvCell(typeof cell === 'object' ? exportCodes[cell.missing] : cell);
}
