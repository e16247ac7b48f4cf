import * as v from 'valibot';

/** A day of the calendar as `YYYY-MM-DD`; days in this form sort as text. */
export const daySchema = v.pipe(v.string(), v.check(isDay, 'a day of the calendar as YYYY-MM-DD'));

export function isDay(text: string): boolean {
  // The 30th of February may be read as the 2nd of March: it must come back as it was. No date at all comes back as null.
  return /^\d{4}-\d\d-\d\d$/.test(text) && String(new Date(text).toJSON()).startsWith(text);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days since the last one before the year 1: never negative, as codes of missing answers are. */
export const dayNumber = (day: string): number => Date.parse(day) / DAY + DAYS_BEFORE_1970;

export function dayOfNumber(number: number): string {
  return new Date((number - DAYS_BEFORE_1970) * DAY).toISOString().slice(0, 10);
}

const DAY = 86_400_000;
const DAYS_BEFORE_1970 = 719_163;
