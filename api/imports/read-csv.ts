import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { textOfCell } from '../../core/csv.ts';
import type { ImportMapping } from '../../core/programme/import-mapping.ts';

/** The longest questionnaires have some hundred variables. */
const MOST_COLUMNS = 2000;
/** An open quote would otherwise gather the rest of the file into one cell. */
const MOST_RECORD_BYTES = 1024 * 1024;

export interface CsvRow {
  /** As an editor counts: the header is line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * The rows of a CSV file, one at a time. Throws a sentence that names the line where the file is broken:
 * an open quote, a row with too few or too many cells, a column name twice, more columns or a longer row than
 * any export has. The apostrophes our own exports put before formulas are taken away.
 */
export async function* readCsv(
  path: string,
  { delimiter, encoding }: Pick<ImportMapping, 'delimiter' | 'encoding'>,
): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    delimiter,
    columns: columnNames,
    info: true,
    max_record_size: MOST_RECORD_BYTES,
    skip_empty_lines: true,
  });
  const text = Readable.from(decode(createReadStream(path), encoding));
  text.on('error', (error) => parser.destroy(error)).pipe(parser);
  try {
    for await (const row of parser) {
      const { record, info } = row as { record: Record<string, string>; info: { lines: number } };
      // Not by the parser's own `cast`, which makes an import eight times as long.
      for (const name in record) if (record[name]!.includes("'")) record[name] = textOfCell(record[name]!);
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    throw new BrokenCsv(error as CsvError);
  }
}

/** A file in another encoding than the mapping says is refused, not read as noise. */
async function* decode(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch {
    throw new Error(`the file is not in the encoding ${encoding}; save it in that, or change the mapping`);
  }
}

export class BrokenCsv extends Error {
  readonly line: number;
  constructor(cause: CsvError | Error) {
    super(cause.message);
    this.name = 'BrokenCsv';
    this.line = 'lines' in cause && typeof cause.lines === 'number' ? cause.lines : 1;
  }
}

function columnNames(cells: string[]): string[] {
  const header = cells.map(textOfCell);
  if (header.length > MOST_COLUMNS) {
    throw new Error(`The first line has ${header.length} columns; an import takes ${MOST_COLUMNS}`);
  }
  const names = new Set<string>();
  for (const name of header) {
    if (names.has(name)) throw new Error(`The column "${name.slice(0, 64)}" stands twice in the first line`);
    names.add(name);
  }
  return header;
}
