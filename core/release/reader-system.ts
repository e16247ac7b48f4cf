import { gather } from '../gather.ts';
import type { LinearSystem, Range, Row, Term } from '../disclosure/linear-system.ts';
import type { Estimate } from '../estimation/estimate.ts';
import type { Standing } from '../estimation/ladder.ts';
import type { LinearisedFigure } from '../estimation/linearised-figure.ts';
import { isEstimable, type NotEstimable } from '../estimation/not-estimable.ts';
import type { Unit } from '../indices/methods/method.ts';
import { cellWindow } from './cell-window.ts';
import { asRead } from './digits.ts';
import { hullEdges } from './hull-edges.ts';
import { naturalRange } from './printed-cell.ts';
import type { FigureReference } from './release.ts';
import { haveEqualWeights, stepOf } from './whole-steps.ts';

/** A figure as disclosure control sees it: by area, in all, and of respondents of no known area. */
export interface DisclosedFigure {
  readonly key: string;
  readonly statistic: string;
  readonly subject: string;
  /** `''` for respondents of no known area, whom no page shows. */
  readonly area?: string;
  readonly unit: Unit;
  /** At full precision, with its exact number of answers and their weights. */
  readonly figure: Pick<LinearisedFigure, 'value' | 'n' | 'weightSum'> | NotEstimable;
  readonly estimate: Estimate | NotEstimable;
  readonly standing: Standing;
  /** What it is judged by, as it is read; and what it can be, in its unit: see `PrintedAs`. */
  readonly thresholds?: readonly number[];
  readonly range?: readonly [number, number];
  /** Published before: it can no longer be hidden. */
  readonly isFixed?: boolean;
}

/** A figure that is made of others by weights everybody knows: a node of its leaves. */
export interface ComposedFigure {
  readonly key: string;
  readonly parts: readonly { readonly key: string; readonly coefficient: number }[];
}

/** Two tables (`statistic/subject`) about the same answers: what an answer of each kind adds to either, as read. */
export interface CoupledTables {
  readonly tables: readonly [string, string];
  readonly points: readonly (readonly [number, number])[];
}

/** A number printed beside the figures, such as the index by another convention, as a window on a sum of figures. */
export interface PrintedNumber extends Range {
  readonly name: string;
  readonly terms: readonly { readonly key: string; readonly coefficient: number }[];
  /** It is printed where all of these are shown. */
  readonly shownWith: readonly string[];
}

export interface DisclosureInput {
  readonly figures: readonly DisclosedFigure[];
  readonly composed: readonly ComposedFigure[];
  readonly coupled: readonly CoupledTables[];
  /** Figures that are others under another name: a leaf with its item. */
  readonly references: readonly FigureReference[];
  readonly numbers: readonly PrintedNumber[];
  /** Fewer answers are hidden. */
  readonly minimum: number;
  /** How often the gate has refused what was hidden with less caution; 0 unless told. */
  readonly caution?: number;
}

/** A figure as a known sum of unknowns, as it is read. */
export interface ReaderFigure {
  readonly key: string;
  readonly terms: readonly Term[];
  readonly constant: number;
  /** Where it is an unknown itself. */
  readonly unknown?: number;
  readonly value: number;
  readonly range: Range;
  /** What its print tells; none where nothing of it may be printed. */
  readonly window?: Range;
  readonly n: number;
  readonly weightSum: number;
  readonly isFixed: boolean;
  readonly isOfArea: boolean;
  /** Among all figures, by their numbers. */
  readonly place: number;
}

/** A hidden figure on few answers, or on answers that all agree: it must stay open over `room` points. */
export interface GuardedFigure {
  readonly figure: ReaderFigure;
  readonly room: number;
  /** What to look for beside its room: a step of its answers where everybody counts alike, as they are whole. */
  readonly margin: number;
}

/** Cells by area and in all that rest on the same answers, with their exact number: shown with any of `keys`. */
export interface CountTable {
  readonly total: CountedCell;
  readonly parts: readonly CountedCell[];
}
export interface CountedCell {
  readonly n: number;
  readonly keys: readonly string[];
}

/** A composite with its leaves' shares of it and their numbers of answers, of which its own is made. */
export interface ComposedCount {
  readonly key: string;
  readonly leaves: readonly { readonly share: number; readonly cell: CountedCell }[];
}

/** All a reader of a release can write down, before it is decided what is hidden. */
export interface ReaderSystem {
  readonly unknowns: readonly ReaderFigure[];
  readonly figures: ReadonlyMap<string, ReaderFigure>;
  /** What holds whatever is shown: of mean and rate of the same answers. */
  readonly always: readonly Row[];
  readonly numbers: readonly PrintedRow[];
  readonly guarded: readonly GuardedFigure[];
  readonly counts: readonly CountTable[];
  readonly composedCounts: readonly ComposedCount[];
}

/**
 * What a reader of a release can write down (rule 34). He is taken to know the share of weight of every cell exactly,
 * so that every figure is a known sum of cells by area: in all, the areas by their shares; a node, its leaves by their
 * weights. What such a sum leaves over at full precision (as where a question was put to some by chance) he is taken to
 * know too. A printed number is a window on its sum.
 */
export function readerSystem(disclosed: DisclosureInput): ReaderSystem {
  const input = inOrder(disclosed);
  const tables = new Map<string, DisclosedFigure[]>();
  for (const figure of input.figures) gather(tables, tableOf(figure), figure);
  const given = new Map(input.figures.map((figure) => [figure.key, figure]));
  const composed = new Map(input.composed.map((each) => [each.key, each.parts]));
  const places = new Map(input.figures.map(({ key }, at) => [key, at]));
  const figures = new Map<string, ReaderFigure>();
  const unknowns: ReaderFigure[] = [];
  const original = originals(input.references, (key) => given.has(key));

  function figureOf(key: string): ReaderFigure | undefined {
    const known = figures.get(key);
    const figure = given.get(key);
    if (known || !figure || !isEstimable(figure.figure)) return known;
    const value = asRead(figure.figure.value, figure.unit);
    const parts = composed.get(key) ?? areasOf(figure);
    const sum = parts && summed(parts);
    const { window, ...read } = readFigure(figure, figure.figure);
    const made: ReaderFigure = {
      ...read,
      ...(window ? { window } : {}),
      place: places.get(key)!,
      ...(sum
        ? { terms: sum.terms, constant: value - sum.value }
        : {
            terms: [{ unknown: unknowns.length, coefficient: 1 }],
            constant: 0,
            unknown: unknowns.length,
          }),
    };
    if (!sum) unknowns.push(made);
    figures.set(key, made);
    return made;
  }
  function areasOf(figure: DisclosedFigure) {
    if (figure.area !== undefined) return undefined;
    const areas = tables.get(tableOf(figure))!.flatMap(({ key, area, figure: own }) => {
      return area !== undefined && isEstimable(own) ? [{ key, weight: own.weightSum }] : [];
    });
    if (areas.length === 0) return undefined;
    const all = areas.reduce((total, { weight }) => total + weight, 0);
    return areas.map(({ key, weight }) => ({ key, coefficient: weight / all }));
  }
  function summed(parts: readonly { readonly key: string; readonly coefficient: number }[]) {
    const coefficients = new Map<number, number>();
    let value = 0;
    for (const part of parts) {
      const { to, factor } = original(part.key);
      const other = figureOf(to);
      if (!other) throw new RangeError(`${part.key} is a part of a figure, and there is no such figure`);
      for (const { unknown, coefficient } of other.terms) {
        const product = part.coefficient * factor * coefficient;
        coefficients.set(unknown, (coefficients.get(unknown) ?? 0) + product);
        value += product * unknowns[unknown]!.value;
      }
    }
    return { value, terms: [...coefficients].map(([unknown, coefficient]) => ({ unknown, coefficient })) };
  }

  for (const { key } of input.figures) figureOf(key);
  const stepOfTable = new Map(
    haveEqualWeights(input)
      ? input.coupled.flatMap((each) =>
          ([0, 1] as const).map((side) => [each.tables[side], stepOf(each, side)] as const),
        )
      : [],
  );
  const numbers = input.numbers.map(({ name, lowest, highest, terms, shownWith }) => {
    const sum = summed(terms);
    const constant = terms.reduce((total, { key, coefficient }) => {
      const { to, factor, offset } = original(key);
      return total + coefficient * (offset + factor * figures.get(to)!.value);
    }, -sum.value);
    return {
      row: { name, terms: sum.terms, lowest: lowest - constant, highest: highest - constant },
      shownWith: shownWith.map((key) => original(key).to),
    };
  });
  const counts = countTables(input, tables);
  return {
    unknowns,
    figures,
    always: input.coupled.flatMap((coupling) => coupledRows(coupling, tables, figures)),
    numbers,
    guarded: input.figures.flatMap((figure) =>
      guardOf(figure, figures.get(figure.key), input.minimum, stepOfTable.get(tableOf(figure)) ?? 0),
    ),
    counts,
    composedCounts: composedCounts(input, counts, original),
  };
}

/**
 * By their numbers, those of their area and of their table, so that neither order nor names move what is found: names
 * decide between what is alike in all of these.
 */
function inOrder(input: DisclosureInput): DisclosureInput {
  const ofArea = new Map<string | undefined, number[]>();
  const ofTable = new Map<string, number[]>();
  for (const figure of input.figures) {
    const size = isEstimable(figure.figure) ? figure.figure.n + figure.figure.value : 0;
    gather(ofArea, figure.area, size);
    gather(ofTable, tableOf(figure), size);
  }
  const summed = (numbers: readonly number[]) =>
    [...numbers].sort((a, b) => a - b).reduce((a, b) => a + b, 0);
  const [areas, tables] = [sumsOf(ofArea), sumsOf(ofTable)];
  function sumsOf<Name>(sizes: ReadonlyMap<Name, readonly number[]>): ReadonlyMap<Name, number> {
    return new Map([...sizes].map(([name, numbers]) => [name, summed(numbers)]));
  }
  const sizes = new Map(
    input.figures.map((each) => {
      const { n = 0, weightSum = 0, value = 0 } = isEstimable(each.figure) ? each.figure : {};
      return [each, [n, weightSum, value, areas.get(each.area)!, tables.get(tableOf(each))!]];
    }),
  );
  const figures = [...input.figures].sort((a, b) => {
    const [first, second] = [sizes.get(a)!, sizes.get(b)!];
    const at = first.findIndex((each, place) => each !== second[place]);
    return at < 0 ? (a.key < b.key ? -1 : 1) : first[at]! - second[at]!;
  });
  const placeOf = new Map(figures.map((figure, at) => [tableOf(figure), at]));
  const place = ({ tables: [first] }: CoupledTables) => placeOf.get(first) ?? 0;
  return { ...input, figures, coupled: [...input.coupled].sort((a, b) => place(a) - place(b)) };
}

function tableOf({ statistic, subject }: Pick<DisclosedFigure, 'statistic' | 'subject'>): string {
  return `${statistic}/${subject}`;
}

/** By the key of the figure itself, or of its table where references name tables only. */
function originals(references: readonly FigureReference[], isGiven: (key: string) => boolean) {
  const byKey = new Map(references.map((each) => [each.key, each]));
  return (key: string): Pick<FigureReference, 'to' | 'factor' | 'offset'> => {
    if (isGiven(key)) return { to: key, factor: 1, offset: 0 };
    const [table = '', area] = key.split('@');
    const own = byKey.get(key);
    if (own) return own;
    const other = byKey.get(table);
    if (!other) return { to: key, factor: 1, offset: 0 };
    return { ...other, to: area === undefined ? other.to : `${other.to}@${area}` };
  };
}

function readFigure(
  figure: DisclosedFigure,
  { value, n, weightSum }: Pick<LinearisedFigure, 'value' | 'n' | 'weightSum'>,
): Omit<ReaderFigure, 'terms' | 'constant' | 'window' | 'place'> & { readonly window: Range | undefined } {
  const { key, unit, area, estimate, range = naturalRange(unit), isFixed = false } = figure;
  const [lowest, highest] = range.map((end) => (end === Infinity ? MOST_COUNTED : asRead(end, unit)));
  const window = area === '' ? undefined : cellWindow(estimate, figure);
  return {
    key,
    value: asRead(value, unit),
    range: {
      lowest: Math.min(lowest!, asRead(value, unit)),
      highest: Math.max(highest!, asRead(value, unit)),
    },
    window: window && {
      lowest: Math.min(window.lowest, asRead(value, unit)),
      highest: Math.max(window.highest, asRead(value, unit)),
    },
    n: isEstimable(estimate) ? estimate.n : n,
    weightSum,
    isFixed,
    isOfArea: area !== undefined,
  };
}

/** Of what is counted without a known end. */
const MOST_COUNTED = 10;

/** Few answers, or answers that all agree, which with few units is told alike. */
function guardOf(
  { area, estimate }: DisclosedFigure,
  figure: ReaderFigure | undefined,
  minimum: number,
  step: number,
): readonly GuardedFigure[] {
  if (!figure || (area !== '' && figure.window)) return [];
  const isAgreed = !isEstimable(estimate) && estimate.notEstimable === 'noVariation';
  if (figure.n >= minimum && !isAgreed) return [];
  const width = figure.range.highest - figure.range.lowest;
  const room = Math.min(width, (2 * width) / figure.n);
  return [{ figure, room, margin: Math.min(width - room, step / figure.n) }];
}

/**
 * The points of all answers span an area, and every mean of answers lies in it (their convex hull): between the least
 * and the most a mean can be where so many are satisfied, for one.
 */
function coupledRows(
  { tables: [first, second], points }: CoupledTables,
  tables: ReadonlyMap<string, readonly DisclosedFigure[]>,
  figures: ReadonlyMap<string, ReaderFigure>,
): readonly Row[] {
  const edges = hullEdges(points);
  const others = new Map((tables.get(second) ?? []).map((each) => [each.area, figures.get(each.key)]));
  return (tables.get(first) ?? []).flatMap(({ key, area }) => {
    const [x, y] = [figures.get(key), others.get(area)];
    if (x?.unknown === undefined || y?.unknown === undefined) return [];
    return edges.map(({ a, b, atMost }, at): Row => ({
      name: `${key} ${second} ${at}`,
      lowest: -Infinity,
      highest: atMost,
      terms: [
        { unknown: x.unknown!, coefficient: a },
        { unknown: y.unknown!, coefficient: b },
      ].filter(({ coefficient }) => coefficient !== 0),
    }));
  });
}

/** Tables that are coupled, or whose cells have the same subject and the same counts, print one number of answers. */
function countTables(
  { figures, composed, coupled }: DisclosureInput,
  tables: ReadonlyMap<string, readonly DisclosedFigure[]>,
): readonly CountTable[] {
  const isComposed = new Set(composed.map(({ key }) => key));
  const groupOf = new Map<string, string>();
  for (const [table, [first]] of tables) {
    const counts = tables.get(table)!.map(({ area, figure }) => `${area ?? '.'} ${countOf(figure)}`);
    groupOf.set(table, `${first!.subject} ${counts.sort().join()}`);
  }
  for (const {
    tables: [first, second],
  } of coupled) {
    const [from, to] = [groupOf.get(second), groupOf.get(first)];
    if (from === undefined || to === undefined) continue;
    for (const [table, group] of groupOf) if (group === from) groupOf.set(table, to);
  }
  const cells = new Map<string, Map<string | undefined, { n: number; keys: string[] }>>();
  for (const figure of figures) {
    const group = groupOf.get(tableOf(figure))!;
    if (isComposed.has(figure.key)) continue;
    if (!cells.has(group)) cells.set(group, new Map());
    const own = cells.get(group)!;
    const cell = own.get(figure.area);
    if (cell) cell.keys.push(figure.key);
    else own.set(figure.area, { n: countOf(figure.figure), keys: [figure.key] });
  }
  return [...cells.values()].flatMap((own) => {
    const total = own.get(undefined);
    // Where everybody's area is known there is no such cell.
    const parts = [...own].flatMap(([area, cell]) =>
      area === undefined || (area === '' && cell.n === 0) ? [] : [cell],
    );
    return total && parts.length > 0 ? [{ total, parts }] : [];
  });
}

/** Of leaves that are answered apart: figures of one question have one number of answers. */
function composedCounts(
  { composed }: DisclosureInput,
  tables: readonly CountTable[],
  original: (key: string) => Pick<FigureReference, 'to'>,
): readonly ComposedCount[] {
  const cells = new Map(
    tables.flatMap(({ total, parts }) =>
      [total, ...parts].flatMap((cell) => cell.keys.map((key) => [key, cell] as const)),
    ),
  );
  return composed.flatMap(({ key, parts }) => {
    const leaves = parts.flatMap((part) => {
      const cell = cells.get(original(part.key).to);
      return cell ? [{ share: part.coefficient, cell }] : [];
    });
    const areApart = new Set(leaves.map(({ cell }) => cell)).size === parts.length;
    return areApart ? [{ key, leaves }] : [];
  });
}

function countOf(figure: DisclosedFigure['figure']): number {
  return isEstimable(figure) ? figure.n : 0;
}

/** A row with the figures that must be shown for it to be known. */
export interface PrintedRow {
  readonly row: Row;
  readonly shownWith: readonly string[];
}

/** All rows there would be with nothing hidden: what is printed of sums, and what holds always. */
export function printedRows(system: ReaderSystem, tightening = 1): readonly PrintedRow[] {
  const sums = [...system.figures.values()].flatMap((figure): readonly PrintedRow[] => {
    const window = figure.unknown === undefined ? windowOf(figure, tightening) : undefined;
    if (!window) return [];
    const { key, terms, constant } = figure;
    const row = { name: key, terms, lowest: window.lowest - constant, highest: window.highest - constant };
    return [{ row, shownWith: [key] }];
  });
  const always = system.always.map((row) => ({ row, shownWith: [] }));
  return [...sums, ...always, ...system.numbers].map(({ row, shownWith }) => ({
    row: holding(row, system.unknowns),
    shownWith,
  }));
}

/** What is printed is true: a row that rounding put a little beside the true sum is made to hold it. */
function holding(row: Row, unknowns: readonly ReaderFigure[]): Row {
  let sum = 0;
  for (const { unknown, coefficient } of row.terms) sum += coefficient * unknowns[unknown]!.value;
  return sum >= row.lowest && sum <= row.highest
    ? row
    : { ...row, lowest: Math.min(row.lowest, sum), highest: Math.max(row.highest, sum) };
}

/** What the print of a figure tells; with `tightening` below 1 a window that much narrower, about the true value. */
export function windowOf({ value, window }: ReaderFigure, tightening = 1): Range | undefined {
  if (!window) return undefined;
  return {
    lowest: value - tightening * (value - window.lowest),
    highest: value + tightening * (window.highest - value),
  };
}

/** The whole system of a reader from whom these figures are hidden: what is shown has its window. */
export function knownSystem(system: ReaderSystem, hidden: ReadonlySet<string>): LinearSystem {
  const isShown = (key: string) => !hidden.has(key) && system.figures.get(key)?.window !== undefined;
  return {
    unknowns: system.unknowns.map((figure) => (isShown(figure.key) ? figure.window! : figure.range)),
    rows: printedRows(system).flatMap(({ row, shownWith }) => (shownWith.every(isShown) ? [row] : [])),
  };
}
