import { CompensatedSum } from '../../numeric/compensated-sum.ts';
import { influenceByCluster } from './influence-by-cluster.ts';
import type { ClusterInfluence } from './linearised-figure.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/** A question or group as codes 0, 1, ...; negative codes are no substantive answer, and leave their row out. */
export interface CodedAnswers {
  readonly codes: ArrayLike<number>;
  readonly count: number;
}

/** A cross-table of two questions in a sample: rows x columns, row by row. */
export interface CellTotals {
  /** Weighted counts. */
  readonly values: Float64Array;
  readonly influences: readonly ClusterInfluence[];
  /** Who answered both. */
  readonly n: number;
}

/**
 * The weighted count of each cell among those who answered both questions, with its influence.
 *
 * @throws RangeError for a code beyond the categories
 * @example
 * const design = sampleDesign({ weights: [1, 2, 4] });
 * const [a, b] = [{ codes: [0, 0, 1], count: 2 }, { codes: [0, 1, -1], count: 2 }];
 * cellTotals(design, a, b).values; // [1, 2, 0, 0]
 */
export function cellTotals(design: SampleDesign, rows: CodedAnswers, columns: CodedAnswers): CellTotals {
  const cellOfRow = new Int32Array(design.rowCount).fill(-1);
  let n = 0;
  for (let at = 0; at < design.rowCount; at++) {
    const [row, column] = [rows.codes[at]!, columns.codes[at]!];
    if (design.weights[at] === 0 || row < 0 || column < 0) continue;
    if (!(Number.isInteger(row) && row < rows.count && Number.isInteger(column) && column < columns.count)) {
      throw new RangeError(
        `a cross-table requires codes below ${rows.count} and ${columns.count} (row ${at} has ${row} and ${column})`,
      );
    }
    cellOfRow[at] = row * columns.count + column;
    n += 1;
  }
  const size = rows.count * columns.count;
  const sums = Array.from({ length: size }, () => new CompensatedSum());
  for (let at = 0; at < design.rowCount; at++) sums[cellOfRow[at]!]?.add(design.weights[at]!);
  return {
    values: Float64Array.from(sums, (sum) => sum.total()),
    influences: sums.map((_, cell) =>
      influenceByCluster(
        design,
        design.weights.map((weight, at) => (cellOfRow[at] === cell ? weight : 0)),
      ),
    ),
    n,
  };
}

/**
 * A linear combination of influences: that of the same combination of figures.
 *
 * @example
 * const of = { influence: Float64Array.of(1, 2), laterInfluence: [] };
 * combinedInfluence([{ coefficient: 2, of }, { coefficient: -1, of }]).influence; // [1, 2]
 */
export function combinedInfluence(
  terms: readonly { readonly coefficient: number; readonly of: ClusterInfluence }[],
): ClusterInfluence {
  const added = (part: (of: ClusterInfluence) => Float64Array): Float64Array => {
    const sum = new Float64Array(part(terms[0]!.of).length);
    for (const { coefficient, of } of terms) {
      const values = part(of);
      for (let at = 0; at < sum.length; at++) sum[at]! += coefficient * values[at]!;
    }
    return sum;
  };
  return {
    influence: added(({ influence }) => influence),
    laterInfluence: terms[0]!.of.laterInfluence.map((_, stage) =>
      added(({ laterInfluence }) => laterInfluence[stage]!),
    ),
  };
}
