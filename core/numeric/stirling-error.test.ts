import { expect, it } from 'vitest';
import { relativeDifference } from './relative-difference.ts';
import { stirlingError } from './stirling-error.ts';

it('is 1 - log(2 pi) / 2 at 1, where Gamma is 1', () => {
  expect(relativeDifference(stirlingError(1), 1 - Math.log(2 * Math.PI) / 2)).toBeLessThan(1e-14);
});

it('restores log n! on both sides of the switch to the series', () => {
  let logFactorial = 0;
  for (let n = 1; n <= 40; n++) {
    logFactorial += Math.log(n);
    const restored = stirlingError(n) + (n + 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2;
    expect(Math.abs(restored - logFactorial)).toBeLessThan(1e-13 * Math.max(1, logFactorial));
  }
});
