import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStorableText } from './storable-text.ts';

describe('isStorableText', () => {
  it('takes every text of whole characters without NUL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isStorableText(text)).toBe(!text.includes('\0'));
      }),
    );
  });

  it('refuses either half of a surrogate pair wherever it stands alone', () => {
    const half = fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit));
    const plain = fc.string({ unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(plain, half, plain, (before, surrogate, after) => {
        expect(isStorableText(before + surrogate + after)).toBe(false);
      }),
    );
  });

  it('takes the two halves together', () => {
    expect(isStorableText('\ud83d\ude00')).toBe(true);
    expect(isStorableText('\ude00\ud83d')).toBe(false);
  });
});
