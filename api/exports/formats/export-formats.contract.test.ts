import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteOrderMark, textOfCell } from '../../../core/csv.ts';
import { parse } from 'csv-parse/sync';
import { missingReasons } from '../../../core/questionnaire/answer.ts';
import { exportCodes } from '../../../core/questionnaire/coding.ts';
import type { Cell, MakePart, ResponseTable } from '../table.ts';
import { type ExportFormatName, exportFormatNames, exportFormats } from './export-formats.ts';

/** A file read again as a stranger would, and what they find of a cell. */
interface Reader {
  readonly read: (text: string) => readonly (readonly [name: string, value: unknown][])[];
  readonly found: (cell: Cell) => unknown;
}

/** One for each format; without it this file does not compile. */
const readers: Readonly<Record<ExportFormatName, Reader>> = {
  csv: {
    read(text) {
      expect(text.startsWith(byteOrderMark)).toBe(true);
      const [names, ...rows] = parse(text.slice(1), { record_delimiter: '\r\n' });
      return rows.map((row) => row.map((cell, at) => [names![at]!, textOfCell(cell)]));
    },
    found(cell) {
      if (cell === null) return '';
      return String(typeof cell === 'object' ? exportCodes[cell.missing] : cell);
    },
  },
  jsonl: {
    read(text) {
      expect(text === '' || text.endsWith('\n')).toBe(true);
      const lines = text.split('\n').slice(0, -1);
      return lines.map((line) => Object.entries(JSON.parse(line) as Readonly<Record<string, unknown>>));
    },
    found: (cell) => cell,
  },
};

type Row = readonly (readonly Cell[])[];

const parts = [['row_id'], ['channel'], ['q1'], ['q2_a', 'q2_b']];

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('=1+1', '-2', '"', 'a,b', 'a;=b', "'", '\r\n', '满意，很', '{"missing":"refused"}'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constantFrom(...missingReasons).map((missing) => ({ missing })),
);
const row: fc.Arbitrary<Row> = fc.tuple(...parts.map((names) => fc.tuple(...names.map(() => cell))));
const pages = fc.array(fc.array(row, { maxLength: 5 }), { maxLength: 4 });

const tableOf = (given: readonly (readonly Row[])[]): ResponseTable => ({
  columns: parts.flat(),
  async *pages<Made>(make: MakePart<Made>) {
    for (const page of given) yield page.map((row) => row.map((cells, at) => make(parts[at]!, cells)));
  },
});

async function piecesOf(name: ExportFormatName, given: readonly (readonly Row[])[]) {
  const pieces: Uint8Array[] = [];
  for await (const piece of exportFormats[name].write(tableOf(given))) pieces.push(piece);
  return pieces;
}

describe.each(exportFormatNames)('responses as %s', (name) => {
  const { read, found } = readers[name];

  it('say of every cell what it is, under the name of its column, in the order they came', async () => {
    await fc.assert(
      fc.asyncProperty(pages, async (given) => {
        const text = Buffer.concat(await piecesOf(name, given)).toString();
        const expected = given.flat().map((cells) => {
          const names = parts.flat();
          return cells.flat().map((each, at) => [names[at]!, found(each)]);
        });
        expect(read(text)).toEqual(expected);
      }),
    );
  });

  it('are the same bytes however they come from the database', async () => {
    await fc.assert(
      fc.asyncProperty(pages, async (given) => {
        const [once, inPages] = [await piecesOf(name, [given.flat()]), await piecesOf(name, given)];
        expect(Buffer.concat(inPages).equals(Buffer.concat(once))).toBe(true);
      }),
    );
  });

  it('are handed on page by page', async () => {
    const page: readonly Row[] = [[['0'], ['open'], [1], [0, 1]]];
    const [few, many] = [
      await piecesOf(name, [page]),
      await piecesOf(name, Array<typeof page>(9).fill(page)),
    ];
    expect(many.length - few.length).toBe(8);
  });
});
