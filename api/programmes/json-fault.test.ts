import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from './json-fault.ts';

function place(text: string) {
  const found = jsonFault(text);
  return found && [found.line, found.column, found.quoted];
}

describe('jsonFault', () => {
  it('finds nothing exactly where JSON.parse finds nothing', () => {
    const isJson = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const nearly = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '{', '}', ']', '"', ':', '，', '\n', 'x', '\\'))
      .map(([json, at, mark]) => {
        const place = at % (json.length + 1);
        return `${json.slice(0, place)}${mark}${json.slice(place + (mark === '' ? 1 : 0))}`;
      });
    fc.assert(
      fc.property(nearly, (text) => {
        expect(jsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a comma missing', '{\n  "a": 1\n  "b": 2\n}', [3, 3, '"b": 2']],
    ['a comma too many', '{\n  "a": 1,\n}', [3, 1, '}']],
    ['a full-width colon', '{\n  "a"：1\n}', [2, 6, '"a"：1']],
    ['typographic quotes', '[“a”]', [1, 2, '[“a”]']],
    ['a quote that is not closed', '["a]', [1, 2, '["a]']],
    ['an end too early', '{"a": [1, 2', [1, 12, '{"a": [1, 2']],
    ['two values', '{} {}', [1, 4, '{} {}']],
    ['nothing', '', [1, 1, '']],
  ])('tells line, column and the line of %s', (_, text, expected) => {
    expect(place(text)).toEqual(expected);
  });

  it('shortens a long line', () => {
    expect(jsonFault(`[${'1,'.repeat(500)}]`)?.quoted.length).toBe(61);
  });

  it('is not exhausted by brackets without end', () => {
    expect(jsonFault('['.repeat(200_000))?.message).toBe('the file ends before its last [ is closed');
  });
});
