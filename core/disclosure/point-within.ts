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
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let isWithin = true;
    for (const row of rows) if (!projected(row, unknowns, room, point)) isWithin = false;
    if (isWithin) return point;
  }
  return undefined;
}

const MOST_ROUNDS = 500;

/** Whether the row held; else the point is moved onto it, as far as ranges allow. */
function projected(
  { terms, lowest, highest }: Row,
  unknowns: LinearSystem['unknowns'],
  room: Float64Array,
  point: Float64Array,
): boolean {
  let sum = 0;
  let size = 0;
  for (const { unknown, coefficient } of terms) {
    sum += coefficient * point[unknown]!;
    size += coefficient ** 2 * room[unknown]!;
  }
  const missing = sum < lowest ? lowest - sum : sum > highest ? highest - sum : 0;
  if (Math.abs(missing) < NOTHING) return true;
  if (size === 0) return false;
  for (const { unknown, coefficient } of terms) {
    const { lowest: least, highest: most } = unknowns[unknown]!;
    const moved = point[unknown]! + (missing * coefficient * room[unknown]!) / size;
    point[unknown] = Math.min(most, Math.max(least, moved));
  }
  return false;
}

const NOTHING = 1e-7;
