import { localeOf, type Language } from '../../core/questionnaire/local-text.ts';

/** A number with exactly so many decimals; a true minus, and never "-0.0". */
export function formatNumber(value: number, language: Language, decimals = 0): string {
  return new Intl.NumberFormat(localeOf(language), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'negative',
  })
    .format(value)
    .replace('-', '\u2212');
}

/** A point in time as a date and time of day, in the reader's zone. */
export function formatTime(milliseconds: number, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' }).format(
    milliseconds,
  );
}

/** Names in the order a reader of the language expects. */
export function compareNames(language: Language): (a: string, b: string) => number {
  return new Intl.Collator(localeOf(language)).compare;
}

/** A day as it is written out, in no zone of anybody's. */
export function formatDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}
