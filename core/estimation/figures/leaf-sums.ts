import type { LinearisedFigure } from './linearised-figure.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/** What `smallSample` needs of one leaf, the variance of an answer being 1. */
export interface LeafSums {
  /** The primary units with an answer, by number. */
  readonly units: readonly number[];
  /** For each of them c = 0.98 sum q^2 + 0.02 s^2: its part of the variance of the leaf's mean. */
  readonly variances: Float64Array;
  /** C, their sum. */
  readonly trueVariance: number;
  /** E, what the linearised variance of the mean is on the average. */
  readonly expectedVariance: number;
}

/** How alike the answers of one unit are taken to be. */
const CORRELATION = 0.02;

/**
 * The sums over primary units that `smallSample` makes its two numbers of; it says what they mean. They are kept with
 * the figure, since every composite and every comparison that a leaf is in asks for them again.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1], clusters: ['a', 'a', 'b', 'c'] });
 * const sums = leafSums(design, known(linearMean(design, [3, 5, 4, NaN])));
 * sums.units; // [0, 1]
 * sums.variances; // [0.2267, 0.1111]
 * sums.trueVariance; // 0.3378
 * sums.expectedVariance; // 0.2237
 */
export function leafSums(design: SampleDesign, leaf: LinearisedFigure): LeafSums {
  const kept = sumsOfLeaves.get(leaf);
  if (kept?.design === design) return kept.sums;
  const sums = sumOver(design, leaf);
  sumsOfLeaves.set(leaf, { design, sums });
  return sums;
}

const sumsOfLeaves = new WeakMap<
  LinearisedFigure,
  { readonly design: SampleDesign; readonly sums: LeafSums }
>();

function sumOver(design: SampleDesign, leaf: LinearisedFigure): LeafSums {
  const { clusterOfRow, clusterCount, stratumOfCluster, stratumCount } = design;
  const rows = {
    influence: new Float64Array(design.rowCount),
    weights: new Float64Array(design.rowCount),
  };
  leaf.addRowInfluence(rows, 1);
  const shares = new Float64Array(clusterCount);
  const squares = new Float64Array(clusterCount);
  for (let row = 0; row < rows.weights.length; row++) {
    if (rows.weights[row] === 0) continue;
    const q = rows.weights[row]! / leaf.weightSum;
    shares[clusterOfRow[row]!]! += q;
    squares[clusterOfRow[row]!]! += q * q;
  }
  const units: number[] = [];
  for (let unit = 0; unit < clusterCount; unit++) if (leaf.contributes[unit] === 1) units.push(unit);
  const variances = Float64Array.from(
    units,
    (unit) => (1 - CORRELATION) * squares[unit]! + CORRELATION * shares[unit]! ** 2,
  );
  const trueVariance = variances.reduce((sum, variance) => sum + variance, 0);
  const varianceOfInfluence = (variance: number, share: number): number =>
    variance - 2 * share * variance + share ** 2 * trueVariance;

  const shareOfStratum = new Float64Array(stratumCount);
  const varianceOfStratum = new Float64Array(stratumCount);
  const influenceOfUnits = new Float64Array(stratumCount);
  for (const [at, unit] of units.entries()) {
    const stratum = stratumOfCluster[unit]!;
    shareOfStratum[stratum]! += shares[unit]!;
    varianceOfStratum[stratum]! += variances[at]!;
    influenceOfUnits[stratum]! += varianceOfInfluence(variances[at]!, shares[unit]!);
  }
  let expectedVariance = 0;
  for (let stratum = 0; stratum < stratumCount; stratum++) {
    const m = design.clustersInStratum[stratum]!;
    const ofUnits = influenceOfUnits[stratum]!;
    if (m === 1) {
      if (design.singleClusterStrata === 'centre') expectedVariance += ofUnits;
      continue;
    }
    const ofSum = varianceOfInfluence(varianceOfStratum[stratum]!, shareOfStratum[stratum]!);
    expectedVariance += (m / (m - 1)) * (ofUnits - ofSum / m);
  }
  return { units, variances, trueVariance, expectedVariance };
}
