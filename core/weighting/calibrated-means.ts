import { type CovarianceForm, covarianceForm, variance } from '../estimation/covariance.ts';
import type { SampleDesign } from '../estimation/sample-design.ts';
import { auxiliariesOf } from './auxiliaries.ts';
import { crossClassify } from './cross-classify.ts';
import type { Margin } from './margin.ts';
import { symmetricSolver } from '../numeric/solve-symmetric.ts';

/** Answers as codes with the score of each; negative codes are no substantive answer. */
export interface CodedItem {
  readonly codes: Int8Array | Int16Array;
  readonly scores: ArrayLike<number>;
}

export interface CalibratedMeansInput {
  /** With the calibrated weights. */
  readonly design: SampleDesign;
  readonly items: readonly CodedItem[];
  /** The part of the population each row belongs to, 0 to `count` - 1, such as its area. */
  readonly groups: { readonly codes: Int32Array; readonly count: number };
  /** What the weights were raked, post-stratified or calibrated to; without any, the weights are taken as they are. */
  readonly margins: readonly Margin[];
  readonly baseWeights: Float64Array;
}

/** Items x (groups + 1), row by row; the last column is of all groups together. NaN where nobody answered. */
export interface MeanTable {
  readonly columns: number;
  readonly values: Float64Array;
  readonly standardErrors: Float64Array;
  readonly n: Int32Array;
}

/**
 * The means of many items in every group and over all, each with the error that calibrated weights leave it: the same
 * numbers as `linearMean` and `calibratedInfluence` give one by one, in one pass over the answers of each item.
 *
 * The influence of a row on the mean m of group g is w (y - m) / W, less w x'B of the regression on the margins
 * (`calibratedInfluence`). Over a cluster it sums to
 *
 *     (sum of w y - m sum of w over the group's rows in the cluster) / W - (sum of w x over all its rows)' B,
 *     B = (sum d x x')^-1 (sum of d x y - m sum of d x over the group) / W.
 *
 * So per item only sums of w and w y are needed, by cluster and group and by cell of the crossed margins and group;
 * what does not depend on the item is computed once. Weights are calibrated on margins alone, so that weight over base
 * weight is the same for all rows of a cell.
 */
export function calibratedMeans({
  design,
  items,
  groups,
  margins,
  baseWeights,
}: CalibratedMeansInput): MeanTable {
  const { rowCount, clusterCount, clusterOfRow, weights } = design;
  const columns = groups.count + 1;
  const table: MeanTable = {
    columns,
    values: new Float64Array(items.length * columns).fill(NaN),
    standardErrors: new Float64Array(items.length * columns).fill(NaN),
    n: new Int32Array(items.length * columns),
  };
  if (groups.codes.length !== rowCount || baseWeights.length !== rowCount) {
    throw new RangeError('calibratedMeans requires a group and a base weight for each row of the design');
  }
  const form = covarianceForm(design);
  const regression = margins.length === 0 ? undefined : regressionOn(form, design, margins, baseWeights);
  const byCluster = pairs(clusterOfRow, clusterCount, groups);
  const byCell = regression && pairs(regression.cellOfRow, regression.cellCount, groups);

  for (const [place, { codes, scores }] of items.entries()) {
    if (codes.length !== rowCount) throw new RangeError(`item ${place} must have a code for each row`);
    const weightSums = new Float64Array(byCluster.size);
    const valueSums = new Float64Array(byCluster.size);
    const counts = new Int32Array(byCluster.size);
    const cellWeights = new Float64Array(byCell?.size ?? 1);
    const cellValues = new Float64Array(byCell?.size ?? 1);
    const cells = byCell?.pairOfRow ?? new Int32Array(rowCount);
    const clusters = byCluster.pairOfRow;
    for (let row = 0; row < rowCount; row++) {
      const code = codes[row]!;
      const weight = weights[row]!;
      if (code < 0 || weight === 0) continue;
      const weighted = weight * scores[code]!;
      const cluster = clusters[row]!;
      weightSums[cluster]! += weight;
      valueSums[cluster]! += weighted;
      counts[cluster]! += 1;
      const cell = cells[row]!;
      cellWeights[cell]! += weight;
      cellValues[cell]! += weighted;
    }
    for (let group = 0; group <= groups.count; group++) {
      const isAll = group === groups.count;
      const ofGroup = isAll ? byCluster.all : byCluster.pairsOfGroup[group]!;
      let total = 0;
      let sum = 0;
      let n = 0;
      for (const pair of ofGroup) {
        total += weightSums[pair]!;
        sum += valueSums[pair]!;
        n += counts[pair]!;
      }
      const at = place * columns + group;
      table.n[at] = n;
      if (total === 0) continue;
      const mean = sum / total;
      const own = influenceOf(
        ofGroup,
        byCluster,
        (pair) => (valueSums[pair]! - mean * weightSums[pair]!) / total,
      );
      table.values[at] = mean;
      if (!regression || !byCell) {
        table.standardErrors[at] = Math.sqrt(ownVariance(design, form, own));
        continue;
      }
      const products = new Float64Array(regression.size);
      for (const pair of isAll ? byCell.all : byCell.pairsOfGroup[group]!) {
        const cell = byCell.firstOfPair[pair]!;
        const amount =
          (cellValues[pair]! - mean * cellWeights[pair]!) / (regression.ratioOfCell[cell]! * total);
        for (const auxiliary of regression.auxiliariesOfCell[cell]!) products[auxiliary]! += amount;
      }
      const coefficients = regression.solve(products);
      table.standardErrors[at] = Math.sqrt(residualVariance(design, form, own, coefficients, regression));
    }
  }
  return table;
}

/** The influence of the clusters that have any. */
interface Sparse {
  readonly clusters: readonly number[];
  readonly values: readonly number[];
}

function influenceOf(
  ofGroup: readonly number[],
  { firstOfPair }: Pairs,
  value: (pair: number) => number,
): Sparse {
  const byCluster = new Map<number, number>();
  for (const pair of ofGroup) {
    const cluster = firstOfPair[pair]!;
    byCluster.set(cluster, (byCluster.get(cluster) ?? 0) + value(pair));
  }
  return { clusters: [...byCluster.keys()], values: [...byCluster.values()] };
}

/** a'Qa, over the clusters with an influence. */
function ownVariance(design: SampleDesign, { factors, isCentred }: CovarianceForm, own: Sparse): number {
  const sums = new Map<number, number>();
  for (const [at, cluster] of own.clusters.entries()) {
    const stratum = design.stratumOfCluster[cluster]!;
    sums.set(stratum, (sums.get(stratum) ?? 0) + own.values[at]!);
  }
  let sum = 0;
  for (const [at, cluster] of own.clusters.entries()) {
    const stratum = design.stratumOfCluster[cluster]!;
    const mean = isCentred[cluster] === 1 ? sums.get(stratum)! / design.clustersInStratum[stratum]! : 0;
    sum += factors[cluster]! * own.values[at]! * (own.values[at]! - mean);
  }
  return sum;
}

/** Below this share of what there was before the regression, differences of large numbers say little. */
const LITTLE = 1e-4;

/**
 * With the influence a - T B, T being the weighted totals of the auxiliaries by cluster, the variance is
 * a'Qa - 2 a'QT B + B'T'QT B; QT and T'QT are the same for all figures, and a has few clusters.
 */
function residualVariance(
  design: SampleDesign,
  form: CovarianceForm,
  own: Sparse,
  coefficients: Float64Array,
  { size, totalsOfClusters, centredTotals, squaredTotals }: Regression,
): number {
  const before = ownVariance(design, form, own);
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
    influence[cluster]! -= product(totalsOfClusters, cluster * size, coefficients);
  }
  return variance(design, { influence });
}

function product(matrix: Float64Array, from: number, vector: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < vector.length; at++) sum += matrix[from + at]! * vector[at]!;
  return sum;
}

type Regression = ReturnType<typeof regressionOn>;

/** What the residuals on the margins need and no item changes. */
function regressionOn(
  form: CovarianceForm,
  design: SampleDesign,
  margins: readonly Margin[],
  baseWeights: Float64Array,
) {
  const { size } = auxiliariesOf('calibratedMeans', baseWeights, margins);
  const { cellOfRow, cellCount, cellWeights, codesOfCells } = crossClassify(baseWeights, margins);
  const starts: number[] = [];
  for (let at = 0, start = 0; at < margins.length; start += margins[at]!.categories.length, at++)
    starts.push(start);
  const auxiliariesOfCell = Array.from({ length: cellCount }, (_, cell) =>
    margins.map((_, margin) => starts[margin]! + codesOfCells[margin]![cell]!),
  );
  const calibrated = new Float64Array(cellCount);
  const totalsOfClusters = new Float64Array(design.clusterCount * size);
  for (let row = 0; row < design.rowCount; row++) {
    const cell = cellOfRow[row]!;
    if (cell < 0) continue;
    calibrated[cell]! += design.weights[row]!;
    const from = design.clusterOfRow[row]! * size;
    const places = auxiliariesOfCell[cell]!;
    for (let at = 0; at < places.length; at++) totalsOfClusters[from + places[at]!]! += design.weights[row]!;
  }
  const squares = new Float64Array(size * size);
  for (let cell = 0; cell < cellCount; cell++) {
    for (const a of auxiliariesOfCell[cell]!) {
      for (const b of auxiliariesOfCell[cell]!) squares[a * size + b]! += cellWeights[cell]!;
    }
  }
  const centredTotals = centred(design, form, totalsOfClusters, size);
  const squaredTotals = new Float64Array(size * size);
  for (let cluster = 0; cluster < design.clusterCount; cluster++) {
    const from = cluster * size;
    for (let a = 0; a < size; a++) {
      const total = totalsOfClusters[from + a]!;
      if (total === 0) continue;
      for (let b = 0; b < size; b++) squaredTotals[a * size + b]! += total * centredTotals[from + b]!;
    }
  }
  return {
    size,
    centredTotals,
    squaredTotals,
    cellOfRow,
    cellCount,
    auxiliariesOfCell,
    totalsOfClusters,
    ratioOfCell: calibrated.map((weight, cell) => weight / cellWeights[cell]!),
    solve: symmetricSolver(squares, size),
  };
}

/** Q T, column by column. */
function centred(
  { clusterCount, stratumCount, stratumOfCluster, clustersInStratum }: SampleDesign,
  { factors, isCentred }: CovarianceForm,
  totals: Float64Array,
  size: number,
): Float64Array {
  const means = new Float64Array(stratumCount * size);
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const stratum = stratumOfCluster[cluster]!;
    for (let at = 0; at < size; at++) {
      means[stratum * size + at]! += totals[cluster * size + at]! / clustersInStratum[stratum]!;
    }
  }
  return totals.map((total, place) => {
    const cluster = Math.floor(place / size);
    const mean = isCentred[cluster] === 1 ? means[stratumOfCluster[cluster]! * size + (place % size)]! : 0;
    return factors[cluster]! * (total - mean);
  });
}

/** Pairs of a first code and a group that occur, numbered; for each row, its pair. */
interface Pairs {
  readonly size: number;
  readonly pairOfRow: Int32Array;
  readonly firstOfPair: Int32Array;
  readonly pairsOfGroup: readonly (readonly number[])[];
  readonly all: readonly number[];
}

function pairs(
  first: Int32Array,
  firstCount: number,
  groups: { readonly codes: Int32Array; readonly count: number },
): Pairs {
  const numbers = new Int32Array(firstCount * groups.count).fill(-1);
  const pairOfRow = new Int32Array(first.length);
  const firstOfPair: number[] = [];
  const pairsOfGroup: number[][] = Array.from({ length: groups.count }, () => []);
  for (let row = 0; row < first.length; row++) {
    const group = groups.codes[row]!;
    if (group < 0 || group >= groups.count) {
      throw new RangeError(
        `calibratedMeans requires groups from 0 to ${groups.count - 1} (row ${row} has ${group})`,
      );
    }
    // A row without weight is in no cell; it adds nothing wherever it is counted.
    const key = Math.max(0, first[row]!) * groups.count + group;
    let number = numbers[key]!;
    if (number < 0) {
      number = firstOfPair.push(Math.max(0, first[row]!)) - 1;
      numbers[key] = number;
      pairsOfGroup[group]!.push(number);
    }
    pairOfRow[row] = number;
  }
  return {
    size: firstOfPair.length,
    pairOfRow,
    firstOfPair: Int32Array.from(firstOfPair),
    pairsOfGroup,
    all: firstOfPair.map((_, pair) => pair),
  };
}
