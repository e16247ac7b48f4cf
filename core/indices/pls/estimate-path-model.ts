import { correlations, type Moments } from '../../numeric/moments.ts';
import {
  correlationsOfScores,
  correlationsWithScores,
  outerWeights,
  type PlsSetting,
  regression,
} from './outer-weights.ts';
import { placeModel, type PathModel, type PlacedModel } from './path-model.ts';

/** Scores are standardised. Matrices are row by row. */
export interface PathModelEstimate {
  readonly placed: PlacedModel;
  readonly moments: Moments;
  /** For each item, its weight in the standardised score of its construct, on the standardised item; 0 if unused. */
  readonly weights: Float64Array;
  /** Items x constructs: correlations of items with scores. */
  readonly crossLoadings: Float64Array;
  /** For each item, its correlation with the score of its own construct. */
  readonly loadings: Float64Array;
  /** Constructs x constructs. */
  readonly scoreCorrelations: Float64Array;
  /** Constructs x constructs, [cause, effect]: the standardised coefficient of the path. */
  readonly paths: Float64Array;
  /** Constructs x constructs, [cause, effect]: over all ways from one to the other. */
  readonly totalEffects: Float64Array;
  /** For each construct with causes, the share of its variance they explain; NaN for the others. */
  readonly rSquared: Float64Array;
  readonly adjustedRSquared: Float64Array;
  readonly iterations: number;
}

/**
 * Partial least squares path modelling (H. Wold 1982; J.-B. Lohmoller 1989; as in Tenenhaus et al. 2005, section 2).
 *
 * Only the correlations R of the items are needed. With weights w_j of the items of construct j, so scaled that the
 * score Y_j = X_j w_j has variance 1, the correlation of two scores is w_j' R_jk w_k. When the weights are found
 * (`outerWeights`), the paths are the regressions of each score on those of its causes. The sign
 * of a construct is not identified; it is chosen so that its loadings sum to more than 0.
 *
 * @param moments of the items, in the order of `items`
 * @throws RangeError when an item does not vary, or the weights do not come to rest
 * @example
 * const model: PathModel = {
 *   constructs: [{ name: 'Quality', items: ['q'] }, { name: 'Loyalty', items: ['l'] }],
 *   paths: [['Quality', 'Loyalty']],
 * };
 * const answers = moments([[1, 2, 3], [1, 3, 2]]);
 * const estimate = estimatePathModel(model, ['q', 'l'], answers);
 * estimate.paths; // [0, 0.5, 0, 0] (of one item each, the correlation of both)
 * estimate.rSquared; // [NaN, 0.25]
 * estimatePlacedModel(estimate.placed, answers, {}, estimate.weights).paths; // [0, 0.5, 0, 0]
 */
export function estimatePathModel(
  model: PathModel,
  items: readonly string[],
  moments: Moments,
  setting: PlsSetting = {},
): PathModelEstimate {
  return estimatePlacedModel(placeModel(model, items), moments, setting);
}

/** The same for a model that is estimated many times, with weights to start from. */
export function estimatePlacedModel(
  placed: PlacedModel,
  moments: Moments,
  setting: PlsSetting = {},
  start?: Float64Array,
): PathModelEstimate {
  const { itemsOf, itemCount, causesOf } = placed;
  requireVariation(placed, moments);
  const itemCorrelations = correlations(moments);
  const { weights, iterations } = outerWeights(placed, itemCorrelations, setting, start);

  const count = itemsOf.length;
  const crossLoadings = correlationsWithScores(placed, itemCorrelations, weights);
  const loadings = new Float64Array(itemCount);
  for (const [construct, own] of itemsOf.entries()) {
    for (const item of own) loadings[item] = crossLoadings[item * count + construct]!;
    if (own.reduce((sum, item) => sum + loadings[item]!, 0) >= 0) continue;
    for (const item of own) [weights[item], loadings[item]] = [-weights[item]!, -loadings[item]!];
    for (let item = 0; item < itemCount; item++) crossLoadings[item * count + construct]! *= -1;
  }
  const scoreCorrelations = correlationsOfScores(placed, crossLoadings, weights);

  const paths = new Float64Array(count * count);
  const rSquared = new Float64Array(count).fill(NaN);
  const adjustedRSquared = rSquared.slice();
  for (const [effect, causes] of causesOf.entries()) {
    if (causes.length === 0) continue;
    if (moments.n <= causes.length + 1) {
      throw new RangeError(
        `estimatePathModel requires more respondents than the causes of a construct (${moments.n} for ` +
          `${causes.length} of ${placed.constructs[effect]!.name})`,
      );
    }
    const coefficients = regression(placed, scoreCorrelations, effect);
    let explained = 0;
    for (const [place, cause] of causes.entries()) {
      paths[cause * count + effect] = coefficients[place]!;
      explained += coefficients[place]! * scoreCorrelations[cause * count + effect]!;
    }
    rSquared[effect] = explained;
    adjustedRSquared[effect] = 1 - ((1 - explained) * (moments.n - 1)) / (moments.n - causes.length - 1);
  }
  return {
    placed,
    moments,
    weights,
    crossLoadings,
    loadings,
    scoreCorrelations,
    paths,
    totalEffects: totalEffects(placed, paths),
    rSquared,
    adjustedRSquared,
    iterations,
  };
}

/** Along the order of causes: what acts on an effect through a cause adds to what acts on it directly. */
function totalEffects({ order, causesOf }: PlacedModel, paths: Float64Array): Float64Array {
  const count = order.length;
  const totals = new Float64Array(count * count);
  for (const effect of order) {
    for (const cause of causesOf[effect]!) {
      const direct = paths[cause * count + effect]!;
      totals[cause * count + effect]! += direct;
      for (let first = 0; first < count; first++) {
        totals[first * count + effect]! += totals[first * count + cause]! * direct;
      }
    }
  }
  return totals;
}

function requireVariation({ items, itemsOf }: PlacedModel, { size, covariances }: Moments): void {
  for (const own of itemsOf) {
    for (const item of own) {
      if (covariances[item * size + item]! > 0) continue;
      throw new RangeError(`estimatePathModel requires items that vary (${items[item]} does not)`);
    }
  }
}
