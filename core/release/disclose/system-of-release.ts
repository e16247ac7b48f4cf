import { gather } from '../../gather.ts';
import type { Range, Row } from '../../disclosure/linear-system.ts';
import type { LinearisedFigure } from '../../estimation/figures/linearised-figure.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { composedCounts, countTables } from './answer-counts.ts';
import { cellWindow } from './cell-window.ts';
import { asRead } from '../print/digits.ts';
import { hullEdges } from './hull-edges.ts';
import { naturalRange } from '../print/printed-cell.ts';
import {
  tableOf,
  type CoupledTables,
  type DisclosedFigure,
  type DisclosureInput,
  type GuardedFigure,
  type ReaderFigure,
  type ReaderSystem,
} from './reader-system.ts';
import type { FigureReference } from '../release.ts';
import { tellingOccurrences } from './telling-occurrences.ts';
import { haveEqualWeights, stepOf } from './whole-steps.ts';

/**
 * What a reader of a release can write down (rule 34). He is taken to know the share of weight of every cell exactly,
 * so that every figure is a known sum of cells by area: in all, the areas by their shares; a node, its leaves by their
 * weights. What such a sum leaves over at full precision (as where a question was put to some by chance) he is taken to
 * know too. A printed number is a window on its sum.
 */
export function systemOfRelease(disclosed: DisclosureInput): ReaderSystem {
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
  const telling = tellingOccurrences(input.figures, input.minimum);
  return {
    unknowns,
    figures,
    always: input.coupled.flatMap((coupling) => coupledRows(coupling, tables, figures)),
    numbers,
    guarded: input.figures.flatMap((figure) =>
      telling.has(figure.key)
        ? guardOfOccurrence(figures.get(figure.key))
        : guardOf(figure, figures.get(figure.key), input.minimum, stepOfTable.get(tableOf(figure)) ?? 0),
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

/** Ten numbers of those who had a problem: they are the answers of a hidden figure. */
function guardOfOccurrence(figure: ReaderFigure | undefined): readonly GuardedFigure[] {
  if (!figure) return [];
  const width = figure.range.highest - figure.range.lowest;
  return [{ figure, room: Math.min(width, (10 * width) / figure.n), margin: 0 }];
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
