import type { CombinationTerm } from './combine.ts';

/**
 * A figure with its influence values: how much each cluster moves it. This is the one idea of this folder.
 *
 * To the first order a figure differs from its population value by a sum over clusters (D. A. Binder 1983,
 * Int. Stat. Rev. 51, 279-292). A mean m = sum w y / sum w moves by
 *
 *     z_c = sum over the rows of cluster c of w (y - m) / sum w.
 *
 * The z of any linear combination is the combination of the z's, so a composite index, a difference and a
 * leave-one-out mean need no formula of their own, and items answered by different people are combined with
 * their covariance. The variance is then one formula over z (`variance`).
 */
export interface LinearisedFigure extends ClusterInfluence {
  readonly value: number;
  /** For each cluster, 1 if it holds a substantive answer to the figure. */
  readonly contributes: Uint8Array;
  /** Respondents with a substantive answer, unweighted and exact; of a combination, to any of its parts. */
  readonly n: number;
  readonly weightSum: number;
  readonly weightSquareSum: number;
  /** The variance of the same figure from a simple random sample of n with replacement. */
  readonly simpleVariance: number;
  /** The size of what is averaged, against which a variance is told from rounding. */
  readonly magnitude: number;
  /** Adds `coefficient` times this figure's influence of each row to `rows`: what a combination is built from. */
  readonly addRowInfluence: (rows: RowInfluence, coefficient: number) => void;
  /** What a combination is made of in the end, each figure once; a figure that is none is its own only leaf. */
  readonly leaves?: readonly CombinationTerm[];
}

/** Influence summed over what was drawn together. */
export interface ClusterInfluence {
  /** For each cluster, z as above; 0 for clusters without an answer. */
  readonly influence: Float64Array;
  /** The same for the units of each later stage of the draw; empty where clusters are all there is. */
  readonly laterInfluence: readonly Float64Array[];
  /**
   * For each cluster, 1 if it holds an answer to the figure. It matters under the rule `average` alone, which takes the
   * average over the strata a figure has answers in; without it, over all.
   */
  readonly contributes?: Uint8Array;
}

/** Influence of each row, weight included, and the weight of each row that takes part (0: it does not). */
export interface RowInfluence {
  readonly influence: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Notes that the row takes part with the weight; of several parts of a combination the largest counts.
 *
 * @example
 * const rows = { influence: new Float64Array(2), weights: Float64Array.of(0, 3) };
 * takesPart(rows, 1, 2);
 * rows.weights; // [0, 3]
 */
export function takesPart({ weights }: RowInfluence, row: number, weight: number): void {
  if (Math.abs(weight) > Math.abs(weights[row]!)) weights[row] = weight;
}

/** Who a figure is about. */
export interface Base {
  /** A part of the population: 1 for rows in it. Without it, all. */
  readonly domain?: Uint8Array | undefined;
  /**
   * The probability with which each row was asked, in (0, 1], where only some were drawn to be asked (a block
   * of questions); the answer then counts with weight / probability. Without it, 1.
   */
  readonly askingProbabilities?: Float64Array | undefined;
}
