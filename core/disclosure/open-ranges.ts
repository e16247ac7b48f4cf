import type { Range, Row, Term } from './linear-system.ts';
import { walkToExtremes, type ExtremePoint, type Walk } from './walk-to-extremes.ts';

/** A part of a system that shares no row with the rest of it. Terms are places in this part. */
export interface SystemPart {
  readonly ranges: readonly Range[];
  readonly rows: readonly Row[];
  /** Values of the unknowns that all of it allows: the true ones. */
  readonly possible: readonly number[];
}

/** A sum of unknowns that has to stay open: it must be able to take values `room` apart. */
export interface GuardedSum {
  readonly name: string;
  readonly terms: readonly Term[];
  readonly room: number;
}

export interface Witness {
  readonly value: number;
  readonly point: Float64Array;
}

export interface OpenRanges {
  /** Whether the sum can take values its room apart. */
  readonly isOpen: (name: string) => boolean;
  /** Looks for points that open many sums at once: worth it where all will be asked about. */
  readonly spread: () => void;
  /** The points found to be furthest apart for a sum, as far as it was looked at; with its values there. */
  readonly apart: (name: string) => { readonly low: Witness; readonly high: Witness };
  /** How far it can reach, and the two ends of that. */
  readonly rangeOf: (name: string) => { readonly width: number; readonly ends: readonly ExtremePoint[] };
  /** Points that were found to be possible and opened a sum further. */
  readonly witnesses: readonly Float64Array[];
}

/**
 * How wide sums are open in a part of a system. Every solution is taken as a witness for all of them: two that lie
 * far enough apart protect a sum without asking about it; and so are points found in a system like it, where they are
 * possible in this one.
 *
 * @param guarded terms are places in the part
 * @example
 * const part = {
 *   ranges: [{ lowest: 0, highest: 100 }, { lowest: 0, highest: 100 }],
 *   rows: [{
 *     name: 'total', lowest: 2.6, highest: 5.4,
 *     terms: [{ unknown: 0, coefficient: 0.1 }, { unknown: 1, coefficient: 0.1 }],
 *   }],
 *   possible: [20, 20],
 * };
 * const guarded = [{ name: 'a', terms: [{ unknown: 0, coefficient: 1 }], room: 50 }];
 * const { isOpen, rangeOf } = openRanges(part, guarded);
 * isOpen('a'); // true
 * rangeOf('a').width; // 54
 */
export function openRanges(
  part: SystemPart,
  guarded: readonly GuardedSum[],
  earlier: readonly Float64Array[] = [],
): OpenRanges {
  const witnesses: Float64Array[] = [];
  const truth = Float64Array.from(part.possible);
  const states = new Map(
    guarded.map((sum) => {
      const own: Witness = { value: sumAt(sum.terms, truth), point: truth };
      return [sum.name, { sum, low: own, high: own, ends: new Map<string, ExtremePoint>() }];
    }),
  );
  const takeAsWitness = (point: Float64Array) => {
    let isUseful = false;
    for (const state of states.values()) {
      const value = sumAt(state.sum.terms, point);
      if (value >= state.low.value - TOLERANCE && value <= state.high.value + TOLERANCE) continue;
      if (value < state.low.value) state.low = { value, point };
      else state.high = { value, point };
      isUseful = true;
    }
    if (isUseful) witnesses.push(point);
  };
  let walk: Walk | undefined;
  let isSpread = false;
  const look = (name: string, direction: 'minimize' | 'maximize') => {
    const { sum, ends } = states.get(name)!;
    if (ends.has(direction)) return;
    walk ??= walkToExtremes(part);
    const end = walk(sum.terms, direction);
    ends.set(direction, end);
    takeAsWitness(end.point);
  };
  const isWide = (name: string) => {
    const { sum, low, high } = states.get(name)!;
    return high.value - low.value >= sum.room * (1 - TOLERANCE);
  };
  for (const point of earlier) if (isPossible(part, point)) takeAsWitness(point);
  return {
    witnesses,
    spread() {
      if (isSpread || guarded.every(({ name }) => isWide(name))) return;
      isSpread = true;
      walk ??= walkToExtremes(part);
      // Up or down by the digits of their places, so that any two sums go apart in some pattern and together in others.
      for (let bit = 0; bit < guarded.length; bit = bit === 0 ? 1 : 2 * bit) {
        const terms = guarded.flatMap((sum, at) => {
          const sign = (at & bit) === 0 ? 1 : -1;
          return sum.terms.map(({ unknown, coefficient }) => ({
            unknown,
            coefficient: (sign * coefficient) / sum.room,
          }));
        });
        takeAsWitness(walk(terms, 'maximize').point);
        takeAsWitness(walk(terms, 'minimize').point);
      }
    },
    apart: (name) => states.get(name)!,
    isOpen(name) {
      if (isWide(name)) return true;
      look(name, 'maximize');
      if (isWide(name)) return true;
      look(name, 'minimize');
      return isWide(name);
    },
    rangeOf(name) {
      look(name, 'maximize');
      look(name, 'minimize');
      const { low, high, ends } = states.get(name)!;
      return { width: high.value - low.value, ends: [...ends.values()] };
    },
  };
}

/** Solutions are exact to some 1e-9 of ranges of a hundred. */
const TOLERANCE = 1e-6;

function isPossible({ ranges, rows }: SystemPart, point: Float64Array): boolean {
  return (
    ranges.every(({ lowest, highest }, at) => point[at]! >= lowest && point[at]! <= highest) &&
    rows.every(({ terms, lowest, highest }) => {
      const sum = sumAt(terms, point);
      return sum >= lowest - NOTHING && sum <= highest + NOTHING;
    })
  );
}

const NOTHING = 1e-9;

function sumAt(terms: readonly Term[], point: Float64Array): number {
  let sum = 0;
  for (const { unknown, coefficient } of terms) sum += coefficient * point[unknown]!;
  return sum;
}
