import type { Reader } from '../../parts/figure/reader.ts';

/** A period in a sentence, `2026年`; one that is no year as it is. */
export function yearText(period: string, { say }: Reader): string {
  return /^\d{4}$/.test(period) ? say('year', { period }) : period;
}
