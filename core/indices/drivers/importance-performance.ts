/** An item, service or construct with its importance and its performance, each with its interval. */
export interface Driver {
  readonly name: string;
  /** From the answers: a relative weight (`driverIntervals`), a total effect. */
  readonly derived: Measured;
  /** As respondents say when they are asked how important it is. */
  readonly stated?: Measured;
  readonly performance: Measured;
}
export interface Measured {
  readonly value: number;
  readonly interval: readonly [number, number];
}

/** Where the quadrants meet: a value set beforehand, or the mean over the drivers. */
export interface CutLines {
  readonly derived: number | 'mean';
  /** Required where importance was asked. */
  readonly stated?: number | 'mean';
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

export interface Placement {
  readonly quadrant: Quadrant;
  /** An interval crosses a cut line: another sample might have placed it elsewhere. */
  readonly isUndecided: boolean;
}

export interface PlacedDriver extends Driver {
  readonly byDerived: Placement;
  /** Beside it, by what respondents say; the two often differ, and both are shown. */
  readonly byStated?: Placement;
}

export interface ImportancePerformanceMap {
  readonly drivers: readonly PlacedDriver[];
  readonly cuts: { readonly derived: number; readonly stated?: number; readonly performance: number };
}

/**
 * Importance-performance analysis (J. A. Martilla and J. C. James 1977, Journal of Marketing 41(1), 77-79). The cut
 * lines decide as much as the data, so they are declared and part of the result; a value on a line counts as high.
 *
 * @throws RangeError without drivers, and where some have a stated importance and others, or the cut lines, have not
 * @example
 * const at = (value: number): Measured => ({ value, interval: [value - 1, value + 1] });
 * const { drivers } = importancePerformanceMap(
 *   [{ name: 'parks', derived: at(40), stated: at(20), performance: at(60) }],
 *   { derived: 30, stated: 50, performance: 70 },
 * );
 * drivers[0]!.byDerived; // { quadrant: 'improve', isUndecided: false }
 * drivers[0]!.byStated; // { quadrant: 'lowPriority', isUndecided: false }
 */
export function importancePerformanceMap(
  drivers: readonly Driver[],
  lines: CutLines,
): ImportancePerformanceMap {
  if (drivers.length === 0) throw new RangeError('importancePerformanceMap requires at least one driver');
  const derived = cutAt(
    lines.derived,
    drivers.map((driver) => driver.derived),
  );
  const performance = cutAt(
    lines.performance,
    drivers.map((driver) => driver.performance),
  );
  const asked = drivers.flatMap(({ stated }) => stated ?? []);
  if (asked.length > 0 && (asked.length < drivers.length || lines.stated === undefined)) {
    throw new RangeError(
      'importancePerformanceMap requires a stated importance of every driver, and its cut line',
    );
  }
  const stated = lines.stated === undefined || asked.length === 0 ? undefined : cutAt(lines.stated, asked);
  return {
    drivers: drivers.map((driver) => ({
      ...driver,
      byDerived: placed(driver.derived, derived, driver.performance, performance),
      ...(stated === undefined || driver.stated === undefined
        ? {}
        : { byStated: placed(driver.stated, stated, driver.performance, performance) }),
    })),
    cuts: { derived, performance, ...(stated === undefined ? {} : { stated }) },
  };
}

function placed(
  importance: Measured,
  importanceCut: number,
  performance: Measured,
  performanceCut: number,
): Placement {
  const row = importance.value >= importanceCut ? important : unimportant;
  return {
    quadrant: performance.value >= performanceCut ? row.doingWell : row.doingBadly,
    isUndecided: crosses(importance.interval, importanceCut) || crosses(performance.interval, performanceCut),
  };
}

const important = { doingWell: 'keep', doingBadly: 'improve' } as const;
const unimportant = { doingWell: 'maintain', doingBadly: 'lowPriority' } as const;

function cutAt(line: number | 'mean', measured: readonly Measured[]): number {
  return line === 'mean' ? measured.reduce((sum, { value }) => sum + value, 0) / measured.length : line;
}

function crosses([low, high]: readonly [number, number], cut: number): boolean {
  return low < cut && high >= cut;
}
