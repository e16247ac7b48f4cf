import { relativeDifference } from '../../core/numeric/relative-difference.ts';

/** How far a result may be from the reference: relatively, absolutely, or the looser of both. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

export interface Comparison {
  /** The largest difference, over its tolerance: above 1 it is too large. */
  readonly worst: number;
  /** The largest relative difference. */
  readonly difference: number;
  readonly place: string;
  readonly compared: number;
}

/**
 * Compares what the product gives with the reference, number by number through objects and lists. Whatever the
 * reference has and the result has not, is beyond any tolerance; `null` of the reference (R's NA) is no number here.
 */
export function compare(actual: unknown, expected: unknown, tolerance: Tolerance): Comparison {
  let found: Comparison = { worst: 0, difference: 0, place: '', compared: 0 };
  let compared = 0;
  const walk = (a: unknown, e: unknown, place: string): void => {
    if (e === null) {
      compared += 1;
      const isNone = a === undefined || a === null || (typeof a === 'number' && Number.isNaN(a));
      if (!isNone) found = { ...found, worst: Infinity, difference: Infinity, place };
    } else if (typeof e === 'object') {
      for (const [key, part] of Object.entries(e)) {
        walk((a as Record<string, unknown> | undefined)?.[key], part, `${place}.${key}`);
      }
    } else if (typeof e === 'number') {
      compared += 1;
      const difference = typeof a === 'number' ? relativeDifference(a, e) : Infinity;
      const beyond =
        typeof a === 'number'
          ? Math.abs(a - e) / Math.max(tolerance.absolute, tolerance.relative * Math.abs(e))
          : Infinity;
      const worst = Number.isNaN(beyond) ? (a === e ? 0 : Infinity) : beyond;
      if (worst > found.worst) found = { ...found, worst, place };
      // Numbers that are 0 but for rounding have no relative difference to speak of.
      if (worst > 1 || Math.abs(e) > 1e-9)
        found = { ...found, difference: Math.max(found.difference, difference) };
    } else {
      compared += 1;
      if (a !== e) found = { ...found, worst: Infinity, difference: Infinity, place };
    }
  };
  walk(actual, expected, '');
  return { ...found, place: found.place.slice(1), compared };
}
