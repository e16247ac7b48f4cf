import { degreesOfFreedom } from './degrees-of-freedom.ts';
import { leafSums, type LeafSums } from '../figures/leaf-sums.ts';
import type { LinearisedFigure } from '../figures/linearised-figure.ts';
import type { CombinationTerm } from '../figures/combine.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/** What a figure stands on where samples are small: rule 28 of the measurement rules. */
export interface SmallSample {
  /**
   * n*: the smaller of `respondents` and 1 / sum(a^2 / n) over the leaves, a being the share of a leaf in the figure.
   * A leaf of half the weight with 20 answers allows an index no more than 80.
   */
  readonly n: number;
  /** Those who answered any leaf. */
  readonly respondents: number;
  /** Primary units less strata, of those with an answer to any leaf. */
  readonly nominalDegreesOfFreedom: number;
  /** df*: what units of unequal weight are worth, never above the nominal number. */
  readonly degreesOfFreedom: number;
  /** B: the linearised variance sees this share of the true one on the average; at most 1, 0 where it sees nothing. */
  readonly varianceFactor: number;
  /** The share of the figure that rests on thin leaves (`isThin`). */
  readonly thinShare: number;
}

/**
 * The two numbers by which a linearised variance V is judged in a small sample (R. M. Bell and D. F. McCaffrey 2002,
 * Survey Methodology 28, 169-181): V is too small on the average, by a factor B, and varies more than the count of
 * units says, as if it had df* degrees of freedom. The interval is value -+ t(df*) sqrt(V / B).
 *
 * Both follow from the weights alone, if the answers to a leaf are taken to vary alike and to be correlated by 0.02
 * within units. A leaf's mean is m = sum q y with q = w / sum w. Of unit i let s = sum q, and let u be its part of the
 * error of m, with the variance (that of an answer being 1)
 *
 *     c = 0.98 sum q^2 + 0.02 s^2,   C = sum of c over the units: the true variance of m.
 *
 * The influence of the unit is z = u - s (sum of all u), since deviations are taken from m and not from the true mean;
 * so Var z = c - 2 s c + s^2 C, and with stratum sums for unit sums the same is the variance of a stratum's sum of z.
 * Therefore V = sum over strata of m / (m - 1) sum (z - mean z)^2, of m units each, has the expectation
 *
 *     E = sum over strata of m / (m - 1) [sum (c - 2 s c + s^2 C) - (c_h - 2 s_h c_h + s_h^2 C) / m].
 *
 * Over the leaves of a composite, each with the coefficient a, B = sum a^2 E / sum a^2 C. For df* the u are taken as
 * normal and m as known: with c_i = sum a^2 c over the leaves V has the expectation sum c_i and the variance
 * 2 sum over strata of (m / (m - 1))^2 [(1 - 2 / m) sum c_i^2 + (sum c_i)^2 / m^2], and df* = 2 E^2 / Var.
 *
 * The only unit of a stratum counts as it does in V under the rule `centre`, c - 2 s c + s^2 C and 2 c_i^2; under other
 * rules it is not in V and counts nothing, so B is smaller. Populations counted in the design are not looked at.
 *
 * @param minimum answers below which a leaf is thin
 * @example
 * // Nine answers in five units, one of which has half of them.
 * const design = sampleDesign({
 *   weights: new Array<number>(9).fill(1),
 *   clusters: ['a', 'a', 'a', 'a', 'a', 'b', 'c', 'd', 'e'],
 * });
 * const mean = known(linearMean(design, [9, 7, 8, 8, 7, 5, 6, 9, 4]));
 * const { nominalDegreesOfFreedom, degreesOfFreedom, varianceFactor } = smallSample(design, mean);
 * nominalDegreesOfFreedom; // 4
 * degreesOfFreedom; // 2.41
 * varianceFactor; // 0.781
 */
export function smallSample(design: SampleDesign, figure: LinearisedFigure, minimum = 10): SmallSample {
  const leaves = leavesOf(figure);
  const whole = leaves.reduce((sum, { coefficient }) => sum + Math.abs(coefficient), 0);
  const sums = leaves.map((leaf) => ({
    square: leaf.coefficient ** 2,
    share: Math.abs(leaf.coefficient) / whole,
    leaf: leaf.figure,
    ...leafSums(design, leaf.figure),
  }));
  const squares = sums.reduce((sum, { share, leaf }) => sum + share ** 2 / leaf.n, 0);
  const expected = sums.reduce((sum, { square, expectedVariance }) => sum + square * expectedVariance, 0);
  const variance = sums.reduce((sum, { square, trueVariance }) => sum + square * trueVariance, 0);
  const factor = variance > 0 ? Math.min(1, expected / variance) : 0;
  const nominal = degreesOfFreedom(design, figure);
  return {
    n: Math.min(figure.n, withoutRounding(1 / squares)),
    respondents: figure.n,
    nominalDegreesOfFreedom: nominal,
    degreesOfFreedom: Math.min(nominal, degreesByUnits(design, sums)),
    varianceFactor: factor > NOTHING ? factor : 0,
    thinShare: sums.reduce((sum, { share, leaf }) => (isThin(leaf, minimum) ? sum + share : sum), 0),
  };
}

/**
 * Whether a leaf has too few answers to say anything of its own: fewer than the minimum, or in one primary unit only. It
 * stays in the composite, as long as such leaves have little of its weight.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1], clusters: ['a', 'a', 'b', 'b'] });
 * isThin(known(linearMean(design, [1, 2, 3, 4])), 4); // false
 * isThin(known(linearMean(design, [1, 2, 3, NaN])), 4); // true
 * isThin(known(linearMean(design, [1, 2, NaN, NaN])), 2); // true (in one unit)
 */
export function isThin({ n, contributes }: LinearisedFigure, minimum = 10): boolean {
  return n < minimum || contributes.reduce((sum, has) => sum + has, 0) < 2;
}

/** A figure that is no combination is its own leaf. */
function leavesOf(figure: LinearisedFigure): readonly CombinationTerm[] {
  return figure.leaves ?? [{ coefficient: 1, figure }];
}

function degreesByUnits(
  { clusterCount, stratumCount, stratumOfCluster, clustersInStratum, singleClusterStrata }: SampleDesign,
  leaves: readonly (LeafSums & { readonly square: number })[],
): number {
  const ofUnit = new Float64Array(clusterCount);
  for (const { square, units, variances } of leaves) {
    for (let at = 0; at < units.length; at++) ofUnit[units[at]!]! += square * variances[at]!;
  }
  const sums = new Float64Array(stratumCount);
  const squares = new Float64Array(stratumCount);
  for (let unit = 0; unit < clusterCount; unit++) {
    const stratum = stratumOfCluster[unit]!;
    sums[stratum]! += ofUnit[unit]!;
    squares[stratum]! += ofUnit[unit]! ** 2;
  }
  let expectation = 0;
  let halfVariance = 0;
  for (let stratum = 0; stratum < stratumCount; stratum++) {
    const m = clustersInStratum[stratum]!;
    const [sum, square] = [sums[stratum]!, squares[stratum]!];
    if (m === 1 && singleClusterStrata !== 'centre') continue;
    expectation += sum;
    halfVariance += m === 1 ? square : (m / (m - 1)) ** 2 * ((1 - 2 / m) * square + sum ** 2 / m ** 2);
  }
  return halfVariance > 0 ? expectation ** 2 / halfVariance : 0;
}

/** A number that stands a rounding error beside a whole one is that one: thresholds are whole. */
function withoutRounding(n: number): number {
  const whole = Math.round(n);
  return Math.abs(n - whole) < NOTHING * n ? whole : n;
}

/** Shares below this are rounding. */
const NOTHING = 1e-9;
