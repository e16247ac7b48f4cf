/** How long a response took. */
export const durationBands = ['under1', '1to3', '3to10', '10to30', 'over30'] as const;
export type DurationBand = (typeof durationBands)[number];

/** Only a band leaves the phone: an exact duration, joined with a log, could tell who answered. */
export function durationBandOf(minutes: number): DurationBand {
  if (minutes < 1) return 'under1';
  if (minutes < 3) return '1to3';
  if (minutes < 10) return '3to10';
  return minutes < 30 ? '10to30' : 'over30';
}
