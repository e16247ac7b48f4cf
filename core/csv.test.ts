import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvFile, csvRow } from './csv.ts';

describe('a CSV cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠x', ' =1'])(
    'is neutral when it begins like a formula: %j',
    (text) => {
      expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it.each(['x;=1+1', 'a\t=1'])('is one cell whatever separates a list: %j', (text) => {
    expect(csvCell(text)).toBe(`"${text}"`);
  });

  it('leaves numbers numbers and Chinese as it is', () => {
    expect(csvRow([-3.5, '松月街道', true])).toBe('-3.5,松月街道,true\r\n');
  });

  it('comes back as it was, save for the apostrophe before formulas', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (cells) => {
        // A lone empty cell is an empty line, which no reader can tell from nothing.
        fc.pre(cells.length > 1 || cells[0] !== '');
        const [read] = parse(csvRow(cells), { relax_column_count: true }) as string[][];
        expect(read!.map((cell) => cell.replace(/^'/, ''))).toEqual(
          cells.map((cell) => cell.replace(/^'/, '')),
        );
      }),
    );
  });
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
