import { CompensatedSum } from '../../numeric/compensated-sum.ts';
import type { ClusterInfluence } from '../figures/linearised-figure.ts';
import type { SampleDesign } from '../design/sample-design.ts';
import { ALL_DRAWN, type SamplingStage } from '../design/sampling-stage.ts';

/**
 * The covariance of two figures of one sample, by Taylor linearisation:
 *
 *     sum over strata h of (1 - f_h) n_h / (n_h - 1) sum over clusters i of (a_hi - mean a_h)(b_hi - mean b_h),
 *
 * a and b being the influence of each cluster and n_h the number of clusters in the stratum, those without an
 * answer included (Binder 1983; K. M. Wolter 2007, Introduction to Variance Estimation, 6.3). Nothing is assumed
 * about dependence within clusters. The finite population correction 1 - f_h is 1 unless the design gives
 * population counts: clusters are taken as drawn with replacement, which errs on the safe side. Where they are
 * counted, each later stage adds the same sum over its units, times the share of the clusters drawn before it.
 *
 * Strata with one cluster follow the design's rule (see `SingleClusterRule`).
 *
 * @throws RangeError for figures of another design, where it shows
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const parks = linearMean(design, [1, 2, 3, 4]);
 * const roads = linearMean(design, [8, 6, 4, 2]);
 * isEstimable(parks) && isEstimable(roads) && covariance(design, parks, roads); // -0.8333 = -10 / 3 / 4
 */
export function covariance(design: SampleDesign, a: ClusterInfluence, b: ClusterInfluence): number {
  const sum = new CompensatedSum();
  addStage(sum, design, a.influence, b.influence, averagingOverDomain(design, a, b));
  for (const [at, stage] of design.laterStages.entries()) {
    addStage(sum, stage, a.laterInfluence[at]!, b.laterInfluence[at]!);
  }
  return sum.total();
}

/**
 * The variance of a figure: its covariance with itself.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const mean = linearMean(design, [1, 2, 3, 4]);
 * isEstimable(mean) && variance(design, mean); // 0.4167 = 5 / 3 / 4 (s^2 / n)
 */
export function variance(design: SampleDesign, figure: ClusterInfluence): number {
  return covariance(design, figure, figure);
}

/**
 * The standard error of a figure: the root of its variance.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * standardError(design, known(linearMean(design, [1, 2, 3, 4]))); // 0.6455
 */
export function standardError(design: SampleDesign, figure: ClusterInfluence): number {
  return Math.sqrt(variance(design, figure));
}

/**
 * The covariances of several figures of one sample, size x size, row by row.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1] });
 * const mean = linearMean(design, [1, 2, 3]);
 * isEstimable(mean) && covarianceMatrix(design, [mean, mean]); // [0.333, 0.333, 0.333, 0.333]
 */
export function covarianceMatrix(design: SampleDesign, figures: readonly ClusterInfluence[]): Float64Array {
  const size = figures.length;
  const matrix = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const value = covariance(design, figures[a]!, figures[b]!);
      matrix[a * size + b] = value;
      matrix[b * size + a] = value;
    }
  }
  return matrix;
}

/**
 * Under the rule `average`, what the factors of the design (strata over strata with several clusters) are to be multiplied
 * by so that only the strata count in which one of the figures has answers, as in R's subset of a design.
 */
function averagingOverDomain(design: SampleDesign, a: ClusterInfluence, b: ClusterInfluence): number {
  if (design.singleClusterStrata !== 'average' || !a.contributes || !b.contributes) return 1;
  const isPresent = new Uint8Array(design.stratumCount);
  for (let cluster = 0; cluster < design.clusterCount; cluster++) {
    if (a.contributes[cluster] || b.contributes[cluster]) isPresent[design.stratumOfCluster[cluster]!] = 1;
  }
  const ratio = (isIn: (stratum: number) => boolean): number => {
    let [strata, known] = [0, 0];
    for (let stratum = 0; stratum < design.stratumCount; stratum++) {
      if (!isIn(stratum)) continue;
      strata += 1;
      known += Number(hasKnownVariance(design, stratum));
    }
    return known === 0 ? 1 : strata / known;
  };
  return ratio((stratum) => isPresent[stratum] === 1) / ratio(() => true);
}

/** Of several clusters, or taken whole: see `SingleClusterRule`. */
function hasKnownVariance({ clustersInStratum, sampledFractions }: SampleDesign, stratum: number): boolean {
  return clustersInStratum[stratum]! > 1 || 1 - sampledFractions[stratum]! < ALL_DRAWN;
}

function addStage(
  sum: CompensatedSum,
  stage: SamplingStage,
  a: Float64Array,
  b: Float64Array,
  times = 1,
): void {
  if (a.length !== stage.clusterCount || b.length !== stage.clusterCount) {
    throw new RangeError('covariance requires figures of this design (the number of clusters differs)');
  }
  const meanA = stratumMeans(stage, a);
  const meanB = a === b ? meanA : stratumMeans(stage, b);
  for (let cluster = 0; cluster < stage.clusterCount; cluster++) {
    const stratum = stage.stratumOfCluster[cluster]!;
    const factor = times * stage.varianceFactors[stratum]!;
    if (factor > 0) sum.add(factor * (a[cluster]! - meanA[stratum]!) * (b[cluster]! - meanB[stratum]!));
  }
}

/** What deviations are taken from. */
function stratumMeans(stage: SamplingStage, influence: Float64Array): Float64Array {
  const means = new Float64Array(stage.stratumCount);
  for (let cluster = 0; cluster < stage.clusterCount; cluster++) {
    means[stage.stratumOfCluster[cluster]!]! += influence[cluster]!;
  }
  return means.map((sum, stratum) =>
    stage.isCentred[stratum] ? sum / stage.clustersInStratum[stratum]! : 0,
  );
}
