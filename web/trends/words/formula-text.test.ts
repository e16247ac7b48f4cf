import { describe, expect, it } from 'vitest';
import { formulaText } from './formula-text.ts';

describe('formulaText', () => {
  it('sets a minus for the hyphen of a formula, and leaves ranges and words alone', () => {
    expect(formulaText('（打分-最低分）÷（最高分-最低分）×100')).toBe(
      '（打分\u2212最低分）÷（最高分\u2212最低分）×100',
    );
    expect(formulaText('0-100: (answer - lowest) x 100, re-scaled')).toBe(
      '0-100: (answer \u2212 lowest) x 100, re-scaled',
    );
  });
});
