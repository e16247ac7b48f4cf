import type { LinearisedFigure } from '../figures/linearised-figure.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/**
 * The clusters with a substantive answer to the figure, less the strata among them. Clusters without one say
 * nothing about its spread, so a rarely used service or a small area gets the wide t it deserves (E. L. Korn
 * and B. I. Graubard 1999, Analysis of Health Surveys, 5.2).
 *
 * Without a figure, those of the design: clusters with a weight above 0, less the strata among them.
 *
 * @example
 * const strata = ['north', 'north', 'north', 'south', 'south'];
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1], strata });
 * const figure = linearMean(design, [4, 5, NaN, 6, 7]);
 * isEstimable(figure) && degreesOfFreedom(design, figure); // 2 (4 clusters with answers in 2 strata)
 * degreesOfFreedom(design); // 3
 */
export function degreesOfFreedom(
  design: SampleDesign,
  { contributes }: Pick<LinearisedFigure, 'contributes'> = { contributes: clustersWithWeight(design) },
): number {
  const hasStratum = new Uint8Array(design.stratumCount);
  let clusters = 0;
  let strata = 0;
  for (let cluster = 0; cluster < design.clusterCount; cluster++) {
    if (!contributes[cluster]) continue;
    clusters += 1;
    const stratum = design.stratumOfCluster[cluster]!;
    if (hasStratum[stratum]) continue;
    hasStratum[stratum] = 1;
    strata += 1;
  }
  return clusters - strata;
}

function clustersWithWeight({ clusterCount, clusterOfRow, weights }: SampleDesign): Uint8Array {
  const has = new Uint8Array(clusterCount);
  for (let row = 0; row < weights.length; row++) if (weights[row] !== 0) has[clusterOfRow[row]!] = 1;
  return has;
}
