import { expect, it } from 'vitest';
import { valueOfRow } from './answer-values.ts';
import { DONT_KNOW } from './coded-column.ts';

it('reads plain values and scored codes alike', () => {
  const plain = valueOfRow([100, NaN], 2);
  const scored = valueOfRow({ codes: Int8Array.of(2, DONT_KNOW), scores: [0, 50, 100] }, 2);
  expect([plain(0), plain(1)]).toEqual([scored(0), scored(1)]);
  expect(scored(0)).toBe(100);
  expect(scored(1)).toBeNaN();
});

it('takes a code without a score for no substantive answer, and refuses one beyond the scores', () => {
  const scores: number[] = [];
  scores[0] = 0;
  scores[2] = 100;
  expect(valueOfRow({ codes: Int16Array.of(1), scores }, 1)(0)).toBeNaN();
  expect(() => valueOfRow({ codes: Int16Array.of(2, 3), scores }, 2)).toThrow('below 3 (row 1 has 3)');
});

it('refuses a column of another length than the design', () => {
  expect(() => valueOfRow([1, 2, 3], 2)).toThrow('one value for each row');
});
