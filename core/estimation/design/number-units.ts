/** One label or code for each row. */
export type Labels = readonly (string | number)[] | Int32Array;

/** Strata and clusters of a stage, numbered in the order of their first rows. */
export interface NumberedUnits {
  readonly clusterOfRow: Int32Array;
  readonly stratumOfCluster: readonly number[];
  readonly stratumNames: readonly string[];
  /** For each stratum, the cluster of the stage above that it lies in. */
  readonly parentOfStratum: readonly number[];
  /** For each stratum, its first row. */
  readonly rowOfStratum: readonly number[];
  readonly clustersInStratum: Int32Array;
}

/**
 * Turns labels into numbers. Strata are nested in the clusters above, clusters in strata: the same label elsewhere is
 * another unit.
 *
 * @param parents for each row, its cluster in the stage above; without them all lie in one
 * @throws RangeError for a label that is missing
 * @example
 * const { clusterOfRow, stratumNames } = numberUnits(4, { strata: ['n', 'n', 's', 's'], clusters: [1, 2, 1, 1] });
 * clusterOfRow; // [0, 1, 2, 2]
 * stratumNames; // ['n', 's']
 */
export function numberUnits(
  rowCount: number,
  { strata, clusters }: { readonly strata?: Labels | undefined; readonly clusters?: Labels | undefined },
  parents?: Int32Array,
): NumberedUnits {
  requireLength('strata', strata, rowCount);
  requireLength('clusters', clusters, rowCount);
  const stratumNumbers: Map<string | number, number>[] = [];
  const clusterNumbers: Map<string | number, number>[] = [];
  const stratumNames: string[] = [];
  const parentOfStratum: number[] = [];
  const rowOfStratum: number[] = [];
  const clusterOfRow = new Int32Array(rowCount);
  const stratumOfCluster: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const parent = parents ? parents[row]! : 0;
    const stratumLabel = strata ? labelOf('stratum', strata, row) : 'all';
    const strataHere = (stratumNumbers[parent] ??= new Map());
    let stratum = strataHere.get(stratumLabel);
    if (stratum === undefined) {
      stratum = stratumNames.push(String(stratumLabel)) - 1;
      strataHere.set(stratumLabel, stratum);
      parentOfStratum.push(parent);
      rowOfStratum.push(row);
    }
    const clusterLabel = clusters ? labelOf('cluster', clusters, row) : row;
    const clustersHere = (clusterNumbers[stratum] ??= new Map());
    let cluster = clustersHere.get(clusterLabel);
    if (cluster === undefined) {
      cluster = stratumOfCluster.push(stratum) - 1;
      clustersHere.set(clusterLabel, cluster);
    }
    clusterOfRow[row] = cluster;
  }
  return {
    clusterOfRow,
    stratumOfCluster,
    stratumNames,
    parentOfStratum,
    rowOfStratum,
    clustersInStratum: Int32Array.from(clusterNumbers, (clustersHere) => clustersHere.size),
  };
}

function labelOf(what: string, labels: Labels, row: number): string | number {
  const label = labels[row] as string | number | null | undefined;
  if (label === undefined || label === null || Number.isNaN(label)) {
    throw new RangeError(`sampleDesign requires a ${what} for each row (row ${row} has none)`);
  }
  return label;
}

/** One entry for each row, where there are any. */
export function requireLength(
  what: string,
  labels: { readonly length: number } | undefined,
  rowCount: number,
): void {
  if (labels !== undefined && labels.length !== rowCount) {
    throw new RangeError(`sampleDesign requires ${what} for each of ${rowCount} rows (got ${labels.length})`);
  }
}
