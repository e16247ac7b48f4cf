import { variance } from '../estimation/errors/covariance.ts';
import type { SampleDesign } from '../estimation/design/sample-design.ts';
import { symmetricSolver } from '../numeric/solve-symmetric.ts';
import { auxiliariesOf } from './auxiliaries.ts';
import { crossClassify } from './cross-classify.ts';
import type { Margin } from './margin.ts';

/** The influence of the clusters that have any. */
export interface SparseInfluence {
  readonly clusters: readonly number[];
  readonly values: readonly number[];
}

/**
 * The variance of a figure with the influence a: a'Qa, Q being the matrix of `covariance`, by way of the clusters that
 * have an influence alone.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * sparseVariance(design, { clusters: [0, 2], values: [1, -1] }); // 2.667 = 4 / 3 (1 + 1)
 */
export function sparseVariance(design: SampleDesign, { clusters, values }: SparseInfluence): number {
  const { stratumOfCluster, clustersInStratum, varianceFactors, isCentred } = design;
  const sums = new Map<number, number>();
  for (const [at, cluster] of clusters.entries()) {
    const stratum = stratumOfCluster[cluster]!;
    sums.set(stratum, (sums.get(stratum) ?? 0) + values[at]!);
  }
  let sum = 0;
  for (const [at, cluster] of clusters.entries()) {
    const stratum = stratumOfCluster[cluster]!;
    const mean = isCentred[stratum] === 1 ? sums.get(stratum)! / clustersInStratum[stratum]! : 0;
    sum += varianceFactors[stratum]! * values[at]! * (values[at]! - mean);
  }
  return sum;
}

/** The regression on the margins that weights were calibrated to: what its residuals need and no item changes. */
export interface MarginRegression {
  /** Auxiliaries: one for each category of each margin. */
  readonly size: number;
  readonly cellOfRow: Int32Array;
  readonly cellCount: number;
  readonly auxiliariesOfCell: readonly (readonly number[])[];
  /** Calibrated over base weight, which is one for all rows of a cell. */
  readonly ratioOfCell: Float64Array;
  /** B from sum d x z. */
  readonly solve: (products: Float64Array) => Float64Array;
  /**
   * The variance of a figure whose clusters have the influence a before and a - T B after the regression, T being the
   * weighted totals of the auxiliaries by cluster.
   */
  readonly residualVariance: (own: SparseInfluence, coefficients: Float64Array) => number;
}

/** Below this share of what there was before the regression, differences of large numbers say little. */
const LITTLE = 1e-4;

/**
 * (a - T B)'Q(a - T B) = a'Qa - 2 a'QT B + B'T'QT B: QT and T'QT are the same for all figures, and a has few clusters.
 * Where the regression leaves next to nothing, the residuals are taken one by one.
 *
 * @throws RangeError for weights that were trimmed, and not raked again from there
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1, 1], totals: [60, 40] };
 * const design = sampleDesign({ weights: [30, 30, 20, 20] });
 * const regression = marginRegression(design, [sex], Float64Array.of(1, 1, 1, 1));
 * regression.ratioOfCell; // [30, 20]
 * regression.solve(Float64Array.of(3, 5)); // [1.5, 2.5] (the means of two women's z and two men's)
 */
export function marginRegression(
  design: SampleDesign,
  margins: readonly Margin[],
  baseWeights: Float64Array,
): MarginRegression {
  const { size } = auxiliariesOf('calibratedMeans', baseWeights, margins);
  const { cellOfRow, cellCount, cellWeights, codesOfCells } = crossClassify(baseWeights, margins);
  const starts: number[] = [];
  for (let at = 0, start = 0; at < margins.length; start += margins[at]!.categories.length, at++)
    starts.push(start);
  const auxiliariesOfCell = Array.from({ length: cellCount }, (_, cell) =>
    margins.map((_, margin) => starts[margin]! + codesOfCells[margin]![cell]!),
  );
  const calibrated = new Float64Array(cellCount);
  const totals = new Float64Array(design.clusterCount * size);
  for (let row = 0; row < design.rowCount; row++) {
    const cell = cellOfRow[row]!;
    if (cell < 0) continue;
    calibrated[cell]! += design.weights[row]!;
    const from = design.clusterOfRow[row]! * size;
    const places = auxiliariesOfCell[cell]!;
    for (let at = 0; at < places.length; at++) totals[from + places[at]!]! += design.weights[row]!;
  }
  const ratioOfCell = calibrated.map((weight, cell) => weight / cellWeights[cell]!);
  for (let row = 0; row < design.rowCount; row++) {
    const ratio = ratioOfCell[cellOfRow[row]!];
    if (ratio === undefined || Math.abs(design.weights[row]! / baseWeights[row]! / ratio - 1) < 1e-6)
      continue;
    throw new RangeError(
      `calibratedMeans requires weights that are one multiple of the base weights in each crossing of the margins (row ${row} ` +
        'is not): of trimmed weights, rake again and take the trimmed ones for base weights (trimAndRake)',
    );
  }
  const squares = new Float64Array(size * size);
  for (let cell = 0; cell < cellCount; cell++) {
    for (const a of auxiliariesOfCell[cell]!) {
      for (const b of auxiliariesOfCell[cell]!) squares[a * size + b]! += cellWeights[cell]!;
    }
  }
  const centredTotals = centred(design, totals, size);
  const squaredTotals = new Float64Array(size * size);
  for (let cluster = 0; cluster < design.clusterCount; cluster++) {
    const from = cluster * size;
    for (let a = 0; a < size; a++) {
      const total = totals[from + a]!;
      if (total === 0) continue;
      for (let b = 0; b < size; b++) squaredTotals[a * size + b]! += total * centredTotals[from + b]!;
    }
  }
  function residualVariance(own: SparseInfluence, coefficients: Float64Array): number {
    const before = sparseVariance(design, own);
    let crossed = 0;
    for (const [at, cluster] of own.clusters.entries()) {
      crossed += own.values[at]! * product(centredTotals, cluster * size, coefficients);
    }
    let explained = 0;
    for (let row = 0; row < size; row++) {
      explained += coefficients[row]! * product(squaredTotals, row * size, coefficients);
    }
    const left = before - 2 * crossed + explained;
    if (left > LITTLE * Math.max(before, explained)) return left;
    const influence = new Float64Array(design.clusterCount);
    for (const [at, cluster] of own.clusters.entries()) influence[cluster] = own.values[at]!;
    for (let cluster = 0; cluster < influence.length; cluster++) {
      influence[cluster]! -= product(totals, cluster * size, coefficients);
    }
    return variance(design, { influence, laterInfluence: [] });
  }
  return {
    size,
    cellOfRow,
    cellCount,
    auxiliariesOfCell,
    ratioOfCell,
    solve: symmetricSolver(squares, size),
    residualVariance,
  };
}

/** One row of the matrix times the vector. */
function product(matrix: Float64Array, from: number, vector: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < vector.length; at++) sum += matrix[from + at]! * vector[at]!;
  return sum;
}

/** Q T, column by column. */
function centred(
  {
    clusterCount,
    stratumCount,
    stratumOfCluster,
    clustersInStratum,
    varianceFactors,
    isCentred,
  }: SampleDesign,
  totals: Float64Array,
  size: number,
): Float64Array {
  const means = new Float64Array(stratumCount * size);
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const stratum = stratumOfCluster[cluster]!;
    if (isCentred[stratum] === 0) continue;
    for (let at = 0; at < size; at++) {
      means[stratum * size + at]! += totals[cluster * size + at]! / clustersInStratum[stratum]!;
    }
  }
  return totals.map((total, place) => {
    const stratum = stratumOfCluster[Math.floor(place / size)]!;
    return varianceFactors[stratum]! * (total - means[stratum * size + (place % size)]!);
  });
}
