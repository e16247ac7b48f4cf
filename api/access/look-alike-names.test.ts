import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookOf, mixesAlphabets } from './look-alike-names.ts';

describe('a name that looks like another', () => {
  it.each([
    ['Copa', 'Сора'],
    ['administrator', 'аdministrаtоr'],
    ['HAH', 'НАН'],
    ['Bob', 'Воb'],
    ['Anna', 'Αnna'],
    ['KATO', 'ΚΑΤΟ'],
    ['Ａnna', 'Anna'],
  ])('is told though its letters are others: %s', (one, other) => {
    expect(one).not.toBe(other);
    expect(lookOf(one)).toBe(lookOf(other));
  });

  it.each([
    ['Иван', 'Ivan'],
    ['Νίκος', 'Nikos'],
    ['王伟', '王卫'],
    ['Wang Wei', 'Wang Fei'],
  ])('is another where people tell them apart: %s and %s', (one, other) => {
    expect(lookOf(one)).not.toBe(lookOf(other));
  });

  it('looks the same when it is looked at again, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(lookOf(lookOf(name))).toBe(lookOf(name));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a name in two alphabets', () => {
  it.each(['Αnna', 'Wаng', 'Παвел', 'x²μ'])('is told: %s', (name) => expect(mixesAlphabets(name)).toBe(true));
  it.each(['Wang 王伟', '王评估', 'Иван 2', 'Νίκος', 'Renée O’Neil', 'Анна 王', '7'])('is not: %s', (name) =>
    expect(mixesAlphabets(name)).toBe(false),
  );
});
