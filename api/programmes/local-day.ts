const MINUTE = 60_000;

/** The calendar day (`YYYY-MM-DD`) a moment falls on in a time zone. */
export function localDay(milliseconds: number, timeZone: string): string {
  const zone = zoneOf(timeZone);
  const minute = Math.floor(milliseconds / MINUTE);
  // No zone changes its day within a minute, and thousands ask within one.
  if (zone.minute !== minute) {
    zone.minute = minute;
    zone.day = zone.format.format(milliseconds);
  }
  return zone.day;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  minute: number;
  day: string;
}

const zones = new Map<string, Zone>();

/** Making a format is a hundred times slower than using it. */
function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  // Swedish dates are ISO dates.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const zone = { format, minute: NaN, day: '' };
  zones.set(timeZone, zone);
  return zone;
}
