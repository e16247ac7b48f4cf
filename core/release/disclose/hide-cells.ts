import type { LinearSystem } from '../../disclosure/linear-system.ts';
import { pointWithin } from '../../disclosure/point-within.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { hideCounts, tellingComposites } from './hide-counts.ts';
import { hidingSearch, type HidingSearch } from './hiding-search.ts';
import {
  knownSystem,
  type DisclosedFigure,
  type DisclosureInput,
  type GuardedFigure,
  type ReaderFigure,
  type ReaderSystem,
} from './reader-system.ts';
import { readerSystem } from './system-of-releases.ts';
import { tellingOccurrences } from './telling-occurrences.ts';
import { haveEqualWeights } from './whole-steps.ts';

/** `few`: too few answers. `complement`: could be used to work out what is hidden. Readers are told neither. */
export type Hiding = 'few' | 'complement';

/**
 * What is hidden of a release (rule 34): figures on fewer than `minimum` answers, nobody's among them, and as few
 * others as keep these open. A hidden figure on n answers, or on answers that all agree, stays open if its value can
 * be anything in a range of 200 / n points of 0-100 (two answers' worth; all of it for one or two), and its number of
 * answers one of ten.
 *
 * The search looks at the hidden figures alone, with what is shown put in as windows; of what it finds open, it then
 * looks for values of all figures that make it so (`pointWithin`). For each figure
 * that is not open, the most demanding first, that one is hidden which opens it and has the fewest answers; where no
 * single one does, the one that opens it most for its answers, and so on. At last each is shown again, the largest
 * first, if all stays open without it. Where no values are found for the whole, windows are taken as narrower than they
 * are. The same figures give the same pattern, whatever they are called, but where
 * several have the same numbers.
 */
export function hideCells(input: DisclosureInput): ReadonlyMap<string, Hiding> {
  const read = readerSystem(input);
  const guarded = read.guarded.map((guard) => ({ ...guard, room: guard.room + guard.margin }));
  const system = { ...read, guarded };
  const few = input.figures.filter((figure) => isFew(figure, input.minimum)).map(({ key }) => key);
  const hidden = new Set(few);
  const complements = new Set<string>();
  const hide = (key: string) => {
    hidden.add(key);
    complements.add(key);
  };
  for (const key of tellingOccurrences(input.figures, input.minimum)) if (!hidden.has(key)) hide(key);
  for (const key of input.besides ?? []) if (!hidden.has(key) && !system.figures.get(key)?.isFixed) hide(key);
  for (const key of hideCounts(system, hidden)) hide(key);

  let guards: readonly GuardedFigure[] = guarded.sort((a, b) => bySize(a.figure, b.figure));
  const areWhole = haveEqualWeights(input);
  const tightenings = TIGHTENINGS.filter((each) => !areWhole || each < 0.6);
  for (const tightening of tightenings.slice(Math.min(input.caution ?? 0, tightenings.length - 1))) {
    const found = opened(system, hidden, guards, tightening);
    for (const key of found.hidden) if (!hidden.has(key)) hide(key);
    const known = knownSystem(system, hidden);
    guards = found.open.filter((guard) => !isWhole(known, guard, found.search));
    if (guards.length === 0) break;
  }
  for (const key of tellingComposites(system, hidden)) if (!system.figures.get(key)!.isFixed) hide(key);
  return new Map([
    ...few.map((key): [string, Hiding] => [key, 'few']),
    ...[...complements].map((key): [string, Hiding] => [key, 'complement']),
  ]);
}

function isFew({ estimate, figure, area, standing }: DisclosedFigure, minimum: number): boolean {
  if (area === '') return false;
  if (!isEstimable(figure)) return figure.notEstimable === 'noAnswers';
  return standing === 'suppressed' || (isEstimable(estimate) ? estimate.n : figure.n) < minimum;
}

/** The fewest answers first. */
export function bySize(a: ReaderFigure, b: ReaderFigure): number {
  return a.n - b.n || a.place - b.place;
}

/**
 * Windows are first taken as so much of what they are, and as less where the whole system is found to allow less, or
 * where they hold whole numbers only.
 */
const TIGHTENINGS = [0.8, 0.6, 0.4, 0.2, 0];

/** With more caution than this the search looks at windows as single numbers, and can hide no more. */
export const MOST_CAUTION = TIGHTENINGS.length - 1;

/** Hides what opens the guarded figures, and shows again what they do not need. */
function opened(
  system: ReaderSystem,
  before: ReadonlySet<string>,
  guards: readonly GuardedFigure[],
  tightening: number,
) {
  const hidden = new Set(before);
  const hiddenFor = new Map<string, GuardedFigure>();
  const mayHide: MayHide = (of) => {
    const figure = typeof of === 'number' ? system.unknowns[of] : system.figures.get(of);
    return figure?.window && !figure.isFixed && !hidden.has(figure.key) ? figure : undefined;
  };
  let search = hidingSearch(system, hidden, tightening);
  for (const guard of guards) {
    while (!search.isOpen(guard)) {
      const next = bestToHide(search, guard, mayHide);
      if (!next) break;
      hidden.add(next.key);
      hiddenFor.set(next.key, guard);
      search = search.with(next.key);
    }
  }
  const open = guards.filter((guard) => search.isOpen(guard));
  const extra = [...hiddenFor.keys()].map((key) => system.figures.get(key)!);
  for (const { key } of extra.sort((a, b) => bySize(b, a))) {
    const without = search.without(key);
    if (!without.isOpen(hiddenFor.get(key)!) || !open.every((guard) => without.isOpen(guard))) continue;
    hidden.delete(key);
    search = without;
  }
  return { hidden, open, search };
}

/** Whether what was found with shown cells put in as windows holds of the whole system, each of them one number. */
function isWhole(whole: LinearSystem, guard: GuardedFigure, search: HidingSearch): boolean {
  const ends = search.apartBy(guard);
  if (!ends) return false;
  const sumAt = (point: Float64Array) =>
    guard.figure.terms.reduce((sum, { unknown, coefficient }) => sum + coefficient * point[unknown]!, 0);
  const { terms, unknown, key: name } = guard.figure;
  return ends.every((end, at) => {
    const value = sumAt(end);
    const range = at === 0 ? { lowest: -Infinity, highest: value } : { lowest: value, highest: Infinity };
    const held: LinearSystem =
      unknown === undefined
        ? { ...whole, rows: [...whole.rows, { name, terms, ...range }] }
        : { ...whole, unknowns: whole.unknowns.with(unknown, { lowest: value, highest: value }) };
    return pointWithin(held, end) !== undefined;
  });
}

/** The figure of a key, or of an unknown, if it can still be hidden. */
type MayHide = (of: string | number) => ReaderFigure | undefined;

/** A figure that could be hidden, and how much further the guarded one could be expected to reach. */
interface Candidate {
  readonly figure: ReaderFigure;
  readonly gain: number;
}

/** What to hide so that the guarded figure opens; nothing where all that holds it was published before. */
function bestToHide(search: HidingSearch, guard: GuardedFigure, mayHide: MayHide): ReaderFigure | undefined {
  const { width, prices } = search.rangeOf(guard);
  const deficit = guard.room - width;
  const candidates = candidatesFor(search, guard, prices, mayHide);
  // What is said of all is worth more than what is said of an area.
  for (const isOfArea of [true, false]) {
    const own = candidates.filter(({ figure }) => figure.isOfArea === isOfArea);
    const enough = own.filter(({ gain }) => gain >= deficit).sort((a, b) => bySize(a.figure, b.figure));
    const others = own
      .filter(({ gain }) => gain < deficit)
      .sort((a, b) => perAnswer(b) - perAnswer(a) || bySize(a.figure, b.figure));
    let best: Candidate | undefined;
    for (const { figure } of [...enough, ...others].slice(0, MOST_TRIED)) {
      const tried = search.with(figure.key);
      if (tried.isOpen(guard)) return figure;
      const gain = tried.rangeOf(guard).width - width;
      if (gain > deficit / 50 && (!best || perAnswer({ figure, gain }) > perAnswer(best)))
        best = { figure, gain };
    }
    if (best) return best.figure;
  }
  return candidates.map(({ figure }) => figure).sort(bySize)[0];
}

/** More are seldom better than the best of these. */
const MOST_TRIED = 4;

/** Thirty answers beside its own keep many small figures from being hidden where one that is a little larger does. */
function perAnswer({ figure, gain }: Candidate): number {
  return gain / (figure.n + 30);
}

/** What is printed as, or stands in, the rows that hold the guarded figure where it is. */
function candidatesFor(
  { rows, reachOf }: HidingSearch,
  { figure: { range } }: GuardedFigure,
  prices: ReadonlyMap<number, number>,
  mayHide: MayHide,
): readonly Candidate[] {
  const gains = new Map<ReaderFigure, number>();
  const note = (figure: ReaderFigure | undefined, gain: number) => {
    if (figure) gains.set(figure, Math.max(gains.get(figure) ?? 0, gain));
  };
  for (const [at, price] of prices) {
    const { row, shownWith } = rows[at]!;
    for (const key of shownWith) note(mayHide(key), range.highest - range.lowest);
    for (const { unknown, coefficient } of row.terms) {
      const figure = mayHide(unknown);
      if (figure) note(figure, price * Math.abs(coefficient) * reachOf(unknown, at));
    }
  }
  return [...gains].map(([figure, gain]) => ({ figure, gain }));
}
