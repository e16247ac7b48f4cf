import { describe, expect, it } from 'vitest';
import { searchWith } from './search-with.ts';

describe('searchWith', () => {
  it('sets one parameter and keeps the others', () => {
    expect(searchWith('?lang=en', 'department', 'police')).toBe('?lang=en&department=police');
    expect(searchWith('?lang=en', 'lang', 'zh-Hans')).toBe('?lang=zh-Hans');
  });

  it('takes a parameter out where it is empty, and leaves no lone question mark', () => {
    expect(searchWith('?department=police', 'department', '')).toBe('');
  });
});
