import type { ClusterInfluence } from './linearised-figure.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/**
 * The influence of rows summed over the clusters of each stage of the design; of calibrated weights, what the known
 * totals leave of it.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1], clusters: ['a', 'a', 'b'] });
 * influenceByCluster(design, Float64Array.of(1, 2, 4)).influence; // [3, 4]
 */
export function influenceByCluster(design: SampleDesign, influence: Float64Array): ClusterInfluence {
  const left = design.residuals ? design.residuals(influence) : influence;
  const summed = [design, ...design.laterStages].map(({ clusterOfRow, clusterCount }) => {
    const sums = new Float64Array(clusterCount);
    for (let row = 0; row < left.length; row++) sums[clusterOfRow[row]!]! += left[row]!;
    return sums;
  });
  return { influence: summed[0]!, laterInfluence: summed.slice(1) };
}
