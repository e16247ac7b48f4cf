import type { CodedValues } from '../estimation/figures/answer-values.ts';
import type { SampleDesign } from '../estimation/design/sample-design.ts';
import type { Margin } from './margin.ts';
import { marginRegression, type SparseInfluence, sparseVariance } from './margin-regression.ts';
import { pairCodes, type PairedCodes, type RowGroups } from './paired-codes.ts';

export interface CalibratedMeansInput {
  /** With the calibrated weights, and clusters as the only stage that counts. */
  readonly design: SampleDesign;
  readonly items: readonly CodedValues[];
  readonly groups: RowGroups;
  /** What the weights were raked, post-stratified or calibrated to; without any, the weights are taken as they are. */
  readonly margins: readonly Margin[];
  readonly baseWeights: Float64Array;
}

/** Items x (groups + 1), row by row; the last column is of all groups together. NaN where nobody answered. */
export interface MeanTable {
  readonly columns: number;
  readonly values: Float64Array;
  readonly standardErrors: Float64Array;
  /** Answers, unweighted. */
  readonly n: Int32Array;
  /** Clusters with an answer, less the strata among them (`degreesOfFreedom`). */
  readonly degreesOfFreedom: Int32Array;
}

/**
 * The means of many items in every group and over all, each with the error that calibrated weights leave it: the same
 * numbers as `linearMean` of a `calibratedDesign` gives one by one, in one pass over the answers of each item.
 *
 * The influence of a row on the mean m of group g is w (y - m) / W, less w x'B of the regression on the margins
 * (`calibratedDesign`). Over a cluster it sums to
 *
 *     (sum of w y - m sum of w over the group's rows in the cluster) / W - (sum of w x over all its rows)' B,
 *     B = (sum d x x')^-1 (sum of d x y - m sum of d x over the group) / W.
 *
 * So per item only sums of w and w y are needed, by cluster and group and by cell of the crossed margins and group;
 * what does not depend on the item is computed once (`marginRegression`). Weights are calibrated on margins alone, so
 * that weight over base weight is the same for all rows of a cell.
 *
 * @throws RangeError for columns of another length, groups out of range, and designs that count populations in later
 * stages (estimate their figures one by one)
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1, 1], totals: [60, 40] };
 * const baseWeights = Float64Array.of(1, 1, 1, 1);
 * const design = sampleDesign({ weights: postStratify(baseWeights, sex) });
 * const item = { codes: Int8Array.of(0, 1, 2, 2), scores: [0, 50, 100] };
 * const groups = { codes: Int32Array.of(0, 1, 0, 1), count: 2 };
 * const means = calibratedMeans({ design, items: [item], groups, margins: [sex], baseWeights });
 * means.values; // [40, 70, 55] (of 30 women and 20 men in each group)
 * means.n; // [2, 2, 4]
 */
export function calibratedMeans({
  design,
  items,
  groups,
  margins,
  baseWeights,
}: CalibratedMeansInput): MeanTable {
  const { rowCount, clusterCount, clusterOfRow, weights } = design;
  if (groups.codes.length !== rowCount || baseWeights.length !== rowCount) {
    throw new RangeError('calibratedMeans requires a group and a base weight for each row of the design');
  }
  if (design.laterStages.length > 0) {
    throw new RangeError('calibratedMeans requires a design without later stages: use calibratedDesign');
  }
  const columns = groups.count + 1;
  const size = items.length * columns;
  const table: MeanTable = {
    columns,
    values: new Float64Array(size).fill(NaN),
    standardErrors: new Float64Array(size).fill(NaN),
    n: new Int32Array(size),
    degreesOfFreedom: new Int32Array(size),
  };
  const regression = margins.length === 0 ? undefined : marginRegression(design, margins, baseWeights);
  const byCluster = pairCodes(clusterOfRow, clusterCount, groups);
  const byCell = regression && pairCodes(regression.cellOfRow, regression.cellCount, groups);

  for (const [place, item] of items.entries()) {
    const { codes, scores } = item;
    if (codes.length !== rowCount) throw new RangeError(`item ${place} must have a code for each row`);
    const beyond = codes.findIndex((code) => code >= scores.length);
    if (beyond >= 0) {
      throw new RangeError(
        `item ${place} must have codes below ${scores.length} (row ${beyond} has ${codes[beyond]})`,
      );
    }
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
      table.degreesOfFreedom[at] = degreesOfFreedom(design, ofGroup, byCluster, counts);
      if (!regression || !byCell) {
        table.standardErrors[at] = Math.sqrt(sparseVariance(design, own));
        continue;
      }
      const products = new Float64Array(regression.size);
      for (const pair of isAll ? byCell.all : byCell.pairsOfGroup[group]!) {
        const cell = byCell.firstOfPair[pair]!;
        const amount =
          (cellValues[pair]! - mean * cellWeights[pair]!) / (regression.ratioOfCell[cell]! * total);
        for (const auxiliary of regression.auxiliariesOfCell[cell]!) products[auxiliary]! += amount;
      }
      table.standardErrors[at] = Math.sqrt(regression.residualVariance(own, regression.solve(products)));
    }
  }
  return table;
}

function influenceOf(
  ofGroup: readonly number[],
  { firstOfPair }: PairedCodes,
  value: (pair: number) => number,
): SparseInfluence {
  const byCluster = new Map<number, number>();
  for (const pair of ofGroup) {
    const cluster = firstOfPair[pair]!;
    byCluster.set(cluster, (byCluster.get(cluster) ?? 0) + value(pair));
  }
  return { clusters: [...byCluster.keys()], values: [...byCluster.values()] };
}

function degreesOfFreedom(
  { stratumOfCluster }: SampleDesign,
  ofGroup: readonly number[],
  { firstOfPair }: PairedCodes,
  counts: Int32Array,
): number {
  const clusters = new Set<number>();
  const strata = new Set<number>();
  for (const pair of ofGroup) {
    if (counts[pair] === 0) continue;
    const cluster = firstOfPair[pair]!;
    clusters.add(cluster);
    strata.add(stratumOfCluster[cluster]!);
  }
  return clusters.size - strata.size;
}
