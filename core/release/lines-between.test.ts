import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesBetween } from './lines-between.ts';

const figure = (key: string, hash: string) => ({ key, definition: { hash } });
const lines = (before: Record<string, string>, now: Record<string, string>) =>
  Object.fromEntries(
    linesBetween(
      Object.entries(before).map(([key, hash]) => figure(key, hash)),
      Object.entries(now).map(([key, hash]) => figure(key, hash)),
    ),
  );

describe('the lines between two releases', () => {
  it('go on under the same name', () => {
    expect(lines({ a: '1', b: '2' }, { a: '1', b: '2' })).toEqual({ a: 'a', b: 'b' });
  });

  it('go on under another name', () => {
    expect(lines({ a: '1', b: '2' }, { a: '1', c: '2' })).toEqual({ a: 'a', c: 'b' });
  });

  it('go on where names were exchanged', () => {
    expect(lines({ a: '1', b: '2' }, { a: '2', b: '1' })).toEqual({ a: 'b', b: 'a' });
  });

  it('end under the name they had, where the definition is another', () => {
    expect(lines({ a: '1' }, { a: '2' })).toEqual({ a: 'a' });
  });

  it('do not begin before there was such a figure', () => {
    expect(lines({ a: '1' }, { a: '1', b: '2' })).toEqual({ a: 'a' });
    // A copy of a figure is none that was there.
    expect(lines({ a: '1' }, { a: '1', b: '1' })).toEqual({ a: 'a' });
  });

  it('are not guessed between figures of one definition', () => {
    expect(lines({ a: '1', b: '1' }, { c: '1', d: '1' })).toEqual({});
    expect(lines({ a: '1', b: '1' }, { a: '1', c: '1' })).toEqual({ a: 'a', c: 'b' });
  });

  it('leave the name to whoever has it now, whose line ends there', () => {
    expect(lines({ index: '1' }, { index: '2', leaf: '1' })).toEqual({ index: 'index', leaf: 'index' });
  });

  it('join no two figures of other definitions but under one name', () => {
    const release = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('1', '2', '3'));
    fc.assert(
      fc.property(release, release, (before, now) => {
        for (const [key, was] of Object.entries(lines(before, now))) {
          expect(key === was || before[was] === now[key]).toBe(true);
        }
        for (const [key, hash] of Object.entries(now)) {
          if (before[key] === hash) expect(lines(before, now)[key]).toBe(key);
        }
      }),
    );
  });
});
