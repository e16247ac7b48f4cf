import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesNobody, namesPlace } from './names-nobody.ts';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const provinces = fc.constantFrom('11', '15', '23', '31', '37', '46', '50', '54', '65', '71', '81', '82');

describe('the label of a place', () => {
  it.each(['310101', '310101002', '310101002003', '310101002003 松月一居委', '440305（南山）', '820000'])(
    'may be a division code, or begin with it: %s',
    (text) => {
      expect(namesPlace(text)).toBe(true);
    },
  );

  it.each(['松月一居委', 'songyue-01', '幸福路8号'])('may be a name: %s', (text) => {
    expect(namesPlace(text)).toBe(true);
  });

  it.each([
    ['a mobile', '13800138000'],
    ['a mobile behind a code', '310101002003 13800138000'],
    ['a mobile written apart', '138001 38000'],
    ['an identity number', '310101199001011234'],
    ['an identity number with X', '31010119900101123X'],
    ['an identity number written apart', '310101 19900101 1234'],
    ['a code of no province', '990101002003'],
    ['a code in the digits of another width', '３１０１０１００２００３'],
    ['a code behind a name', '松月一居委310101002003'],
    ['a mailbox', '310101002003@qq.com'],
    ['an account', '微信号zhangsan88'],
    ['a person behind a code', '310101 张三 微信号zhangsan88'],
  ])('holds no number of a person: %s', (_, text) => {
    expect(namesPlace(text)).toBe(false);
  });

  it('is a code of 6, 9 or 12 digits, and of no other length from five on', () => {
    fc.assert(
      fc.property(provinces, fc.integer({ min: 3, max: 24 }).chain(digits), (province, rest) => {
        const code = province + rest;
        expect([code, namesPlace(code)]).toEqual([code, [6, 9, 12].includes(code.length)]);
      }),
    );
  });

  it('is a matter of places alone: the name of a batch holds no long number', () => {
    expect(namesNobody('310101002003')).toBe(false);
    expect(namesNobody('第2批 2026-11-21')).toBe(true);
  });
});
