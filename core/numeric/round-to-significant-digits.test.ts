import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundToSignificantDigits } from './round-to-significant-digits.ts';

it('keeps so many digits, large and small', () => {
  expect(roundToSignificantDigits(77.7771234567891234, 12)).toBe(77.7771234568);
  expect(roundToSignificantDigits(123456789, 3)).toBe(123000000);
  expect(roundToSignificantDigits(-0.000123456, 2)).toBe(-0.00012);
  expect(roundToSignificantDigits(0, 12)).toBe(0);
});

it('refuses what is not a number', () => {
  expect(() => roundToSignificantDigits(NaN, 12)).toThrow('finite');
  expect(() => roundToSignificantDigits(Infinity, 12)).toThrow('finite');
});

it('changes nothing when done again', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (value) => {
      const once = roundToSignificantDigits(value, 12);
      return Object.is(roundToSignificantDigits(once, 12), once);
    }),
  );
});
