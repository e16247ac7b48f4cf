import type { Term } from './linear-system.ts';
import type { SystemPart } from './open-ranges.ts';

/** An end of what a sum of unknowns can be, and values of all unknowns of the part at which it is. */
export interface ExtremePoint {
  readonly value: number;
  readonly point: Float64Array;
  /** Rows that hold it there, by place, with how much further it would go if they were wider by 1. */
  readonly prices: ReadonlyMap<number, number>;
}

/** The least or the most a sum of unknowns can be. */
export type Walk = (terms: readonly Term[], direction: 'minimize' | 'maximize') => ExtremePoint;

/**
 * Finds the ends of what sums of unknowns can be by the simplex method for bounded variables (G. B. Dantzig 1963,
 * Linear Programming and Extensions, ch. 18), in a table of rows by unknowns. It starts from values that are known to
 * be possible, the true ones, so it needs no first phase; and goes on from where the last question ended, as only the
 * question differs. So many of them are asked of one part that a solver which begins anew each time takes thirty times
 * as long.
 *
 * Unknowns are counted in parts of their range, rows in parts of their largest coefficient: shares of weight and points
 * are of one size then.
 *
 * @throws RangeError for true values that are not possible, and where no end is found
 * @example
 * const part = {
 *   ranges: [{ lowest: 0, highest: 100 }, { lowest: 0, highest: 100 }],
 *   rows: [{
 *     name: 'total', lowest: 2.6, highest: 5.4,
 *     terms: [{ unknown: 0, coefficient: 0.1 }, { unknown: 1, coefficient: 0.1 }],
 *   }],
 *   possible: [20, 20],
 * };
 * const walk = walkToExtremes(part);
 * walk([{ unknown: 0, coefficient: 1 }], 'maximize').value; // 54
 * walk([{ unknown: 0, coefficient: 1 }, { unknown: 1, coefficient: 1 }], 'minimize').value; // 26
 */
export function walkToExtremes({ ranges, rows, possible }: SystemPart): Walk {
  const width = ranges.length;
  const height = rows.length;
  /** Unknowns first, then the sums of the rows; each with its bounds and its value now. */
  const lowest = new Float64Array(width + height);
  const highest = new Float64Array(width + height).fill(1);
  const value = new Float64Array(width + height);
  const unit = ranges.map((range) => range.highest - range.lowest || 1);
  for (const [at, range] of ranges.entries()) {
    highest[at] = range.highest > range.lowest ? 1 : 0;
    value[at] = (possible[at]! - range.lowest) / unit[at]!;
    requirePossible(value[at]!, 0, highest[at]!);
  }
  /** basic[row] = sum over columns of table[row, column] outside[column]; the last row is what is asked for. */
  const table = new Float64Array((height + 1) * width);
  const sizes = new Float64Array(height);
  for (const [at, row] of rows.entries()) {
    const size = Math.max(
      ...row.terms.map(({ unknown, coefficient }) => Math.abs(coefficient) * unit[unknown]!),
    );
    sizes[at] = size;
    let shift = 0;
    for (const { unknown, coefficient } of row.terms) {
      table[at * width + unknown]! += (coefficient * unit[unknown]!) / size;
      shift += coefficient * ranges[unknown]!.lowest;
    }
    lowest[width + at] = (row.lowest - shift) / size;
    highest[width + at] = (row.highest - shift) / size;
    let sum = 0;
    for (const { unknown } of row.terms) sum += table[at * width + unknown]! * value[unknown]!;
    value[width + at] = sum;
    requirePossible(sum, lowest[width + at]!, highest[width + at]!);
  }
  const outside = Int32Array.from({ length: width }, (_, at) => at);
  const basic = Int32Array.from({ length: height }, (_, at) => width + at);

  function ask(terms: readonly Term[], sign: number): void {
    const asked = new Float64Array(width + height);
    for (const { unknown, coefficient } of terms) asked[unknown]! += sign * coefficient * unit[unknown]!;
    const last = height * width;
    for (let column = 0; column < width; column++) table[last + column] = asked[outside[column]!]!;
    for (let row = 0; row < height; row++) {
      const cost = asked[basic[row]!]!;
      if (cost === 0) continue;
      for (let column = 0; column < width; column++)
        table[last + column]! += cost * table[row * width + column]!;
    }
  }

  /** The column that promises most; after many steps without progress the first (R. G. Bland 1977). */
  function entering(isCareful: boolean): number {
    let best = -1;
    let most = EPSILON;
    for (let column = 0; column < width; column++) {
      const gain = table[height * width + column]!;
      const each = outside[column]!;
      const room = gain > 0 ? highest[each]! - value[each]! : value[each]! - lowest[each]!;
      if (Math.abs(gain) <= most || room <= EPSILON) continue;
      if (isCareful) {
        if (best >= 0 && each > outside[best]!) continue;
        best = column;
        continue;
      }
      best = column;
      most = Math.abs(gain);
    }
    return best;
  }

  /** Moves the unknown of a column as far as all bounds allow; whether anything moved. */
  function step(column: number, isCareful: boolean): boolean {
    const moving = outside[column]!;
    const sign = table[height * width + column]! > 0 ? 1 : -1;
    let reach = sign > 0 ? highest[moving]! - value[moving]! : value[moving]! - lowest[moving]!;
    let leaving = -1;
    for (let row = 0; row < height; row++) {
      const rate = sign * table[row * width + column]!;
      if (Math.abs(rate) <= EPSILON) continue;
      const each = basic[row]!;
      const limit = Math.max(
        0,
        (rate > 0 ? highest[each]! - value[each]! : lowest[each]! - value[each]!) / rate,
      );
      const isBetter =
        limit < reach - EPSILON ||
        (leaving >= 0 &&
          limit < reach + EPSILON &&
          (isCareful ? each < basic[leaving]! : Math.abs(rate) > Math.abs(table[leaving * width + column]!)));
      if (!isBetter) continue;
      reach = Math.min(reach, limit);
      leaving = row;
    }
    if (reach > 0) {
      value[moving]! += sign * reach;
      for (let row = 0; row < height; row++) {
        value[basic[row]!]! += sign * reach * table[row * width + column]!;
      }
    }
    if (leaving >= 0) exchange(leaving, column);
    return reach > EPSILON;
  }

  /** Columns in which the row that leaves is not 0: most are, for long. */
  const filled = new Int32Array(width);

  function exchange(row: number, column: number): void {
    const from = row * width;
    const pivot = table[from + column]!;
    let count = 0;
    for (let each = 0; each < width; each++) {
      const entry = table[from + each]!;
      if (entry === 0) continue;
      if (Math.abs(entry) < ROUNDING) {
        table[from + each] = 0;
        continue;
      }
      table[from + each] = entry / -pivot;
      filled[count++] = each;
    }
    table[from + column] = 1 / pivot;
    for (let other = 0; other <= height; other++) {
      const to = other * width;
      const factor = table[to + column]!;
      if (other === row || factor === 0) continue;
      table[to + column] = 0;
      for (let at = 0; at < count; at++) {
        const each = filled[at]!;
        table[to + each]! += factor * table[from + each]!;
      }
    }
    const left = basic[row]!;
    basic[row] = outside[column]!;
    outside[column] = left;
  }

  return (terms, direction) => {
    ask(terms, direction === 'maximize' ? 1 : -1);
    let idle = 0;
    for (let steps = 0; ; steps++) {
      if (steps > MOST_STEPS) throw new RangeError('what can be worked out was not found');
      const column = entering(idle > width + height);
      if (column < 0) break;
      idle = step(column, idle > width + height) ? 0 : idle + 1;
    }
    const point = Float64Array.from(ranges, (range, at) => range.lowest + unit[at]! * value[at]!);
    const prices = new Map<number, number>();
    for (const [column, each] of outside.entries()) {
      const price = Math.abs(table[height * width + column]!);
      if (each >= width && price > EPSILON) prices.set(each - width, price / sizes[each - width]!);
    }
    return {
      point,
      prices,
      value: terms.reduce((sum, each) => sum + each.coefficient * point[each.unknown]!, 0),
    };
  };
}

/** Below this a number of the table is rounding. */
const EPSILON = 1e-9;
/** What is left of numbers that cancel. */
const ROUNDING = 1e-13;
/** More than any release has needed. */
const MOST_STEPS = 100_000;

function requirePossible(value: number, lowest: number, highest: number): void {
  if (value < lowest - 1e-6 || value > highest + 1e-6) {
    throw new RangeError(
      `what is printed does not hold of the figures (${value} is not in ${lowest} to ${highest})`,
    );
  }
}
