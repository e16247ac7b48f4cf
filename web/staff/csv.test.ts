import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile } from './csv.ts';

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
