import type { ReplicateWeights } from '../design/replicate-weights.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/** Several figures from weights of the rows, in an order of their own. */
export type FiguresOf = (weights: Float64Array) => readonly number[];

export interface ReplicatedFigures {
  readonly values: readonly number[];
  /** Figures x figures, row by row. */
  readonly covariances: Float64Array;
}

export interface ReplicateSetting {
  /** What deviations are taken from: the mean of the replicates, or the figure of the whole sample. */
  readonly centre?: 'replicates' | 'sample';
}

/**
 * The covariance of figures over replicates of the sample, scale sum_r s_r (a_r - a)(b_r - b). The figures are
 * computed anew with the weights of each replicate; where weights are calibrated, the caller calibrates in
 * `figuresOf`, so that the error of that is in it too.
 *
 * @example
 * const answers = [1, 2, 3];
 * const meanOf = (weights: Float64Array) => {
 *   const total = weights.reduce((sum, weight) => sum + weight, 0);
 *   return [weights.reduce((sum, weight, row) => sum + weight * answers[row]!, 0) / total];
 * };
 * const design = sampleDesign({ weights: [1, 1, 1] });
 * replicateCovariance(design, jackknife(design), meanOf); // { values: [2], covariances: [0.3333] } (s^2 / n)
 */
export function replicateCovariance(
  design: SampleDesign,
  replicates: ReplicateWeights,
  figuresOf: FiguresOf,
  { centre = 'replicates' }: ReplicateSetting = {},
): ReplicatedFigures {
  const { count, factors, scale, replicateScales } = replicates;
  if (factors.length !== count * design.clusterCount) {
    throw new RangeError(
      'replicateCovariance requires replicates of this design (the number of clusters differs)',
    );
  }
  const values = figuresOf(design.weights);
  const size = values.length;
  const results: (readonly number[])[] = [];
  const weights = new Float64Array(design.rowCount);
  for (let replicate = 0; replicate < count; replicate++) {
    const start = replicate * design.clusterCount;
    for (let row = 0; row < design.rowCount; row++) {
      weights[row] = design.weights[row]! * factors[start + design.clusterOfRow[row]!]!;
    }
    results.push(figuresOf(weights));
  }
  const from =
    centre === 'sample'
      ? values
      : values.map((_, at) => results.reduce((sum, result) => sum + result[at]!, 0) / count);
  const covariances = new Float64Array(size * size);
  for (const [replicate, result] of results.entries()) {
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        covariances[a * size + b]! +=
          scale * replicateScales[replicate]! * (result[a]! - from[a]!) * (result[b]! - from[b]!);
      }
    }
  }
  return { values, covariances };
}
