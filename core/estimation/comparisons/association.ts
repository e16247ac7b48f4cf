import { chiSquareUpperTail, fUpperTail } from '../../numeric/upper-tails.ts';
import { type CellTotals, cellTotals, combinedInfluence, type CodedAnswers } from '../figures/cell-totals.ts';
import { covarianceMatrix } from '../errors/covariance.ts';
import { generalisedDesignEffects } from '../errors/generalised-design-effects.ts';
import { isEstimable, notEstimable, type NotEstimable } from '../figures/not-estimable.ts';
import type { SampleDesign } from '../design/sample-design.ts';
import { type FTest, waldTests } from './wald-tests.ts';

/** Tests of two questions being independent in the population. */
export interface Association {
  /** Shares of the cells, rows x columns. */
  readonly shares: readonly (readonly number[])[];
  readonly n: number;
  /** J. N. K. Rao and A. J. Scott's second-order correction as an F test; the one to use. */
  readonly secondOrder: FTest;
  /** Their first-order correction: Pearson's statistic over the mean generalised design effect. */
  readonly firstOrder: TestResult & { readonly meanDesignEffect: number };
  /** A. Wald's test, unsteady with few clusters, and adjusted for these; none where there are too few. */
  readonly wald?: FTest;
  readonly adjustedWald?: FTest;
}
export interface TestResult {
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * Pearson's chi-square X2 = n sum (p - p')^2 / p', with p the weighted shares of the cells and p' the products of their
 * margins, is not distributed as chi-square in a complex sample but as sum delta_i Z_i^2, the delta being the eigenvalues
 * of the generalised design effects D = (C' P^-1 C / n)^-1 (C' P^-1 V P^-1 C), where V is the design covariance of the
 * shares, P their diagonal and C the contrasts of interaction without what rows and columns say (J. N. K. Rao and
 * A. J. Scott 1984, Annals of Statistics 12, 46-60). Only the traces of D and D^2 are needed:
 *
 *     first order    X2 / mean delta, chi-square with d = (r - 1)(c - 1) degrees,
 *     second order   F = X2 / trace D,  with trace(D)^2 / trace(D^2) and nu times as many degrees of freedom,
 *
 * nu being those of the design (D. R. Thomas and J. N. K. Rao 1987).
 *
 * A part of the population is tested by giving the others a negative code. A category that nobody is in takes no part: the
 * test is that of the categories there are. Where each answer to the one question always goes with one answer to the
 * other, the design effects can come out as 0 and no statistic is finite: `perfectAssociation`, the strongest there is.
 *
 * @param degreesOfFreedom of the design: clusters less strata
 * @throws RangeError for a code beyond the categories
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1, 1, 1, 1] });
 * const sex = { codes: [0, 0, 0, 0, 1, 1, 1, 1], count: 2 };
 * const hasComplained = { codes: [0, 0, 0, 1, 0, 1, 1, 1], count: 2 };
 * const test = association(design, sex, hasComplained, 7);
 * isEstimable(test) && test.shares; // [[0.375, 0.125], [0.125, 0.375]]
 * isEstimable(test) && test.firstOrder.meanDesignEffect; // 1.143 = 8 / 7 (a simple random sample)
 * isEstimable(test) && test.secondOrder; // { statistic: 1.75, degreesOfFreedom: [1, 7], pValue: 0.2275 }
 */
export function association(
  design: SampleDesign,
  rows: CodedAnswers,
  columns: CodedAnswers,
  degreesOfFreedom: number,
): Association | NotEstimable {
  if (!(degreesOfFreedom > 0)) return notEstimable('noDegreesOfFreedom');
  const declared = cellTotals(design, rows, columns);
  if (declared.n === 0) return notEstimable('noAnswers');
  const [usedRows, usedColumns] = usedCategories(declared.values, rows.count, columns.count);
  if (usedRows.length < 2 || usedColumns.length < 2) return notEstimable('noVariation');
  const cells = usedRows.flatMap((row) => usedColumns.map((column) => row * columns.count + column));
  const found = testOf(
    design,
    {
      values: Float64Array.from(cells, (cell) => declared.values[cell]!),
      influences: cells.map((cell) => declared.influences[cell]!),
      n: declared.n,
    },
    [usedRows.length, usedColumns.length],
    degreesOfFreedom,
  );
  if (!isEstimable(found)) return found;
  const shareOf = new Map(cells.map((cell, at) => [cell, found.shares[at]!]));
  return {
    ...found,
    shares: Array.from({ length: rows.count }, (_, row) =>
      Array.from({ length: columns.count }, (__, column) => shareOf.get(row * columns.count + column) ?? 0),
    ),
  };
}

/** The rows and the columns that somebody is in. */
function usedCategories(
  values: Float64Array,
  rowCount: number,
  columnCount: number,
): readonly [readonly number[], readonly number[]] {
  const places = (count: number) => Array.from({ length: count }, (_, at) => at);
  const rows = places(rowCount).filter((row) =>
    places(columnCount).some((column) => values[row * columnCount + column]! > 0),
  );
  const columns = places(columnCount).filter((column) =>
    places(rowCount).some((row) => values[row * columnCount + column]! > 0),
  );
  return [rows, columns];
}

/** The tests of a table in which every row and every column has somebody; shares cell by cell. */
function testOf(
  design: SampleDesign,
  totals: CellTotals,
  [rowCount, columnCount]: readonly [number, number],
  degreesOfFreedom: number,
): (Omit<Association, 'shares'> & { readonly shares: readonly number[] }) | NotEstimable {
  const { values, influences, n } = totals;
  const all = {
    value: values.reduce((sum, value) => sum + value, 0),
    of: combinedInfluence(influences.map((of) => ({ coefficient: 1, of }))),
  };
  const shares = Array.from(values, (value) => value / all.value);
  const rowShares = new Float64Array(rowCount);
  const columnShares = new Float64Array(columnCount);
  for (const [cell, share] of shares.entries()) {
    rowShares[Math.floor(cell / columnCount)]! += share;
    columnShares[cell % columnCount]! += share;
  }
  const expected = shares.map(
    (_, cell) => rowShares[Math.floor(cell / columnCount)]! * columnShares[cell % columnCount]!,
  );
  const statistic =
    n * shares.reduce((sum, share, cell) => sum + (share - expected[cell]!) ** 2 / expected[cell]!, 0);

  // d(N_rc / N) = (dN_rc - p dN) / N.
  const covariances = covarianceMatrix(
    design,
    influences.map((of, cell) =>
      combinedInfluence([
        { coefficient: 1 / all.value, of },
        { coefficient: -shares[cell]! / all.value, of: all.of },
      ]),
    ),
  );
  const effects = generalisedDesignEffects(covariances, shares, n, rowCount, columnCount);
  if (!(effects.trace > NOTHING)) {
    return notEstimable(isOneToOne(shares, rowCount, columnCount) ? 'perfectAssociation' : 'noVariation');
  }
  const d = (rowCount - 1) * (columnCount - 1);
  const firstDegrees = effects.trace ** 2 / effects.traceOfSquare;
  const f = statistic / effects.trace;
  const first = statistic / (effects.trace / d);
  return {
    shares,
    n,
    secondOrder: {
      statistic: f,
      degreesOfFreedom: [firstDegrees, firstDegrees * degreesOfFreedom],
      pValue: fUpperTail(f, firstDegrees, firstDegrees * degreesOfFreedom),
    },
    firstOrder: {
      statistic: first,
      meanDesignEffect: effects.trace / d,
      pValue: chiSquareUpperTail(first, d),
    },
    ...waldTests(design, totals, rowCount, columnCount, degreesOfFreedom),
  };
}

/** Each row in one column and each column in one row. */
function isOneToOne(shares: readonly number[], rowCount: number, columnCount: number): boolean {
  return rowCount === columnCount && shares.filter((share) => share > 0).length === rowCount;
}

/** Design effects are of the size of 1; below this they are rounding. */
const NOTHING = 1e-12;
