/**
 * How the respondents were drawn: all that the variance of a figure depends on beside the answers.
 *
 * Rows are responses, clusters the primary sampling units, strata what they were drawn within. Clusters are
 * nested: the same label in two strata means two clusters. A figure of a part of the population keeps the
 * whole design and leaves the other rows at zero influence - dropping them would pretend that the number of
 * clusters in the part had been fixed beforehand.
 */
export interface SampleDesign {
  readonly rowCount: number;
  /** At least 0. A row of weight 0 counts nowhere. */
  readonly weights: Float64Array;
  readonly clusterOfRow: Int32Array;
  readonly clusterCount: number;
  readonly stratumOfCluster: Int32Array;
  readonly clustersInStratum: Int32Array;
  readonly stratumCount: number;
  readonly stratumNames: readonly string[];
  /** For each stratum, the share of its population's clusters that was drawn; 0 means "as good as none". */
  readonly sampledFractions: Float64Array;
  readonly singleClusterStrata: SingleClusterRule;
}

/**
 * What a stratum with one cluster adds to a variance, which cannot be seen from one cluster. The names in
 * brackets are those of `survey.lonely.psu` in R's survey package.
 *
 * | rule        | its share of the variance                                                                |
 * |-------------|------------------------------------------------------------------------------------------|
 * | `fail`      | none: the design is refused, and the stratum named (`fail`)                              |
 * | `centre`    | the square of its distance from the mean of the whole sample (`adjust`), which is cautious |
 * | `average`   | that of the average stratum with several clusters (`average`)                            |
 * | `certainty` | 0: the cluster was taken with certainty (`certainty`)                                    |
 * | `remove`    | 0: the stratum is left out of the variance (`remove`)                                    |
 */
export type SingleClusterRule = 'fail' | 'centre' | 'average' | 'certainty' | 'remove';

/** One label or code for each row. */
export type Labels = readonly (string | number)[] | Int32Array;

export interface SampleDesignInput {
  readonly weights: Float64Array | readonly number[];
  /** Without them: one stratum. */
  readonly strata?: Labels;
  /** Without them: every row is a cluster of its own. */
  readonly clusters?: Labels;
  readonly singleClusterStrata?: SingleClusterRule;
  /**
   * For each row, how many clusters its stratum has in the population; errors then shrink by the share that was
   * drawn. Not for official figures, which are about what residents would have said at any time.
   */
  readonly populationClusters?: Float64Array | readonly number[];
}

/**
 * @example
 * const design = sampleDesign({ weights: [1, 1, 2, 2], strata: ['n', 'n', 's', 's'], clusters: [1, 2, 1, 2] });
 * design.clusterCount; // 4
 */
export function sampleDesign(input: SampleDesignInput): SampleDesign {
  const { strata, clusters, singleClusterStrata = 'fail' } = input;
  const weights = Float64Array.from(input.weights);
  const rowCount = weights.length;
  if (rowCount === 0) throw new RangeError('sampleDesign requires at least one row');
  requireWeights(weights);
  requireLength('strata', strata, rowCount);
  requireLength('clusters', clusters, rowCount);
  requireLength('populationClusters', input.populationClusters, rowCount);

  const stratumNumbers = new Map<string | number, number>();
  const clusterNumbers: Map<string | number, number>[] = [];
  const clusterOfRow = new Int32Array(rowCount);
  const stratumOfCluster: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const stratum = numberOf(stratumNumbers, strata?.[row] ?? 'all');
    const clustersHere = (clusterNumbers[stratum] ??= new Map());
    const label = clusters === undefined ? row : (clusters[row] ?? '');
    let cluster = clustersHere.get(label);
    if (cluster === undefined) {
      cluster = stratumOfCluster.push(stratum) - 1;
      clustersHere.set(label, cluster);
    }
    clusterOfRow[row] = cluster;
  }

  const sampledFractions = new Float64Array(clusterNumbers.length);
  const clustersInStratum = Int32Array.from(clusterNumbers, (clustersHere) => clustersHere.size);
  const stratumNames = [...stratumNumbers.keys()].map(String);
  requireVariance(clustersInStratum, stratumNames, singleClusterStrata);
  input.populationClusters?.forEach((populationClusters, row) => {
    const stratum = stratumOfCluster[clusterOfRow[row]!]!;
    sampledFractions[stratum] = fractionOf(
      clustersInStratum[stratum]!,
      populationClusters,
      stratumNames[stratum]!,
    );
  });
  return {
    rowCount,
    weights,
    clusterOfRow,
    clusterCount: stratumOfCluster.length,
    stratumOfCluster: Int32Array.from(stratumOfCluster),
    clustersInStratum,
    stratumCount: stratumNames.length,
    stratumNames,
    sampledFractions,
    singleClusterStrata,
  };
}

function numberOf(numbers: Map<string | number, number>, label: string | number): number {
  let known = numbers.get(label);
  if (known === undefined) {
    known = numbers.size;
    numbers.set(label, known);
  }
  return known;
}

function fractionOf(sampled: number, populationClusters: number, stratumName: string): number {
  if (!(populationClusters >= sampled)) {
    throw new RangeError(
      `sampleDesign requires populations no smaller than the sample (stratum "${stratumName}" has ` +
        `${sampled} clusters of ${populationClusters})`,
    );
  }
  return sampled / populationClusters;
}

function requireWeights(weights: Float64Array): void {
  const row = weights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (row >= 0) {
    throw new RangeError(
      `sampleDesign requires finite weights of at least 0 (row ${row} has ${weights[row]})`,
    );
  }
}

function requireLength(
  what: string,
  labels: { readonly length: number } | undefined,
  rowCount: number,
): void {
  if (labels !== undefined && labels.length !== rowCount) {
    throw new RangeError(`sampleDesign requires ${what} for each of ${rowCount} rows (got ${labels.length})`);
  }
}

function requireVariance(
  clustersInStratum: Int32Array,
  stratumNames: readonly string[],
  rule: SingleClusterRule,
): void {
  const single = clustersInStratum.indexOf(1);
  if (rule === 'fail' && single >= 0) {
    throw new RangeError(
      `sampleDesign requires at least two clusters in every stratum (stratum "${stratumNames[single]}" has one); ` +
        'merge it with another or choose a rule for single-cluster strata',
    );
  }
  if (rule === 'average' && clustersInStratum.every((count) => count === 1)) {
    throw new RangeError(
      'sampleDesign cannot average over strata with several clusters: every stratum has only one',
    );
  }
}
