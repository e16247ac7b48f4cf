import { CompensatedSum } from '../numeric/compensated-sum.ts';
import type { LinearisedFigure } from './linearised-figure.ts';
import type { SampleDesign } from './sample-design.ts';

type Influence = Pick<LinearisedFigure, 'influence'>;

/**
 * The covariance of two figures of one sample, by Taylor linearisation:
 *
 *     sum over strata h of (1 - f_h) n_h / (n_h - 1) sum over clusters i of (a_hi - mean a_h)(b_hi - mean b_h),
 *
 * a and b being the influence of each cluster and n_h the number of clusters in the stratum, those without an
 * answer included (Binder 1983; K. M. Wolter 2007, Introduction to Variance Estimation, 6.3). Nothing is assumed
 * about dependence within clusters. The finite population correction 1 - f_h is 1 unless the design gives
 * population counts: clusters are taken as drawn with replacement, which errs on the safe side.
 *
 * Strata with one cluster follow the design's rule (see `SingleClusterRule`).
 *
 * @example
 * covariance(design, figure, figure) === variance(design, figure); // true
 */
export function covariance(design: SampleDesign, a: Influence, b: Influence): number {
  const meanA = stratumMeans(design, a.influence);
  const meanB = stratumMeans(design, b.influence);
  const sum = new CompensatedSum();
  for (let cluster = 0; cluster < design.clusterCount; cluster++) {
    const stratum = design.stratumOfCluster[cluster]!;
    const size = design.clustersInStratum[stratum]!;
    const influenceA = a.influence[cluster]!;
    const influenceB = b.influence[cluster]!;
    const undrawn = 1 - design.sampledFractions[stratum]!;
    if (size > 1) {
      sum.add(
        undrawn * (size / (size - 1)) * (influenceA - meanA[stratum]!) * (influenceB - meanB[stratum]!),
      );
    } else if (design.singleClusterStrata === 'centre') {
      sum.add(undrawn * influenceA * influenceB);
    }
  }
  return sum.total() * averagingFactor(design);
}

/** The variance of a figure: its covariance with itself. */
export function variance(design: SampleDesign, figure: Influence): number {
  return covariance(design, figure, figure);
}

/** Under the rule `average` strata with one cluster have what the others have in the mean. */
function averagingFactor(design: SampleDesign): number {
  if (design.singleClusterStrata !== 'average') return 1;
  return design.stratumCount / design.clustersInStratum.filter((size) => size > 1).length;
}

function stratumMeans(design: SampleDesign, influence: Float64Array): Float64Array {
  const means = new Float64Array(design.stratumCount);
  for (let cluster = 0; cluster < design.clusterCount; cluster++) {
    means[design.stratumOfCluster[cluster]!]! += influence[cluster]!;
  }
  return means.map((sum, stratum) => sum / design.clustersInStratum[stratum]!);
}

/**
 * The matrix Q of `covariance`: that of a and b is the sum of a_c (Q b)_c over the clusters. Many figures of one design
 * share it.
 */
export interface CovarianceForm {
  /** (1 - f) n / (n - 1) of each cluster's stratum; 0 where it adds nothing. */
  readonly factors: Float64Array;
  /** 1 where the stratum's mean is taken off, 0 where its one cluster is compared with the whole sample. */
  readonly isCentred: Uint8Array;
}

export function covarianceForm(design: SampleDesign): CovarianceForm {
  const { clusterCount, stratumOfCluster, clustersInStratum, sampledFractions } = design;
  const factors = new Float64Array(clusterCount);
  const isCentred = new Uint8Array(clusterCount);
  const averaging = averagingFactor(design);
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const stratum = stratumOfCluster[cluster]!;
    const size = clustersInStratum[stratum]!;
    const undrawn = (1 - sampledFractions[stratum]!) * averaging;
    if (size > 1) {
      factors[cluster] = (undrawn * size) / (size - 1);
      isCentred[cluster] = 1;
    } else if (design.singleClusterStrata === 'centre') factors[cluster] = undrawn;
  }
  return { factors, isCentred };
}
