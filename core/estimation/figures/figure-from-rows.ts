import { CompensatedSum } from '../../numeric/compensated-sum.ts';
import { influenceByCluster } from './influence-by-cluster.ts';
import type { LinearisedFigure, RowInfluence } from './linearised-figure.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/**
 * Sums the influence of rows over clusters and describes the sample behind the figure.
 *
 * `simpleVariance` is what the same figure would have from a simple random sample with replacement of the same
 * n. A row's influence is w e; with W = sum w over the n rows that take part and the weighted mean square
 * S^2 = sum w (e - mean e)^2 / W, n / (n - 1) times as much estimates the population's, and the figure's
 * variance is W^2 S^2 / (n - 1). For a mean, e = (y - m) / W, this is the weighted variance of y over n - 1;
 * the quotient of the two variances is the design effect of R's `svymean(deff = "replace")`.
 *
 * @param magnitude the size of what is averaged, against which rounding is told from variation
 * @example
 * // The mean 3 of the answers 2 and 4.
 * const mean = figureFromRows(sampleDesign({ weights: [1, 1] }), 3, 4, (rows, coefficient) => {
 *   for (const [row, answer] of [2, 4].entries()) {
 *     rows.influence[row]! += (coefficient * (answer - 3)) / 2;
 *     rows.weights[row] = 1;
 *   }
 * });
 * mean.influence; // [-0.5, 0.5]
 * mean.simpleVariance; // 1 = 2 / 2 (the answers' variance over their number)
 */
export function figureFromRows(
  design: SampleDesign,
  value: number,
  magnitude: number,
  addRowInfluence: LinearisedFigure['addRowInfluence'],
): LinearisedFigure {
  const rows: RowInfluence = {
    influence: new Float64Array(design.rowCount),
    weights: new Float64Array(design.rowCount),
  };
  addRowInfluence(rows, 1);

  const contributes = new Uint8Array(design.clusterCount);
  let n = 0;
  const weightSum = new CompensatedSum();
  const weightSquareSum = new CompensatedSum();
  const influenceSum = new CompensatedSum();
  for (let row = 0; row < design.rowCount; row++) {
    const weight = rows.weights[row]!;
    if (weight === 0) continue;
    contributes[design.clusterOfRow[row]!] = 1;
    n += 1;
    weightSum.add(weight);
    weightSquareSum.add(weight * weight);
    influenceSum.add(rows.influence[row]!);
  }
  return {
    value,
    ...influenceByCluster(design, rows.influence),
    contributes,
    n,
    weightSum: weightSum.total(),
    weightSquareSum: weightSquareSum.total(),
    simpleVariance: simpleVariance(rows, n, weightSum.total(), influenceSum.total()),
    magnitude,
    addRowInfluence,
  };
}

function simpleVariance(rows: RowInfluence, n: number, weightSum: number, influenceSum: number): number {
  if (n < 2) return 0;
  const mean = influenceSum / weightSum;
  const squares = new CompensatedSum();
  for (let row = 0; row < rows.weights.length; row++) {
    const weight = rows.weights[row]!;
    if (weight !== 0) squares.add(weight * (rows.influence[row]! / weight - mean) ** 2);
  }
  return (weightSum * squares.total()) / (n - 1);
}
