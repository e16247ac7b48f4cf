import { relativeDifference } from '../numeric/relative-difference.ts';

/** A file of numbers made by `make-golden.R`. */
interface ReferenceFile {
  readonly madeWith: string;
  /** What the cases rest on, such as designs. */
  readonly given?: readonly string[];
  readonly cases: Readonly<Record<string, ReferenceCase>>;
}
interface ReferenceCase {
  /** The R expression that gave the numbers. */
  readonly r: string;
  readonly note?: string;
  readonly numbers: unknown;
}

/** A looser bound than the usual one, and why. */
export interface Looser {
  readonly within: number;
  readonly because: string;
}

export interface Reference {
  readonly cases: ReferenceFile['cases'];
  /** Where a result is not that of R: one sentence for each number. What R does not give is not compared. */
  differences(id: string, actual: unknown, looser?: Looser): readonly string[];
  /** The cases no test has asked for yet. */
  unchecked(): readonly string[];
}

/** How far a number may be from the reference, relatively. */
const usual = 1e-9;
/** Beside larger numbers of the same list, such as covariances, one this much smaller is 0 but for rounding. */
const rounding = 1e-12;

/**
 * @param json the text of a file of numbers
 * @example
 * reference('{ "cases": { "mean": { "r": "mean(1:4)", "numbers": 2.5 } } }').differences('mean', 2);
 * // ['mean is 2, not 2.5 (2.0e-1 off) by mean(1:4)']
 */
export function reference(json: string): Reference {
  const { cases } = JSON.parse(json) as ReferenceFile;
  const checked = new Set<string>();
  return {
    cases,
    differences(id, actual, looser) {
      const found = cases[id];
      if (found === undefined) return [`there is no case "${id}"`];
      checked.add(id);
      const because = looser ? `; within ${looser.within} because ${looser.because}` : '';
      return compare(id, actual, found.numbers, looser?.within ?? usual, 0).map(
        (difference) => `${difference} by ${found.r}${because}`,
      );
    },
    unchecked: () => Object.keys(cases).filter((id) => !checked.has(id)),
  };
}

function compare(
  place: string,
  actual: unknown,
  expected: unknown,
  within: number,
  besides: number,
): readonly string[] {
  if (typeof expected === 'number') {
    if (typeof actual !== 'number') return [`${place} is ${String(actual)}, not ${expected}`];
    const difference = relativeDifference(actual, expected);
    const isSame = difference <= within || Math.abs(actual - expected) <= rounding * besides;
    return isSame ? [] : [`${place} is ${actual}, not ${expected} (${difference.toExponential(1)} off)`];
  }
  // R's NA and NaN.
  if (expected === null) return Number.isNaN(actual) ? [] : [`${place} is ${String(actual)}, not NaN`];
  if (typeof expected !== 'object') {
    return actual === expected ? [] : [`${place} is ${String(actual)}, not ${String(expected)}`];
  }
  const parts = Object.entries(expected);
  const largest = Array.isArray(expected)
    ? Math.max(0, ...expected.map((part) => (typeof part === 'number' ? Math.abs(part) : 0)))
    : 0;
  return parts.flatMap(([key, part]) =>
    compare(
      `${place} / ${key}`,
      (actual as Record<string, unknown> | undefined)?.[key],
      part,
      within,
      largest,
    ),
  );
}
