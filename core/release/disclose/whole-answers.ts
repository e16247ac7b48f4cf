import type { LinearSystem, Range, Row, Term } from '../../disclosure/linear-system.ts';
import type { GuardedSum } from '../../disclosure/open-ranges.ts';
import { displayedN } from '../../judgement/displayed.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import type {
  CoupledTables,
  DisclosedFigure,
  DisclosureInput,
  ReaderFigure,
  ReaderSystem,
} from './reader-system.ts';
import { hullEdges } from './hull-edges.ts';
import { stepOf } from './whole-steps.ts';

/** Numbers of answers in each area and what they add up to, as whole numbers. */
export interface WholeAnswers {
  readonly system: LinearSystem;
  readonly guarded: readonly GuardedSum[];
}

/**
 * Where everybody counts alike a reader knows more than a linear system says: means and rates are whole sums over whole
 * numbers of answers. For each question with a mean and a rate: how many answered in each area, their points and how
 * many were satisfied, which lie in what is printed of them. The numbers of hidden answers are taken as known.
 */
export function wholeAnswers(
  { coupled, figures }: Pick<DisclosureInput, 'coupled' | 'figures'>,
  { figures: read, guarded }: ReaderSystem,
  hidden: ReadonlySet<string>,
): readonly WholeAnswers[] {
  const roomOf = new Map(guarded.map(({ figure, room }) => [figure.key, room]));
  return coupled.flatMap((coupling) => {
    const cells = cellsOf(coupling, figures);
    const isAsked = cells.some(({ keys }) => keys.some((key) => roomOf.has(key)));
    if (!isAsked || !cells.some(({ area }) => area === undefined)) return [];
    const parts = cells.filter(({ area }) => area !== undefined);
    const placeOf = new Map(parts.map((part, at) => [part, 3 * at]));
    const steps = [stepOf(coupling, 0), stepOf(coupling, 1)] as const;
    const unknowns: Range[] = [];
    const rows: Row[] = [];
    const sums: GuardedSum[] = [];
    // Three of each area: how many answers, and what they add up to on either side, in steps.
    const most = Math.max(...parts.map(({ n }) => n)) + 5;
    for (const { area } of parts) {
      const at = unknowns.length;
      unknowns.push({ lowest: 0, highest: most });
      for (const side of [0, 1] as const) {
        const ends = coupling.points.map((point) => (most * point[side]) / steps[side]);
        unknowns.push({ lowest: Math.min(0, ...ends), highest: Math.max(0, ...ends) });
      }
      for (const { a, b, atMost } of hullEdges(coupling.points)) {
        const terms = [
          { unknown: at, coefficient: -atMost },
          { unknown: at + 1, coefficient: a * steps[0] },
          { unknown: at + 2, coefficient: b * steps[1] },
        ];
        rows.push({ name: `points ${area}`, terms, lowest: -Infinity, highest: NOTHING });
      }
    }
    for (const cell of cells) {
      const places = cell.area === undefined ? [...placeOf.values()] : [placeOf.get(cell)!];
      const windows = cell.keys.map((key) => shownWindow(read.get(key), hidden));
      rows.push({
        name: `answers ${cell.area}`,
        terms: places.map((unknown) => ({ unknown, coefficient: 1 })),
        ...(windows.some((window) => window) ? countWindow(cell.n) : { lowest: cell.n, highest: cell.n }),
      });
      for (const side of [0, 1] as const) {
        const key = cell.keys[side]!;
        const window = windows[side];
        const room = roomOf.get(key);
        // The sum lies between so many times the least and the most the mean can be.
        const beside = (mean: number): readonly Term[] =>
          places.flatMap((unknown) => [
            { unknown: unknown + 1 + side, coefficient: steps[side] },
            { unknown, coefficient: -mean },
          ]);
        if (window) {
          rows.push(
            { name: key, terms: beside(window.lowest), lowest: -NOTHING, highest: Infinity },
            { name: key, terms: beside(window.highest), lowest: -Infinity, highest: NOTHING },
          );
        } else if (room !== undefined) {
          const coefficient = steps[side] / cell.n;
          const terms = places.map((unknown) => ({ unknown: unknown + 1 + side, coefficient }));
          sums.push({ name: key, terms, room: coefficient * Math.floor(room / coefficient + 1e-9) });
        }
      }
    }
    return [{ system: { unknowns, rows }, guarded: sums }];
  });
}

/** Rounding of sums of some thousand answers. */
const NOTHING = 1e-6;

interface Cell {
  readonly area: string | undefined;
  readonly n: number;
  /** Of the mean and of the rate. */
  readonly keys: readonly string[];
}

function cellsOf({ tables }: CoupledTables, figures: readonly DisclosedFigure[]): readonly Cell[] {
  const [means, rates] = tables.map((table) =>
    figures.filter((each) => `${each.statistic}/${each.subject}` === table),
  );
  return means!.flatMap(({ key, area, figure }) => {
    const rate = rates!.find((each) => each.area === area);
    return isEstimable(figure) && rate ? [{ area, n: figure.n, keys: [key, rate.key] }] : [];
  });
}

function shownWindow(figure: ReaderFigure | undefined, hidden: ReadonlySet<string>): Range | undefined {
  return figure && !hidden.has(figure.key) ? figure.window : undefined;
}

function countWindow(n: number): Range {
  return { lowest: Math.max(10, displayedN(n) - 2), highest: displayedN(n) + 2 };
}
