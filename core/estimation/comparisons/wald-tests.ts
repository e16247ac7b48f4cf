import { choleskyFactor, solveSymmetric } from '../../numeric/solve-symmetric.ts';
import { fUpperTail } from '../../numeric/upper-tails.ts';
import { combinedInfluence, type CellTotals } from '../figures/cell-totals.ts';
import { covarianceMatrix } from '../errors/covariance.ts';
import type { ClusterInfluence } from '../figures/linearised-figure.ts';
import type { SampleDesign } from '../design/sample-design.ts';

export interface FTest {
  readonly statistic: number;
  readonly degreesOfFreedom: readonly [number, number];
  readonly pValue: number;
}

/**
 * A. Wald's tests of the differences of totals N_rc - N_r N_c / N of all cells but those of the last row and column:
 * W = y' V^-1 y over their number d, against F with that and the design's degrees of freedom nu; and adjusted for few
 * of these, W (nu - d + 1) / (d nu) against F with d and nu - d + 1 (B. I. Graubard and E. L. Korn 1993). None where
 * the design cannot tell d differences apart.
 *
 * @param degreesOfFreedom of the design, nu
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1, 1, 1, 1] });
 * const totals = cellTotals(
 *   design,
 *   { codes: [0, 0, 0, 0, 1, 1, 1, 1], count: 2 },
 *   { codes: [0, 0, 0, 1, 0, 1, 1, 1], count: 2 },
 * );
 * waldTests(design, totals, 2, 2, 7)!.wald.statistic; // 2.333
 */
export function waldTests(
  design: SampleDesign,
  { values, influences }: CellTotals,
  rowCount: number,
  columnCount: number,
  degreesOfFreedom: number,
): { readonly wald: FTest; readonly adjustedWald: FTest } | undefined {
  const d = (rowCount - 1) * (columnCount - 1);
  if (d > degreesOfFreedom) return undefined;
  const cellsOfRow = (row: number) =>
    Array.from({ length: columnCount }, (_, column) => row * columnCount + column);
  const cellsOfColumn = (column: number) =>
    Array.from({ length: rowCount }, (_, row) => row * columnCount + column);
  const sumOf = (cells: readonly number[]) => ({
    value: cells.reduce((sum, cell) => sum + values[cell]!, 0),
    of: combinedInfluence(cells.map((cell) => ({ coefficient: 1, of: influences[cell]! }))),
  });
  const rows = Array.from({ length: rowCount }, (_, row) => sumOf(cellsOfRow(row)));
  const columns = Array.from({ length: columnCount }, (_, column) => sumOf(cellsOfColumn(column)));
  const all = sumOf(influences.map((_, cell) => cell));
  const differences: ClusterInfluence[] = [];
  const y: number[] = [];
  for (const [row, ofRow] of rows.slice(0, -1).entries()) {
    for (const [column, ofColumn] of columns.slice(0, -1).entries()) {
      const cell = row * columnCount + column;
      const expected = (ofRow.value * ofColumn.value) / all.value;
      y.push(values[cell]! - expected);
      // d(N_rc - a b / N) = dN_rc - b / N da - a / N db + a b / N^2 dN.
      differences.push(
        combinedInfluence([
          { coefficient: 1, of: influences[cell]! },
          { coefficient: -ofColumn.value / all.value, of: ofRow.of },
          { coefficient: -ofRow.value / all.value, of: ofColumn.of },
          { coefficient: expected / all.value, of: all.of },
        ]),
      );
    }
  }
  const covariances = covarianceMatrix(design, differences);
  const factor = choleskyFactor(covariances, d);
  for (let at = 0; at < d; at++) if (factor[at * d + at] === 0) return undefined;
  const solved = solveSymmetric(covariances, Float64Array.from(y));
  const square = solved.reduce((sum, value, place) => sum + value * y[place]!, 0);
  const tested = (statistic: number, denominator: number): FTest => ({
    statistic,
    degreesOfFreedom: [d, denominator],
    pValue: fUpperTail(statistic, d, denominator),
  });
  const left = degreesOfFreedom - d + 1;
  return {
    wald: tested(square / d, degreesOfFreedom),
    adjustedWald: tested((square * left) / (d * degreesOfFreedom), left),
  };
}
