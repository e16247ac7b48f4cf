import type { LinearSystem, Row } from './linear-system.ts';

/**
 * A point all ranges and rows of a system allow, near to one that they may not: by projections onto one row after the
 * other (S. Agmon 1954, Canad. J. Math. 6, 382-392), in which an unknown moves the more the wider its range is. None
 * where many rounds did not find one; that does not prove that there is none.
 *
 * @example
 * const terms = [{ unknown: 0, coefficient: 0.5 }, { unknown: 1, coefficient: 0.5 }];
 * const unknowns = [{ lowest: 0, highest: 100 }, { lowest: 69.5, highest: 70.5 }];
 * const rows = [{ name: 'mean', terms, lowest: 60, highest: 61 }];
 * const point = pointWithin({ unknowns, rows }, [48, 70])!;
 * point.every((value, at) => value >= unknowns[at]!.lowest && value <= unknowns[at]!.highest); // true
 * 0.5 * point[0]! + 0.5 * point[1]! > 59.9999; // true
 */
export function pointWithin(
  { unknowns, rows }: LinearSystem,
  near: ArrayLike<number>,
): Float64Array | undefined {
  const room = Float64Array.from(unknowns, ({ lowest, highest }) => highest - lowest);
  const point = Float64Array.from(unknowns, ({ lowest, highest }, at) =>
    Math.min(highest, Math.max(lowest, near[at]!)),
  );
  const flat = flatRows(rows, room);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let isWithin = true;
    for (let row = 0; row < rows.length; row++) {
      if (!projected(flat, row, unknowns, room, point)) isWithin = false;
    }
    if (isWithin) return point;
  }
  return undefined;
}

const MOST_ROUNDS = 500;

/** Rows as arrays of numbers: they are gone through hundreds of times. */
interface FlatRows {
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** Where the terms of each row begin, and those of the last end. */
  readonly starts: Int32Array;
  readonly unknowns: Int32Array;
  readonly coefficients: Float64Array;
  /** How far a row moves when each unknown moves by its range times its coefficient. */
  readonly sizes: Float64Array;
}

function flatRows(rows: readonly Row[], room: Float64Array): FlatRows {
  const count = rows.reduce((sum, { terms }) => sum + terms.length, 0);
  const flat = {
    lowest: Float64Array.from(rows, ({ lowest }) => lowest),
    highest: Float64Array.from(rows, ({ highest }) => highest),
    starts: new Int32Array(rows.length + 1),
    unknowns: new Int32Array(count),
    coefficients: new Float64Array(count),
    sizes: new Float64Array(rows.length),
  };
  let at = 0;
  for (const [row, { terms }] of rows.entries()) {
    for (const { unknown, coefficient } of terms) {
      flat.unknowns[at] = unknown;
      flat.coefficients[at] = coefficient;
      flat.sizes[row]! += coefficient ** 2 * room[unknown]!;
      at += 1;
    }
    flat.starts[row + 1] = at;
  }
  return flat;
}

/** Whether the row held; else the point is moved onto it, as far as ranges allow. */
function projected(
  { lowest, highest, starts, unknowns: places, coefficients, sizes }: FlatRows,
  row: number,
  unknowns: LinearSystem['unknowns'],
  room: Float64Array,
  point: Float64Array,
): boolean {
  const [from, to] = [starts[row]!, starts[row + 1]!];
  let sum = 0;
  for (let at = from; at < to; at++) sum += coefficients[at]! * point[places[at]!]!;
  const [low, high] = [lowest[row]!, highest[row]!];
  const missing = sum < low ? low - sum : sum > high ? high - sum : 0;
  if (Math.abs(missing) < NOTHING) return true;
  const size = sizes[row]!;
  if (size === 0) return false;
  for (let at = from; at < to; at++) {
    const unknown = places[at]!;
    const { lowest: least, highest: most } = unknowns[unknown]!;
    const moved = point[unknown]! + (missing * coefficients[at]! * room[unknown]!) / size;
    point[unknown] = Math.min(most, Math.max(least, moved));
  }
  return false;
}

const NOTHING = 1e-7;
