import { expect, it } from 'vitest';
import { relativeDifference } from './relative-difference.ts';

it('is a share of the expected number', () => {
  expect(relativeDifference(101, 100)).toBe(0.01);
  expect(relativeDifference(0.5, 0)).toBe(0.5);
});

it('takes NaN for a difference without bounds', () => {
  expect(relativeDifference(NaN, 1)).toBe(Infinity);
  expect(relativeDifference(NaN, NaN)).toBe(Infinity);
});
