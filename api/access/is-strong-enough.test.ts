import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStrongEnough } from './is-strong-enough.ts';

describe('a password', () => {
  it.each([
    'qwerty12345',
    'Passw0rd123',
    'P@ssw0rd2026',
    '1q2w3e4r5t6y',
    '1qaz@WSX3edc',
    'qazwsxedcrfv',
    'woaini1314520',
    'WoAiNi5201314',
    'zhangwei1990',
    'Zhangwei@1990',
    'li19880808li',
    'wangxiaoming88',
    'manyi2026!!',
    '满意满意满意满意满意',
    '北京欢迎你2026',
    'abcabcabcabc',
    'Aa123456789',
    '19900101123',
    'admin@manyi2026',
    'evaluator-2026',
    'password'.repeat(20),
    'ｑｗｅｒｔｙ１２３４５',
    'kT9#mQ2vL',
  ])('%s is refused', (password) => {
    expect(isStrongEnough(password, '李明')).toBe(false);
  });

  it('is refused where it is the person’s name with a little more', () => {
    expect(isStrongEnough('Ekaterina Petrova 1', 'Ekaterina Petrova')).toBe(false);
    expect(isStrongEnough('欧阳晓明欧阳晓明26', '欧阳晓明')).toBe(false);
  });

  it.each([
    'kT9#mQ2vLx',
    'correct horse battery',
    'gelbe Rüben 27',
    '紫藤萝瀑布旁边的老花猫',
    '床前有七只蓝色的拖鞋',
  ])('%s is taken', (password) => {
    expect(isStrongEnough(password, '李明')).toBe(true);
  });

  it('is taken when it is ten characters by chance', () => {
    const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
    const byChance = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 12, maxLength: 200 });
    let refused = 0;
    fc.assert(
      fc.property(byChance, (password) => {
        if (new Set(password).size > 6 && !isStrongEnough(password, '李明')) refused += 1;
      }),
      { numRuns: 100, seed: 1 },
    );
    expect(refused).toBe(0);
  });
});
