import { daysInMonth, isDay } from '../questionnaire/day.ts';

/** A month, quarter or half of a year, and what is written for it. */
const parts: Readonly<Record<string, number>> = { H1: 6, H2: 12, Q1: 3, Q2: 6, Q3: 9, Q4: 12 };

/** Nobody surveyed before, and later is a slip of the hand. */
const firstYear = 1990;
const lastYear = 2100;

/** What a period may be written as, for messages. */
export const periodForms = 'a year, half, quarter, month or day: 2026, 2026-H1, 2026-Q3, 2026-09, 2026-09-01';

/**
 * Whether a wave can be of this period. Periods of one kind sort as text.
 *
 * | period       | is                          |
 * |--------------|-----------------------------|
 * | `2026`       | a year from 1990 to 2100    |
 * | `2026-H1`    | a half: H1, H2              |
 * | `2026-Q3`    | a quarter: Q1 to Q4         |
 * | `2026-09`    | a month of the calendar     |
 * | `2026-09-01` | a day of the calendar       |
 */
export function isPeriod(text: string): boolean {
  const year = Number(/^\d{4}(?=-|$)/.exec(text)?.[0] ?? NaN);
  if (!(year >= firstYear && year <= lastYear)) return false;
  const rest = text.slice(5);
  if (text.length === 4) return true;
  return /^\d{2}$/.test(rest) ? isMonth(rest) : Object.hasOwn(parts, rest) || isDay(text);
}

/**
 * What a period is a period of; periods of one kind sort as text and follow each other.
 *
 * @example kindOfPeriod('2026-Q1') // 'quarter'
 */
export function kindOfPeriod(period: string): 'year' | 'half' | 'quarter' | 'month' | 'day' {
  const rest = period.slice(5);
  if (rest === '') return 'year';
  if (rest.startsWith('H')) return 'half';
  if (rest.startsWith('Q')) return 'quarter';
  return rest.length === 2 ? 'month' : 'day';
}

/**
 * The last day of a period. A wave of before periods were checked may have one that is no period: it counts as
 * its year.
 *
 * @example lastDayOf('2026-Q1') // '2026-03-31'
 */
export function lastDayOf(period: string): string {
  if (isDay(period)) return period;
  const [year = '', rest = ''] = period.split('-');
  const month = parts[rest] ?? (isMonth(rest) ? Number(rest) : 12);
  return `${year}-${String(month).padStart(2, '0')}-${daysInMonth(Number(year), month)}`;
}

function isMonth(text: string): boolean {
  return /^(0[1-9]|1[0-2])$/.test(text);
}
