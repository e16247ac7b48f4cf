import type { SeededRandom } from '../../numeric/seeded-random.ts';
import type { SampleDesign } from './sample-design.ts';

/**
 * The sample made anew many times: factors by which the weights of each cluster are multiplied. Whatever can be
 * computed from weights gets a variance so, also where nobody has linearised it.
 */
export interface ReplicateWeights {
  readonly count: number;
  /** Replicates x clusters, row by row. */
  readonly factors: Float64Array;
  /** What all squared deviations are multiplied by, and what those of each replicate are besides. */
  readonly scale: number;
  readonly replicateScales: Float64Array;
}

/**
 * Leaves out one cluster after the other and lets the rest of its stratum stand in for it, n / (n - 1); each squared
 * deviation counts (1 - f)(n - 1) / n. Without strata this is JK1, with them JKn (K. M. Wolter 2007, 4.5). Of a draw in
 * several stages the first alone is replicated, which is all of it where that stage is as good as with replacement.
 *
 * @example
 * jackknife(sampleDesign({ weights: [1, 1, 1] })).factors; // [0, 1.5, 1.5, 1.5, 0, 1.5, 1.5, 1.5, 0]
 */
export function jackknife(design: SampleDesign): ReplicateWeights {
  const { clusterCount, stratumOfCluster, clustersInStratum } = design;
  requirePairs('jackknife', design);
  const factors = new Float64Array(clusterCount * clusterCount).fill(1);
  const replicateScales = new Float64Array(clusterCount);
  for (let left = 0; left < clusterCount; left++) {
    const stratum = stratumOfCluster[left]!;
    const size = clustersInStratum[stratum]!;
    for (let cluster = 0; cluster < clusterCount; cluster++) {
      if (stratumOfCluster[cluster] === stratum) factors[left * clusterCount + cluster] = size / (size - 1);
    }
    factors[left * clusterCount + left] = 0;
    replicateScales[left] = (1 - design.sampledFractions[stratum]!) * ((size - 1) / size);
  }
  return { count: clusterCount, factors, scale: 1, replicateScales };
}

/**
 * Balanced repeated replication for strata of two clusters: half samples chosen by the rows of a Hadamard matrix,
 * so that no two strata go together (P. J. McCarthy 1969). With R. E. Fay's factor `fay` in [0, 1) the clusters left
 * out keep that share of their weight (D. R. Judkins 1990); squared deviations count 1 / (R (1 - fay)^2).
 *
 * @throws RangeError for a stratum that has not two clusters; it is named
 * @example
 * balancedReplicates(sampleDesign({ weights: [1, 1] })).factors; // [2, 0, 0, 2]
 * balancedReplicates(sampleDesign({ weights: [1, 1] }), 0.5).factors; // [1.5, 0.5, 0.5, 1.5]
 */
export function balancedReplicates(design: SampleDesign, fay = 0): ReplicateWeights {
  const { clusterCount, stratumCount, stratumOfCluster, clustersInStratum, stratumNames } = design;
  requireDrawnWeights('balancedReplicates', design);
  if (!(fay >= 0 && fay < 1))
    throw new RangeError(`balancedReplicates requires a factor in [0, 1) (got ${fay})`);
  const other = clustersInStratum.findIndex((size) => size !== 2);
  if (other >= 0) {
    throw new RangeError(
      `balancedReplicates requires two clusters in every stratum (stratum "${stratumNames[other]}" has ` +
        `${clustersInStratum[other]})`,
    );
  }
  let count = 1;
  while (count <= stratumCount) count *= 2;
  const factors = new Float64Array(count * clusterCount);
  const hasFirst = new Uint8Array(stratumCount);
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const stratum = stratumOfCluster[cluster]!;
    const isFirst = hasFirst[stratum] === 0;
    hasFirst[stratum] = 1;
    for (let replicate = 0; replicate < count; replicate++) {
      // Column 0 of the matrix is all 1 and would not be balanced, so stratum h takes column h + 1.
      const takesFirst = hadamard(replicate, stratum + 1) > 0;
      factors[replicate * clusterCount + cluster] = takesFirst === isFirst ? 2 - fay : fay;
    }
  }
  return {
    count,
    factors,
    scale: 1 / (count * (1 - fay) ** 2),
    replicateScales: new Float64Array(count).fill(1),
  };
}

/** J. J. Sylvester's matrix of order 2^k: the sign of an element is the parity of the bits both places share. */
function hadamard(row: number, column: number): 1 | -1 {
  let parity = 0;
  for (let rest = row & column; rest !== 0; rest &= rest - 1) parity ^= 1;
  return parity === 0 ? 1 : -1;
}

export interface BootstrapSetting {
  readonly replicates: number;
  readonly random: SeededRandom;
  /**
   * `rescaled` (J. N. K. Rao and C. F. J. Wu 1988) draws n - 1 clusters of each stratum's n and multiplies by
   * n / (n - 1), which is right for few clusters too; `plain` draws n, and is (n - 1) / n too small.
   */
  readonly kind?: 'rescaled' | 'plain';
}

/**
 * Clusters drawn with replacement within strata; squared deviations from the replicates' mean count 1 / (R - 1).
 *
 * @throws RangeError for a stratum with one cluster; it is named
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1] });
 * const { factors, scale } = bootstrapReplicates(design, { replicates: 3, random: seededRandom('2026') });
 * factors; // [3, 0, 0, 0, 3, 0, 0, 1.5, 1.5] (two draws, each for 3 / 2)
 * scale; // 0.5
 */
export function bootstrapReplicates(design: SampleDesign, setting: BootstrapSetting): ReplicateWeights {
  const { replicates } = setting;
  if (!(replicates >= 2))
    throw new RangeError(`bootstrapReplicates requires 2 replicates or more (got ${replicates})`);
  const factors = new Float64Array(replicates * design.clusterCount);
  let replicate = 0;
  for (const drawn of resampledClusters(design, setting))
    factors.set(drawn, design.clusterCount * replicate++);
  return {
    count: replicates,
    factors,
    scale: 1 / (replicates - 1),
    replicateScales: new Float64Array(replicates).fill(1),
  };
}

/**
 * The replicates of the bootstrap one after the other, in one array that the next draw overwrites.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1] });
 * const draws = resampledClusters(design, { replicates: 3, random: seededRandom('2026') });
 * Array.from(draws, (factors) => factors.reduce((sum, factor) => sum + factor, 0)); // [3, 3, 3]
 */
export function* resampledClusters(
  design: SampleDesign,
  { replicates, random, kind = 'rescaled' }: BootstrapSetting,
): Generator<Float64Array> {
  requirePairs('the bootstrap', design);
  const clustersOf: number[][] = Array.from({ length: design.stratumCount }, () => []);
  for (let cluster = 0; cluster < design.clusterCount; cluster++)
    clustersOf[design.stratumOfCluster[cluster]!]!.push(cluster);
  const factors = new Float64Array(design.clusterCount);
  for (let replicate = 0; replicate < replicates; replicate++) {
    factors.fill(0);
    for (const clusters of clustersOf) {
      const size = clusters.length;
      const draws = kind === 'rescaled' ? size - 1 : size;
      for (let draw = 0; draw < draws; draw++) {
        factors[clusters[random.integer(size)]!]! += size / draws;
      }
    }
    yield factors;
  }
}

function requirePairs(caller: string, design: SampleDesign): void {
  requireDrawnWeights(caller, design);
  const { clustersInStratum, stratumNames } = design;
  const single = clustersInStratum.indexOf(1);
  if (single < 0) return;
  throw new RangeError(
    `${caller} requires at least two clusters in every stratum (stratum "${stratumNames[single]}" has one)`,
  );
}

/** The weights of every replicate must be calibrated anew, which whoever computes figures from them can do and this cannot. */
function requireDrawnWeights(caller: string, { residuals }: SampleDesign): void {
  if (residuals === undefined) return;
  throw new RangeError(
    `${caller} requires the design before calibration: calibrate the weights of each replicate`,
  );
}
