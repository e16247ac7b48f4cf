import { type Labels, type NumberedUnits, numberUnits, requireLength } from './number-units.ts';

/** One stage of the draw: units (clusters) drawn within strata, both numbered from 0. */
export interface SamplingStage {
  readonly clusterOfRow: Int32Array;
  readonly clusterCount: number;
  readonly stratumOfCluster: Int32Array;
  readonly stratumCount: number;
  readonly clustersInStratum: Int32Array;
  /** For each stratum, the share of its population's clusters that was drawn; 0 means "as good as none". */
  readonly sampledFractions: Float64Array;
  /** For each stratum, what the squared deviations of its clusters count in a variance. */
  readonly varianceFactors: Float64Array;
  /** For each stratum, 1 where deviations are taken from its mean, 0 where from 0, the mean of the whole sample. */
  readonly isCentred: Uint8Array;
}

/**
 * What a stratum with one cluster adds to a variance, which cannot be seen from one cluster. The names in
 * brackets are those of `survey.lonely.psu` in R's survey package.
 *
 * | rule        | its share of the variance                                                                |
 * |-------------|------------------------------------------------------------------------------------------|
 * | `fail`      | none: the design is refused, and the stratum named (`fail`)                              |
 * | `centre`    | the square of its distance from the mean of the whole sample (`adjust`), which is cautious |
 * | `average`   | that of the average stratum with several clusters among those with answers (`average`)   |
 * | `certainty` | 0: the cluster was taken with certainty (`certainty`)                                    |
 * | `remove`    | 0: the stratum is left out of the variance (`remove`)                                    |
 *
 * A stratum whose clusters were all drawn, be it only one, adds 0 under every rule.
 */
export type SingleClusterRule = 'fail' | 'centre' | 'average' | 'certainty' | 'remove';

export interface StageInput {
  /** Without them: one stratum. */
  readonly strata?: Labels | undefined;
  /** Without them: every row is a cluster of its own. */
  readonly clusters?: Labels | undefined;
  /** For each row, how many clusters its stratum has in the population. */
  readonly populationClusters?: ArrayLike<number> | undefined;
  /** The same as shares: for each row, the part of its stratum's clusters that was drawn, in (0, 1]. */
  readonly sampledShares?: ArrayLike<number> | undefined;
}

/**
 * A stage laid out. Below the first, the strata of a stage lie within the clusters of the stage above, and what varies
 * among their clusters adds to the variance with the share of those that was drawn (W. G. Cochran 1977, Sampling
 * Techniques, 10.4 and 11.4):
 *
 *     first stage   (1 - f1) n / (n - 1),
 *     second stage  f1 (1 - f2) m / (m - 1), and so on.
 *
 * @param above the stage before, and for each of its strata the product of the fractions down to it
 * @example
 * const stage = samplingStage(4, { clusters: ['a', 'a', 'b', 'b'], populationClusters: [8, 8, 8, 8] }, 'fail');
 * stage.clusterOfRow; // [0, 0, 1, 1]
 * stage.varianceFactors; // [1.5] = (1 - 2 / 8) 2 / (2 - 1)
 */
export function samplingStage(
  rowCount: number,
  input: StageInput,
  rule: SingleClusterRule,
  above?: SamplingStage,
  sharesAbove: Float64Array = Float64Array.of(1),
): SamplingStage & { readonly drawnShares: Float64Array; readonly stratumNames: readonly string[] } {
  const units = numberUnits(rowCount, input, above?.clusterOfRow);
  const { stratumOfCluster, stratumNames, parentOfStratum, rowOfStratum, clustersInStratum } = units;
  const nameOf = (stratum: number): string =>
    `stratum "${stratumNames[stratum]}"${above ? ` within the cluster of row ${rowOfStratum[stratum]}` : ''}`;
  const sampledFractions = fractionsOf(rowCount, input, units, nameOf);
  const drawnShares = Float64Array.from(parentOfStratum, (parent) => {
    const stratumAbove = above ? above.stratumOfCluster[parent]! : 0;
    return sharesAbove[stratumAbove]! * (above ? above.sampledFractions[stratumAbove]! : 1);
  });
  const addsNothing = (stratum: number): boolean =>
    drawnShares[stratum] === 0 || 1 - sampledFractions[stratum]! < ALL_DRAWN;
  const averaging =
    rule === 'average' ? averagingFactors(parentOfStratum, clustersInStratum, addsNothing) : undefined;
  const varianceFactors = Float64Array.from(clustersInStratum, (size, stratum) => {
    if (addsNothing(stratum)) return 0;
    if (size === 1 && rule === 'fail') {
      throw new RangeError(
        `sampleDesign requires at least two clusters in every stratum (${nameOf(stratum)} has one); ` +
          'merge it with another or choose a rule for single-cluster strata',
      );
    }
    if (size === 1 && rule !== 'centre') return 0;
    const several = size > 1 ? size / (size - 1) : 1;
    const undrawn = 1 - sampledFractions[stratum]!;
    return drawnShares[stratum]! * undrawn * several * (averaging?.[parentOfStratum[stratum]!] ?? 1);
  });
  return {
    clusterOfRow: units.clusterOfRow,
    clusterCount: stratumOfCluster.length,
    stratumOfCluster: Int32Array.from(stratumOfCluster),
    stratumCount: stratumNames.length,
    stratumNames,
    clustersInStratum,
    sampledFractions,
    varianceFactors,
    isCentred: Uint8Array.from(clustersInStratum, (size) => (size > 1 ? 1 : 0)),
    drawnShares,
  };
}

/** For each stratum, the share of its clusters that was drawn, from either way to say it; 0 where nothing is said. */
function fractionsOf(
  rowCount: number,
  { populationClusters, sampledShares }: StageInput,
  { clusterOfRow, stratumOfCluster, rowOfStratum, clustersInStratum }: NumberedUnits,
  nameOf: (stratum: number) => string,
): Float64Array {
  requireLength('populationClusters', populationClusters, rowCount);
  requireLength('sampledShares', sampledShares, rowCount);
  if (populationClusters && sampledShares) {
    throw new RangeError('sampleDesign requires populationClusters or sampledShares, not both');
  }
  const given = populationClusters ?? sampledShares;
  for (let row = 0; given && row < rowCount; row++) {
    const first = rowOfStratum[stratumOfCluster[clusterOfRow[row]!]!]!;
    if (given[row] === given[first]) continue;
    throw new RangeError(
      `sampleDesign requires one population for each stratum (row ${first} has ${given[first]}, ` +
        `row ${row} of the same stratum ${given[row]})`,
    );
  }
  return Float64Array.from(clustersInStratum, (sampled, stratum) => {
    const row = rowOfStratum[stratum]!;
    if (populationClusters) return fractionOf(sampled, populationClusters[row]!, nameOf(stratum));
    return sampledShares ? shareOf(sampledShares[row]!, nameOf(stratum)) : 0;
  });
}

/** A share of clusters not drawn below this is rounding: the stratum was taken whole. */
export const ALL_DRAWN = 1e-7;

/** By what the variance of the strata of each cluster above is multiplied, so that single ones have the average. */
function averagingFactors(
  parentOfStratum: readonly number[],
  clustersInStratum: Int32Array,
  addsNothing: (stratum: number) => boolean,
): readonly number[] {
  const strata: number[] = [];
  const known: number[] = [];
  for (const [stratum, parent] of parentOfStratum.entries()) {
    strata[parent] = (strata[parent] ?? 0) + 1;
    const isKnown = clustersInStratum[stratum]! > 1 || addsNothing(stratum);
    known[parent] = (known[parent] ?? 0) + Number(isKnown);
  }
  const lonely = known.indexOf(0);
  if (lonely >= 0) {
    const where =
      parentOfStratum.length === strata[lonely]
        ? ''
        : ` within one of the clusters above (its ${lonely + 1}.)`;
    throw new RangeError(
      `sampleDesign cannot average over strata with several clusters: every stratum${where} has only one`,
    );
  }
  return strata.map((count, parent) => count / known[parent]!);
}

function shareOf(share: number, name: string): number {
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(`sampleDesign requires shares above 0 and at most 1 (${name} has ${share})`);
  }
  return share;
}

function fractionOf(sampled: number, populationClusters: number, name: string): number {
  if (!(populationClusters >= sampled)) {
    throw new RangeError(
      `sampleDesign requires populations no smaller than the sample (${name} has ` +
        `${sampled} clusters of ${populationClusters})`,
    );
  }
  return sampled / populationClusters;
}
