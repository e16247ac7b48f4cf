import type { Cell } from '../table.ts';
import type { ExportFormat } from './export-format.ts';

/**
 * For programs: an object a line, with every column. Numbers are numbers; a missing answer is `{"missing":"dontKnow"}`,
 * as it is sent and stored, so that no code can be taken for a value; what was not asked is null.
 */
export const jsonLines: ExportFormat = {
  contentType: 'application/jsonl; charset=utf-8',
  called: 'JSON Lines, missing answers by their names',
  async *write({ pages }) {
    const members = (columns: readonly string[], cells: readonly Cell[]) =>
      cells.map((cell, at) => `${JSON.stringify(columns[at])}:${JSON.stringify(cell)}`).join(',');
    for await (const page of pages(members)) {
      yield Buffer.from(page.map((parts) => `{${parts.join(',')}}\n`).join(''));
    }
  },
};
