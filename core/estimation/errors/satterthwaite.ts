import type { LinearisedFigure } from '../figures/linearised-figure.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/**
 * The degrees of freedom of a figure's variance where strata share in it unequally. The variance is a sum of
 * independent parts v_h, each known from the clusters of one stratum, so (F. E. Satterthwaite 1946, Biometrics
 * Bulletin 2, 110-114)
 *
 *     df = (sum v_h)^2 / sum (v_h^2 / df_h),
 *
 * df_h being one less than the clusters of the stratum with an answer to the figure. A difference of two areas of one sample rests
 * on the clusters of these two however many there are elsewhere; for a figure of all strata alike it comes near to the
 * count of `degreesOfFreedom`, which official levels use.
 *
 * @returns at least 1; 0 where nothing varies
 * @example
 * // Two streets of three committees, the second without variation: 2 degrees of freedom, not 4.
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1, 1], strata: ['a', 'a', 'a', 'b', 'b', 'b'] });
 * const mean = linearMean(design, [1, 2, 3, 2, 2, 2]);
 * isEstimable(mean) && satterthwaite(design, mean); // 2
 */
export function satterthwaite(
  design: SampleDesign,
  { influence, contributes }: Pick<LinearisedFigure, 'influence' | 'contributes'>,
): number {
  const { stratumCount, clusterCount, stratumOfCluster, clustersInStratum, varianceFactors, isCentred } =
    design;
  const sums = new Float64Array(stratumCount);
  const squares = new Float64Array(stratumCount);
  const counts = new Int32Array(stratumCount);
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const value = influence[cluster]!;
    const stratum = stratumOfCluster[cluster]!;
    sums[stratum]! += value;
    squares[stratum]! += value * value;
    counts[stratum]! += contributes[cluster]!;
  }
  let total = 0;
  let weighted = 0;
  for (let stratum = 0; stratum < stratumCount; stratum++) {
    const mean = isCentred[stratum] === 1 ? sums[stratum]! / clustersInStratum[stratum]! : 0;
    const spread = Math.max(0, squares[stratum]! - clustersInStratum[stratum]! * mean * mean);
    const part = varianceFactors[stratum]! * spread;
    total += part;
    weighted += part ** 2 / Math.max(1, counts[stratum]! - 1);
  }
  return total === 0 ? 0 : total ** 2 / weighted;
}
