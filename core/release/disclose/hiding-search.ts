import { gather } from '../../gather.ts';
import { reducedRow, type Range, type Row, type Term } from '../../disclosure/linear-system.ts';
import { openRanges, type GuardedSum, type OpenRanges } from '../../disclosure/open-ranges.ts';
import {
  printedRows,
  windowOf,
  type GuardedFigure,
  type PrintedRow,
  type ReaderFigure,
  type ReaderSystem,
} from './reader-system.ts';

/** What does not change while cells are hidden and shown. */
interface Ground {
  readonly system: ReaderSystem;
  readonly windows: readonly (Range | undefined)[];
  readonly rows: readonly PrintedRow[];
  /** Rows in which an unknown stands, by place; rows that go with a figure. */
  readonly rowsOf: readonly (readonly number[])[];
  readonly rowsWith: ReadonlyMap<string, readonly number[]>;
  /** Guarded sums that need an unknown. */
  readonly guardsOf: readonly (readonly GuardedFigure[])[];
}

/** The system with certain figures hidden, reduced to what is open, and what was found of it. */
export interface HidingSearch {
  readonly isOpen: (guard: GuardedFigure) => boolean;
  /** How wide it is open, and the rows that hold it there: by place, how much wider it were if they were by 1. */
  readonly rangeOf: (guard: GuardedFigure) => {
    readonly width: number;
    readonly prices: ReadonlyMap<number, number>;
  };
  readonly rows: readonly PrintedRow[];
  /**
   * Values of all unknowns, the shown ones' true, at two points found for a guarded figure: no further apart than its
   * room asks for.
   */
  readonly apartBy: (guard: GuardedFigure) => readonly [Float64Array, Float64Array] | undefined;
  /** How wide an unknown would be open if it were hidden, by each of its rows alone but one. */
  readonly reachOf: (unknown: number, but: number) => number;
  /** The same with a figure hidden, or shown again. */
  readonly with: (key: string) => HidingSearch;
  readonly without: (key: string) => HidingSearch;
}

/** @param tightening windows are taken as this part of what they are */
export function hidingSearch(
  system: ReaderSystem,
  hidden: ReadonlySet<string>,
  tightening: number,
): HidingSearch {
  const rows = printedRows(system, tightening);
  const rowsOf: number[][] = system.unknowns.map(() => []);
  const rowsWith = new Map<string, number[]>();
  for (const [at, { row, shownWith }] of rows.entries()) {
    for (const { unknown } of row.terms) rowsOf[unknown]!.push(at);
    for (const key of shownWith) gather(rowsWith, key, at);
  }
  const guardsOf: GuardedFigure[][] = system.unknowns.map(() => []);
  for (const guard of system.guarded)
    for (const { unknown } of guard.figure.terms) guardsOf[unknown]!.push(guard);
  const windows = system.unknowns.map((figure) => windowOf(figure, tightening));
  const ground = { system, windows, rows, rowsOf, rowsWith, guardsOf };
  const known = system.unknowns.map((figure, at) =>
    hidden.has(figure.key) ? figure.range : (windows[at] ?? figure.range),
  );
  const isOpen = Uint8Array.from(system.unknowns, ({ key }, at) => (hidden.has(key) || !windows[at] ? 1 : 0));
  const left = rows.map((row) => leftOf(row, ground, hidden, known, isOpen));
  return searchOver(ground, hidden, known, isOpen, left);
}

function leftOf(
  { row, shownWith }: PrintedRow,
  { system }: Ground,
  hidden: ReadonlySet<string>,
  known: readonly Range[],
  isOpen: Uint8Array,
): Row | undefined {
  const isShown = shownWith.every((key) => !hidden.has(key) && system.figures.get(key)?.window !== undefined);
  return isShown ? reducedRow(row, known, (unknown) => isOpen[unknown] === 1) : undefined;
}

/** A part with the places of its unknowns in the whole. */
interface FoundPart {
  readonly unknowns: readonly number[];
  readonly rows: readonly number[];
  readonly ranges: OpenRanges;
}

function searchOver(
  ground: Ground,
  hidden: ReadonlySet<string>,
  known: readonly Range[],
  isOpen: Uint8Array,
  left: readonly (Row | undefined)[],
  /** By unknown: parts of a system much like this. */
  before?: ReadonlyMap<number, FoundPart>,
): HidingSearch {
  const { system, windows, rows, rowsOf, rowsWith, guardsOf } = ground;
  const found = new Map<number, FoundPart>();

  function partOf({ figure }: GuardedFigure): FoundPart | undefined {
    const first = figure.terms.find(({ unknown }) => isOpen[unknown] === 1)?.unknown;
    if (first === undefined) return undefined;
    const own = found.get(first);
    if (own) return own;
    const unknowns = [first];
    const place = new Map([[first, 0]]);
    const rowsIn = new Set<number>();
    const guards = new Set<GuardedFigure>();
    const reach = ({ unknown }: Term) => {
      if (isOpen[unknown] === 0 || place.has(unknown)) return;
      place.set(unknown, unknowns.length);
      unknowns.push(unknown);
    };
    for (const unknown of unknowns) {
      for (const guard of guardsOf[unknown]!) {
        guards.add(guard);
        guard.figure.terms.forEach(reach);
      }
      for (const at of rowsOf[unknown]!) {
        if (left[at] === undefined || rowsIn.has(at)) continue;
        rowsIn.add(at);
        left[at].terms.forEach(reach);
      }
    }
    const made = { unknowns, rows: [...rowsIn], ranges: rangesOf(unknowns, place, [...rowsIn], guards) };
    for (const unknown of unknowns) found.set(unknown, made);
    return made;
  }

  function rangesOf(
    unknowns: readonly number[],
    place: ReadonlyMap<number, number>,
    rowsIn: readonly number[],
    guards: ReadonlySet<GuardedFigure>,
  ): OpenRanges {
    const moved = (terms: readonly Term[]) =>
      terms.flatMap(({ unknown, coefficient }) => {
        const at = place.get(unknown);
        return at === undefined ? [] : [{ unknown: at, coefficient }];
      });
    const part = {
      ranges: unknowns.map((unknown) => known[unknown]!),
      rows: rowsIn.map((at) => ({ ...left[at]!, terms: moved(left[at]!.terms) })),
      possible: unknowns.map((unknown) => system.unknowns[unknown]!.value),
    };
    const guarded = [...guards].map(({ figure, room }): GuardedSum => {
      return { name: figure.key, terms: moved(figure.terms), room };
    });
    const earlier = new Set(unknowns.flatMap((unknown) => before?.get(unknown) ?? []));
    const witnesses = [...earlier].flatMap((other) => {
      const there = new Map(other.unknowns.map((unknown, at) => [unknown, at]));
      return other.ranges.witnesses.map((point) =>
        Float64Array.from(unknowns, (unknown, at) => {
          const from = there.get(unknown);
          return from === undefined ? part.possible[at]! : point[from]!;
        }),
      );
    });
    return openRanges(part, guarded, witnesses);
  }

  function changed(key: string, isHidden: boolean): HidingSearch {
    const nowHidden = new Set(hidden);
    if (isHidden) nowHidden.add(key);
    else nowHidden.delete(key);
    const unknown = system.figures.get(key)?.unknown;
    const nowKnown = [...known];
    const nowOpen = isOpen.slice();
    const touched = new Set(rowsWith.get(key));
    if (unknown !== undefined) {
      nowKnown[unknown] = isHidden ? system.unknowns[unknown]!.range : windows[unknown]!;
      nowOpen[unknown] = isHidden ? 1 : 0;
      for (const at of rowsOf[unknown]!) touched.add(at);
    }
    const nowLeft = [...left];
    for (const at of touched) nowLeft[at] = leftOf(rows[at]!, ground, nowHidden, nowKnown, nowOpen);
    return searchOver(ground, nowHidden, nowKnown, nowOpen, nowLeft, new Map([...(before ?? []), ...found]));
  }

  return {
    rows,
    isOpen(guard) {
      const ranges = partOf(guard)?.ranges;
      // Later searches are much like the first, and its points are theirs.
      if (!before) ranges?.spread();
      return ranges?.isOpen(guard.figure.key) ?? false;
    },
    rangeOf(guard) {
      const part = partOf(guard);
      if (!part) return { width: 0, prices: new Map() };
      const { width, ends } = part.ranges.rangeOf(guard.figure.key);
      const prices = new Map<number, number>();
      for (const end of ends) {
        for (const [place, price] of end.prices) {
          const row = part.rows[place]!;
          prices.set(row, (prices.get(row) ?? 0) + price);
        }
      }
      return { width, prices };
    },
    apartBy(guard) {
      const part = partOf(guard);
      if (!part) return undefined;
      const { low, high } = part.ranges.apart(guard.figure.key);
      // What is possible is convex: nearer to the truth is possible too, and more easily so in the whole system.
      const nearer = Math.min(1, guard.room / (high.value - low.value));
      const at = (point: Float64Array) => {
        const all = Float64Array.from(system.unknowns, ({ value }) => value);
        for (const [place, unknown] of part.unknowns.entries()) {
          all[unknown]! += nearer * (point[place]! - all[unknown]!);
        }
        return all;
      };
      return [at(low.point), at(high.point)];
    },
    reachOf(unknown, but) {
      const { range } = system.unknowns[unknown] as ReaderFigure;
      let reach = range.highest - range.lowest;
      for (const at of rowsOf[unknown]!) {
        const { row, shownWith } = rows[at]!;
        if (at === but || row.lowest === -Infinity || shownWith.some((key) => hidden.has(key))) continue;
        let width = row.highest - row.lowest;
        let own = 0;
        for (const term of row.terms) {
          const each = known[term.unknown]!;
          if (term.unknown === unknown) own = Math.abs(term.coefficient);
          else width += Math.abs(term.coefficient) * (each.highest - each.lowest);
        }
        if (own > 0) reach = Math.min(reach, width / own);
      }
      return reach;
    },
    with: (key) => changed(key, true),
    without: (key) => changed(key, false),
  };
}
