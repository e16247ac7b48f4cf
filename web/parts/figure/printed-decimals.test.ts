import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsByError, printedError, roundedByError } from '../../../core/release/print/digits.ts';
import { printedDecimals } from './printed-decimals.ts';

describe('printedDecimals', () => {
  it('is told by the error, so that zeros at the end are written', () => {
    expect(printedDecimals([82, 81, 83], 0.45)).toBe(1);
    expect(printedDecimals([82, 79, 85], 1.5)).toBe(0);
    expect(printedDecimals([0.4], 0.012)).toBe(2);
  });

  it('is told by the numbers where there is no error', () => {
    expect(printedDecimals([2, 0.7, 3.5])).toBe(1);
    expect(printedDecimals([45])).toBe(0);
    expect(printedDecimals([])).toBe(0);
  });

  it('never drops a digit of the document, nor adds one', () => {
    const error = fc.double({ min: 1e-4, max: 30, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), error, (value, standardError) => {
        const number = roundedByError(value, standardError, 'points');
        const decimals = printedDecimals([number], printedError(standardError));
        expect(Number(number.toFixed(decimals))).toBe(number);
        expect(decimals).toBeLessThanOrEqual(decimalsByError(standardError));
      }),
    );
  });
});
