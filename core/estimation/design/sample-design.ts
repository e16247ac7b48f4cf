import {
  samplingStage,
  type SamplingStage,
  type SingleClusterRule,
  type StageInput,
} from './sampling-stage.ts';

/**
 * How the respondents were drawn: all that the variance of a figure depends on beside the answers.
 *
 * Rows are responses, clusters the primary sampling units, strata what they were drawn within. Clusters are
 * nested: the same label in two strata means two clusters. A figure of a part of the population keeps the
 * whole design and leaves the other rows at zero influence - dropping them would pretend that the number of
 * clusters in the part had been fixed beforehand.
 */
export interface SampleDesign extends SamplingStage {
  readonly rowCount: number;
  /** At least 0 unless the input allows otherwise. A row of weight 0 counts in no figure; its cluster stays drawn. */
  readonly weights: Float64Array;
  readonly stratumNames: readonly string[];
  readonly singleClusterStrata: SingleClusterRule;
  /**
   * Of weights calibrated to known totals: what these leave of the influence of each row (`calibratedDesign`). Without
   * it, all.
   */
  readonly residuals?: (influence: Float64Array) => Float64Array;
  /** The draws within the clusters, where populations are counted; the second stage of the draw first. */
  readonly laterStages: readonly SamplingStage[];
}

export interface SampleDesignInput extends StageInput {
  readonly weights: ArrayLike<number>;
  readonly singleClusterStrata?: SingleClusterRule;
  /** Linear calibration without bounds may leave some below 0; elsewhere that is a fault. */
  readonly allowsNegativeWeights?: boolean;
  /**
   * For each row, how many clusters its stratum has in the population; errors then shrink by the share that was
   * drawn. Not for official figures, which are about what residents would have said at any time.
   */
  readonly populationClusters?: ArrayLike<number>;
  /**
   * The draws within clusters, the second stage of the draw first. They add to an error only where the population's
   * clusters are counted in all stages before: a first stage as good as with replacement (no `populationClusters`)
   * holds what is below it already. Without later stages, clusters are taken whole.
   */
  readonly laterStages?: readonly LaterStageInput[];
}

/** Units drawn within each cluster of the stage before. */
export type LaterStageInput = StageInput &
  ({ readonly populationClusters: ArrayLike<number> } | { readonly sampledShares: ArrayLike<number> });

/**
 * @throws RangeError for weights that are none, labels that are not one for each row, a population smaller than the
 * sample, and a stratum with one cluster unless a rule is given for it; the stratum is named
 * @example
 * const design = sampleDesign({ weights: [1, 1, 2, 2], strata: ['n', 'n', 's', 's'], clusters: [1, 2, 1, 2] });
 * design.clusterCount; // 4
 * @example
 * // 2 of 10 committees, and in each 2 of its 20 households.
 * const twoStages = sampleDesign({
 *   weights: [50, 50, 50, 50],
 *   clusters: ['a', 'a', 'b', 'b'],
 *   populationClusters: [10, 10, 10, 10],
 *   laterStages: [{ populationClusters: [20, 20, 20, 20] }],
 * });
 * twoStages.laterStages[0]!.clusterCount; // 4
 */
export function sampleDesign(input: SampleDesignInput): SampleDesign {
  const { singleClusterStrata = 'fail', laterStages = [] } = input;
  const weights = Float64Array.from(input.weights);
  const rowCount = weights.length;
  if (rowCount === 0) throw new RangeError('sampleDesign requires at least one row');
  requireWeights(weights, input.allowsNegativeWeights ? -Infinity : 0);
  const { drawnShares, ...first } = samplingStage(rowCount, input, singleClusterStrata);
  const stages: SamplingStage[] = [first];
  let shares = drawnShares;
  for (const stage of laterStages) {
    const next = samplingStage(rowCount, stage, singleClusterStrata, stages.at(-1), shares);
    stages.push(next);
    shares = next.drawnShares;
  }
  return { ...first, rowCount, weights, singleClusterStrata, laterStages: stages.slice(1) };
}

function requireWeights(weights: Float64Array, lowest: number): void {
  const row = weights.findIndex((weight) => !(weight >= lowest && Number.isFinite(weight)));
  if (row >= 0) {
    throw new RangeError(
      `sampleDesign requires finite weights of at least 0 (row ${row} has ${weights[row]})`,
    );
  }
  const extreme = weights.findIndex((weight) => weight !== 0 && !isWithinReach(Math.abs(weight)));
  if (extreme >= 0) {
    throw new RangeError(
      `sampleDesign requires weights from ${SMALLEST} to ${LARGEST}, whose squares are numbers too ` +
        `(row ${extreme} has ${weights[extreme]})`,
    );
  }
}

const SMALLEST = 1e-100;
const LARGEST = 1e100;
const isWithinReach = (weight: number): boolean => weight >= SMALLEST && weight <= LARGEST;
