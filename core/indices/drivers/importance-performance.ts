/** An item, service or construct with its importance and its performance, each with its interval. */
export interface Driver {
  readonly name: string;
  /** Derived from the answers (a relative weight, a total effect), or stated by the respondents. */
  readonly importance: Measured;
  readonly performance: Measured;
}
export interface Measured {
  readonly value: number;
  readonly interval: readonly [number, number];
}

/** Where the quadrants meet: a value set beforehand, or the mean over the drivers. */
export interface CutLines {
  readonly importance: number | 'mean';
  readonly performance: number | 'mean';
}

/**
 * | quadrant      | importance | performance | what it says                    |
 * |---------------|------------|-------------|---------------------------------|
 * | `improve`     | high       | low         | concentrate here                |
 * | `keep`        | high       | high        | keep up the good work           |
 * | `maintain`    | low        | high        | enough is done                  |
 * | `lowPriority` | low        | low         | can wait                        |
 */
export type Quadrant = 'improve' | 'keep' | 'maintain' | 'lowPriority';

export interface PlacedDriver extends Driver {
  readonly quadrant: Quadrant;
  /** An interval crosses a cut line: another sample might have placed it elsewhere. */
  readonly isUndecided: boolean;
}

export interface ImportancePerformanceMap {
  readonly drivers: readonly PlacedDriver[];
  readonly cuts: { readonly importance: number; readonly performance: number };
}

/**
 * Importance-performance analysis (J. A. Martilla and J. C. James 1977, Journal of Marketing 41(1), 77-79). The cut
 * lines decide as much as the data, so they are declared and part of the result; a value on a line counts as high.
 *
 * @example
 * const at = (value: number): Measured => ({ value, interval: [value - 1, value + 1] });
 * importancePerformanceMap(
 *   [{ name: 'parks', importance: at(40), performance: at(60) }],
 *   { importance: 30, performance: 70 },
 * ).drivers[0]!.quadrant; // 'improve'
 */
export function importancePerformanceMap(
  drivers: readonly Driver[],
  { importance, performance }: CutLines,
): ImportancePerformanceMap {
  if (drivers.length === 0) throw new RangeError('importancePerformanceMap requires at least one driver');
  const cuts = {
    importance: importance === 'mean' ? mean(drivers.map((driver) => driver.importance.value)) : importance,
    performance:
      performance === 'mean' ? mean(drivers.map((driver) => driver.performance.value)) : performance,
  };
  const placed = drivers.map((driver) => {
    const isImportant = driver.importance.value >= cuts.importance;
    const doesWell = driver.performance.value >= cuts.performance;
    const quadrant: Quadrant = isImportant
      ? doesWell
        ? 'keep'
        : 'improve'
      : doesWell
        ? 'maintain'
        : 'lowPriority';
    const isUndecided =
      crosses(driver.importance.interval, cuts.importance) ||
      crosses(driver.performance.interval, cuts.performance);
    return { ...driver, quadrant, isUndecided };
  });
  return { drivers: placed, cuts };
}

function crosses([low, high]: readonly [number, number], cut: number): boolean {
  return low < cut && high >= cut;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
