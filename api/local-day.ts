/** The calendar day (`YYYY-MM-DD`) a moment falls on in a time zone. */
export function localDay(milliseconds: number, timeZone: string): string {
  return formatFor(timeZone).format(milliseconds);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is a hundred times slower than using it. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // Swedish dates are ISO dates.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format;
}
