import type { LinearSystem, Range, Row, Term } from '../../disclosure/linear-system.ts';
import type { Estimate } from '../../estimation/errors/estimate.ts';
import type { Standing } from '../../judgement/ladder.ts';
import type { LinearisedFigure } from '../../estimation/figures/linearised-figure.ts';
import type { NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Unit } from '../../indices/figure-method.ts';
import type { FigureReference } from '../release.ts';
import type { Tie } from './ties.ts';

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
  /** Keys to be hidden beside what the search finds. */
  readonly besides?: readonly string[];
  /** The same answers with other weights, where numbers are printed of these too. */
  readonly otherwise?: OtherWeights;
  /** Earlier releases of the same wave, oldest first. */
  readonly before?: readonly EarlierDisclosure[];
}

/** What was computed by other weights than those of the figures, such as a change by earlier totals. */
export interface OtherWeights {
  /** Its figures are not printed; its numbers are, where figures of the release are shown. */
  readonly input: DisclosureInput;
  /** How its figures stand to those of the release, by key. */
  readonly ties: ReadonlyMap<string, Tie>;
}

/** What a reader of an earlier release of the wave can write down. */
export interface EarlierDisclosure {
  /** Its own `before` are not looked at. */
  readonly input: DisclosureInput;
  /** Keys of what it hid. */
  readonly hidden: ReadonlySet<string>;
  /** How its figures stand to those of now, by key. */
  readonly ties: ReadonlyMap<string, Tie>;
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
  /** What earlier releases of the wave left of the number, where it is hidden and the same answers. */
  readonly within?: readonly [lowest: number, highest: number];
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

/** Figures of all areas and in all that are one statistic of one subject. */
export function tableOf({ statistic, subject }: Pick<DisclosedFigure, 'statistic' | 'subject'>): string {
  return `${statistic}/${subject}`;
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
