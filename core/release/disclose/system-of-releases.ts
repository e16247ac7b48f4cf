import type { Row } from '../../disclosure/linear-system.ts';
import {
  printedRows,
  type CountedCell,
  type DisclosureInput,
  type EarlierDisclosure,
  type GuardedFigure,
  type OtherWeights,
  type ReaderFigure,
  type ReaderSystem,
} from './reader-system.ts';
import { rangeLeft } from './hide-counts.ts';
import { systemOfRelease } from './system-of-release.ts';
import { isOfSameAnswers, isSame, type Tie } from './ties.ts';

/**
 * All that a reader can write down of a release, and of the earlier ones of its wave with it (rules 33 and 34). Figures
 * that rest on the same answers are one unknown; those that differ are two, with what is known of the difference (`Tie`).
 * What was printed then is printed whatever is hidden now, and what was hidden then stays guarded.
 */
export function readerSystem(input: DisclosureInput): ReaderSystem {
  const own = systemOfRelease(input);
  const all = input.otherwise ? withOtherWeights(own, input.otherwise) : own;
  return (input.before ?? []).reduce(withEarlierRelease, all);
}

/** Changes by other weights are windows on the same answers, weighted so. */
function withOtherWeights(own: ReaderSystem, { input, ties }: OtherWeights): ReaderSystem {
  const system = systemOfRelease(input);
  const joined = join(own, system, ties, { name: (key) => `${key} by other weights`, isShown: () => false });
  const { unknowns, figures, always, moved } = joined;
  return {
    ...own,
    unknowns,
    figures,
    always: [...always, ...system.always.filter((row) => !joined.isOfNow(row)).map(moved)],
    numbers: [
      ...own.numbers,
      ...system.numbers.map(({ row, shownWith }) => ({ row: moved(row), shownWith })),
    ],
  };
}

function withEarlierRelease(
  own: ReaderSystem,
  { input, hidden, ties }: EarlierDisclosure,
  release: number,
): ReaderSystem {
  const system = systemOfRelease(input);
  const then = (key: string) => `${key} of release ${release + 1}`;
  const isShown = (key: string) => !hidden.has(key) && system.figures.get(key)?.window !== undefined;
  const { unknowns, figures, always, places, moved, isOfNow } = join(own, system, ties, {
    name: then,
    isShown,
  });
  for (const { row, shownWith } of printedRows(system)) {
    // What holds of the same answers whatever is shown stands among the rows of now.
    if (!shownWith.every(isShown) || (shownWith.length === 0 && isOfNow(row))) continue;
    always.push({ ...moved(row), name: then(row.name) });
  }
  const guarded = system.guarded
    .filter(({ figure }) => !isOfNow(figure))
    .map(({ figure, ...guard }): GuardedFigure => ({
      ...guard,
      figure: {
        ...moved(figure),
        key: then(figure.key),
        ...(figure.unknown === undefined ? {} : { unknown: places[figure.unknown]! }),
      },
    }));
  const isIn = { system, ties, isShown };
  const cells = new Map(
    own.counts.flatMap(({ parts }) => parts.map((cell) => [cell, withinRange(cell, isIn)])),
  );
  return {
    ...own,
    unknowns,
    figures,
    always,
    guarded: [...own.guarded, ...guarded],
    counts: own.counts.map(({ total, parts }) => ({ total, parts: parts.map((cell) => cells.get(cell)!) })),
    composedCounts: own.composedCounts.map(({ key, leaves }) => ({
      key,
      leaves: leaves.map(({ share, cell }) => ({ share, cell: cells.get(cell) ?? cell })),
    })),
  };
}

/** The unknowns of another system among those of the release: the same ones, or beside them with their ties. */
function join(
  own: ReaderSystem,
  system: ReaderSystem,
  ties: ReadonlyMap<string, Tie>,
  { name, isShown }: { readonly name: (key: string) => string; readonly isShown: (key: string) => boolean },
) {
  const unknowns = [...own.unknowns];
  const figures = new Map(own.figures);
  const always = [...own.always];
  /** By unknown of the other system. */
  const places = system.unknowns.map((figure): number => {
    const tie = ties.get(figure.key);
    const now = tie && own.figures.get(figure.key)?.unknown;
    if (now !== undefined && isSame(tie!)) return now;
    const unknown = unknowns.length;
    const { window, ...other } = figure;
    const made: ReaderFigure = {
      ...other,
      ...(window && isShown(figure.key) ? { window } : {}),
      key: name(figure.key),
      terms: [{ unknown, coefficient: 1 }],
      unknown,
      isFixed: true,
    };
    unknowns.push(made);
    figures.set(made.key, made);
    if (now !== undefined) always.push(tiedRow(made, own.unknowns[now]!, tie!));
    return unknown;
  });
  return {
    unknowns,
    figures,
    always,
    places,
    moved: <Sum extends Pick<Row, 'terms'>>(sum: Sum): Sum => ({
      ...sum,
      terms: sum.terms.map(({ unknown, coefficient }) => ({ unknown: places[unknown]!, coefficient })),
    }),
    isOfNow: ({ terms }: Pick<Row, 'terms'>) =>
      terms.every(({ unknown }) => places[unknown]! < own.unknowns.length),
  };
}

/** What the release then left of the number of a hidden cell, where its answers are the same now. */
function withinRange(
  cell: CountedCell,
  {
    system,
    ties,
    isShown,
  }: Pick<EarlierDisclosure, 'ties'> & {
    readonly system: ReaderSystem;
    readonly isShown: (key: string) => boolean;
  },
): CountedCell {
  const key = cell.keys.find((each) => ties.has(each) && isOfSameAnswers(ties.get(each)!));
  const then = system.counts.find(({ parts }) =>
    parts.some(({ keys }) => key !== undefined && keys.includes(key)),
  );
  const was = then?.parts.find(({ keys }) => keys.includes(key!));
  if (!then || !was || was.keys.some(isShown)) return cell;
  const [lowest, highest] = rangeLeft(then, isShown);
  const [least, most] = cell.within ?? [0, Infinity];
  return { ...cell, within: [Math.max(least, lowest), Math.min(most, highest)] };
}

/** What is known of a figure then by what it is now. */
function tiedRow(then: ReaderFigure, now: ReaderFigure, { share, gained, lost }: Tie): Row {
  const { lowest, highest } = then.range;
  return {
    name: then.key,
    terms: [
      { unknown: then.unknown!, coefficient: 1 },
      { unknown: now.unknown!, coefficient: -share },
    ].filter(({ coefficient }) => coefficient !== 0),
    lowest: gained * lowest - lost * highest,
    highest: gained * highest - lost * lowest,
  };
}
