import { describe, expect, it } from 'vitest';
import { departmentName, type Department } from './programme.ts';

const text = (words: string) => ({ 'zh-Hans': words, en: words });
const works: Department = {
  code: 'works',
  names: [
    { name: text('old'), to: '2019-02-28' },
    { name: text('new'), from: '2019-03-01', to: '2025-12-31' },
  ],
  aliases: [],
};

describe('departmentName', () => {
  it.each([
    ['1999-01-01', 'old'],
    ['2019-02-28', 'old'],
    ['2019-03-01', 'new'],
    ['2025-12-31', 'new'],
  ])('on %s is the name in force: %s', (day, name) => {
    expect(departmentName(works, day).en).toBe(name);
  });

  it('is the last name on a day none is in force', () => {
    expect(departmentName(works, '2030-01-01').en).toBe('new');
  });
});
