import { describe, expect, it } from 'vitest';
import { contentHash, hashText } from './content-hash.ts';

describe('hashText', () => {
  it('is SHA-256 of the text in UTF-8 (FIPS 180-2, appendix B)', () => {
    expect(hashText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hashText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('contentHash', () => {
  it('is the same for the same content, in whatever order it is written', () => {
    expect(contentHash({ a: 1, b: [2] })).toBe(contentHash({ b: [2], a: 1 }));
  });

  it('is another for other content', () => {
    const hashes = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: null }, {}, [{ a: 1 }]].map(contentHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
