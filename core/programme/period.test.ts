import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPeriod, kindOfPeriod, lastDayOf } from './period.ts';

const periods: readonly (readonly [period: string, lastDay: string])[] = [
  ['2026', '2026-12-31'],
  ['2026-H1', '2026-06-30'],
  ['2026-H2', '2026-12-31'],
  ['2026-Q1', '2026-03-31'],
  ['2026-Q4', '2026-12-31'],
  ['2026-02', '2026-02-28'],
  ['2024-02', '2024-02-29'],
  ['2026-09', '2026-09-30'],
  ['2026-09-12', '2026-09-12'],
];

describe('kindOfPeriod', () => {
  it.each([
    ['2026', 'year'],
    ['2026-H2', 'half'],
    ['2026-Q3', 'quarter'],
    ['2026-09', 'month'],
    ['2026-09-12', 'day'],
  ])('says that %s is a %s', (period, kind) => {
    expect(kindOfPeriod(period)).toBe(kind);
  });
});

describe('isPeriod', () => {
  it.each(periods)('takes %s', (period) => {
    expect(isPeriod(period)).toBe(true);
  });

  it.each([
    ['2027-13', 'a thirteenth month'],
    ['2026-00', 'a month before the first'],
    ['2026-13-45', 'no day of the calendar'],
    ['2026-02-30', 'a day February does not have'],
    ['2026-09-1', 'a day without its nought'],
    ['2026-H3', 'a third half'],
    ['2026-Q5', 'a fifth quarter'],
    ['2026-h1', 'a small letter'],
    ['2026-toString', 'a name every object has'],
    ['0000', 'a year before surveys'],
    ['9999', 'a year far from now'],
    ['20261', 'five digits'],
    ['2026-', 'an unfinished period'],
    ['2026-09-01-02', 'more than a day'],
    ['2026年', 'a word'],
    [' 2026', 'a space'],
    ['', 'nothing'],
  ])('refuses %s: %s', (text) => {
    expect(isPeriod(text)).toBe(false);
  });

  it('has a last day of the calendar for each period, in the period itself', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toISOString().slice(0, 10);
        for (const period of [text, text.slice(0, 7), text.slice(0, 4)]) {
          const last = lastDayOf(period);
          expect(isPeriod(period)).toBe(true);
          expect(last.startsWith(period)).toBe(true);
          expect(last >= text).toBe(true);
          expect(new Date(last).toISOString().slice(0, 10)).toBe(last);
        }
      }),
    );
  });
});

describe('lastDayOf', () => {
  it.each(periods)('of %s is %s', (period, lastDay) => {
    expect(lastDayOf(period)).toBe(lastDay);
  });

  it('takes what was stored as a period and is none for its year', () => {
    expect(lastDayOf('2027-13')).toBe('2027-12-31');
  });
});
