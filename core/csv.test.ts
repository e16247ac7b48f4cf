import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growthOf, LINEAR } from './growth.test-data.ts';
import { csvCell, csvFile, csvRow, textOfCell } from './csv.ts';

/** A spreadsheet takes a quote for one only where a cell begins, and reads on whatever comes. */
function cellsAsSpreadsheetsRead(text: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"' && (isQuoted || cell === '')) {
      if (isQuoted && text.charAt(at + 1) === '"') cell += text.charAt(at++);
      else isQuoted = !isQuoted;
    } else if (!isQuoted && (character === delimiter || character === '\r' || character === '\n')) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
}

describe('a CSV cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠x', ' =1'])(
    'is neutral when it begins like a formula: %j',
    (text) => {
      expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it.each([
    ['x;=1+1', `"x;'=1+1"`],
    ['a\t=1', `"a\t'=1"`],
    ['a; "=1', `"a; ""'=1"`],
    ['a\n\r-1', `"a\n\r'-1"`],
    ['a;b = 1', '"a;b = 1"'],
    ['a, =1', '"a, =1"'],
  ])('leaves no formula behind what separates a list elsewhere: %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  /** Full of what separates, quotes and begins formulas. */
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(';', ',', '\t', '\r', '\n', ' ', '"', "'", '=', '-', '＋', '@', 'a', '1', '松月'),
        {
          maxLength: 12,
        },
      )
      .map((each) => each.join('')),
  );
  const row = fc.array(fc.oneof(texts, fc.nat()), { minLength: 1, maxLength: 5 });

  it.each([',', ';', '\t'])('begins no cell with a formula where %j separates a list', (delimiter) => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 3 }), (rows) => {
        const read = cellsAsSpreadsheetsRead(rows.map(csvRow).join(''), delimiter);
        expect(read.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves numbers numbers and Chinese as it is', () => {
    expect(csvRow([-3.5, '松月街道', true])).toBe('-3.5,松月街道,true\r\n');
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1 }), (cells) => {
        // A lone empty cell is an empty line, which no reader can tell from nothing.
        fc.pre(cells.length > 1 || cells[0] !== '');
        const [read] = parse(csvRow(cells), { relax_column_count: true }) as string[][];
        expect(read!.map(textOfCell)).toEqual(cells);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([';', '\t', "'", ';"', ' ', "'="])(
    'takes time in proportion to a text of nothing but %j',
    (piece) => {
      const textOf = (size: number) => piece.repeat(Math.ceil(size / piece.length));
      expect(growthOf(textOf, 6400, (text) => textOfCell(csvCell(text)))).toBeLessThan(LINEAR);
    },
  );
});

describe('csvFile', () => {
  it('marks the encoding, quotes what needs it, and ends rows as Excel expects', () => {
    expect(
      csvFile([
        ['街道', 'n'],
        ['松月, "东"', 120],
      ]),
    ).toBe('\uFEFF街道,n\r\n"松月, ""东""",120\r\n');
  });

  it('keeps negative numbers numbers and disarms texts that look like formulas', () => {
    expect(csvFile([[-1.5, '-1.5', '=1+1', ' @x', '＝1']])).toBe("\uFEFF-1.5,'-1.5,'=1+1,' @x,'＝1\r\n");
  });

  it('never lets a text begin with a character that starts a formula', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const written = csvFile([[text]])
          .slice(1)
          .replace(/^"/, '')
          .trimStart();
        expect(written).not.toMatch(/^[=+\-@]/);
      }),
    );
  });
});
