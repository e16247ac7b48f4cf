import { type MissingRule, standardDeviations } from '../../numeric/moments.ts';
import type { PathModelEstimate } from './estimate-path-model.ts';

/** A construct on the scale 0 to 100. */
export interface ConstructIndex {
  readonly construct: string;
  /** None where an item has a weight below 0 (`negativeItems`): that is no mean of the items, and no index. */
  readonly value?: number;
  /** Standard deviation of the index over respondents. */
  readonly deviation: number;
  /** For each of its items, in their order; they sum to 1. */
  readonly itemWeights: readonly number[];
  /**
   * Items whose weight is below 0: the higher they are answered, the lower the index, which could then leave 0 to 100. They
   * were asked the other way round, or do not belong to the construct.
   */
  readonly negativeItems: readonly string[];
}

export interface Scale {
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The index of a construct (Fornell et al. 1996, appendix): its items on their own scale, weighted with the
 * unstandardised weights u_i = w_i / s_i,
 *
 *     100 (sum u_i m_i / sum u_i - lowest) / (highest - lowest).
 *
 * Standardised weights would give another number, and no index of a scale.
 *
 * @example
 * const model: PathModel = {
 *   constructs: [{ name: 'Quality', items: ['q'] }, { name: 'Loyalty', items: ['l'] }],
 *   paths: [['Quality', 'Loyalty']],
 * };
 * const columns = [[1, 2, 3], [1, 3, 2]];
 * const estimate = estimatePathModel(model, ['q', 'l'], moments(columns));
 * const scale = { lowest: 1, highest: 5 };
 * constructIndices(estimate, scale)[0]; // { construct: 'Quality', value: 25, ... }
 * importancePerformance(estimate, 'Loyalty', scale);
 * // [{ construct: 'Quality', performance: 25, importance: 0.5 }]
 * respondentScores(estimate, columns, scale)[0]; // { scores: [-1, 0, 1], indices: [0, 25, 50] }
 * indicesOfMeans(estimate, [3, 4], scale).map(({ value }) => value); // [50, 75]
 */
export function constructIndices(estimate: PathModelEstimate, scale: Scale): readonly ConstructIndex[] {
  const { placed, moments } = estimate;
  return indicesOfMeans(estimate, moments.means, scale).map(({ value, sum, itemWeights }, construct) => {
    const own = placed.itemsOf[construct]!;
    const negativeItems = own.flatMap((item, place) =>
      itemWeights[place]! < 0 ? [placed.items[item]!] : [],
    );
    return {
      construct: placed.constructs[construct]!.name,
      ...(negativeItems.length === 0 ? { value } : {}),
      // The score with weights u has variance 1; dividing by their sum divides its deviation too.
      deviation: 100 / (Math.abs(sum) * (scale.highest - scale.lowest)),
      itemWeights,
      negativeItems,
    };
  });
}

/**
 * The same number for each construct from any means of the items, such as those of a group, whatever the signs of its
 * weights: a replicate needs it even where the index is none to publish.
 *
 * @param sum of the unstandardised weights
 * @throws RangeError for a scale without width
 */
export function indicesOfMeans(
  { placed, weights, moments }: PathModelEstimate,
  means: ArrayLike<number>,
  { lowest, highest }: Scale,
): readonly { readonly value: number; readonly sum: number; readonly itemWeights: readonly number[] }[] {
  if (!(Number.isFinite(lowest) && Number.isFinite(highest) && lowest < highest)) {
    throw new RangeError(
      `an index requires a scale from a lower to a higher point (got ${lowest} to ${highest})`,
    );
  }
  const deviations = standardDeviations(moments);
  return placed.itemsOf.map((own) => {
    const unstandardised = own.map((item) => weights[item]! / deviations[item]!);
    const sum = unstandardised.reduce((total, weight) => total + weight, 0);
    const itemWeights = unstandardised.map((weight) => weight / sum);
    const mean = own.reduce((total, item, place) => total + itemWeights[place]! * means[item]!, 0);
    return { value: (100 * (mean - lowest)) / (highest - lowest), sum, itemWeights };
  });
}

/** How well a construct does, and how much the target would gain from it. */
export interface ImportancePerformance {
  readonly construct: string;
  /** Its index; none where it has none. */
  readonly performance?: number;
  /** Points by which the target's index would rise with one point more of this one. */
  readonly importance: number;
}

/**
 * Importance and performance of all constructs but the target, 0 for those that do not act on it (C. M. Ringle and M. Sarstedt 2016, Industrial
 * Management & Data Systems 116, 1865-1886): the total effect in points of the indices is the standardised one
 * times the deviation of the target's index over that of the cause's.
 */
export function importancePerformance(
  estimate: PathModelEstimate,
  target: string,
  scale: Scale,
): readonly ImportancePerformance[] {
  const indices = constructIndices(estimate, scale);
  const at = indices.findIndex(({ construct }) => construct === target);
  if (at < 0) throw new RangeError(`the path model has no construct ${target}`);
  return indices.flatMap(({ construct, value, deviation }, place) => {
    const effect = estimate.totalEffects[place * indices.length + at]!;
    if (place === at) return [];
    const importance = (effect * indices[at]!.deviation) / deviation;
    return [{ construct, ...(value === undefined ? {} : { performance: value }), importance }];
  });
}

/** One respondent after the other: the standardised score of a construct and its index. */
export interface RespondentScores {
  readonly scores: Float64Array;
  readonly indices: Float64Array;
}

/**
 * For each construct, the scores of the rows; NaN where an item is missing, unless `missing` puts the mean in its place
 * as `moments` does.
 *
 * @param columns of the items, in the order in which the model was estimated
 */
export function respondentScores(
  estimate: PathModelEstimate,
  columns: readonly ArrayLike<number>[],
  scale: Scale,
  { missing }: { readonly missing?: MissingRule } = {},
): readonly RespondentScores[] {
  const { placed, weights, moments } = estimate;
  const deviations = standardDeviations(moments);
  const rowCount = columns[0]?.length ?? 0;
  return constructIndices(estimate, scale).map(({ itemWeights }, construct) => {
    const own = placed.itemsOf[construct]!;
    const scores = new Float64Array(rowCount);
    const indices = new Float64Array(rowCount).fill((-100 * scale.lowest) / (scale.highest - scale.lowest));
    for (const [place, item] of own.entries()) {
      const weight = weights[item]! / deviations[item]!;
      const points = (100 * itemWeights[place]!) / (scale.highest - scale.lowest);
      for (let row = 0; row < rowCount; row++) {
        const answer = columns[item]![row]!;
        const value = missing === 'mean' && Number.isNaN(answer) ? moments.means[item]! : answer;
        scores[row]! += weight * (value - moments.means[item]!);
        indices[row]! += points * value;
      }
    }
    return { scores, indices };
  });
}
