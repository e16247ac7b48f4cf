import { correlations, type Moments, standardDeviations } from '../../numeric/moments.ts';
import { solveSymmetric } from '../../numeric/solve-symmetric.ts';
import { placeModel, type PathModel, type PlacedModel } from './path-model.ts';

/**
 * How a construct sees its neighbours while the weights are sought: `path` by regression on its causes and
 * correlation with its effects, `factorial` by correlation, `centroid` by the sign of the correlation.
 */
export type InnerScheme = 'path' | 'factorial' | 'centroid';

export interface PlsSetting {
  readonly scheme?: InnerScheme;
  /** The iteration ends when the weights change by less than this in sum. */
  readonly tolerance?: number;
  readonly maximumIterations?: number;
}

/** Scores are standardised. Matrices are row by row. */
export interface PathModelEstimate {
  readonly model: PathModel;
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
 * score Y_j = X_j w_j has variance 1, the correlation of two scores is w_j' R_jk w_k. In turn
 *
 *     inner:  Z_j = sum over neighbours k of e_jk Y_k                       (e by the scheme)
 *     outer:  mode A  w_j ~ cov(X_j, Z_j) = sum e_jk R_jk w_k
 *             mode B  w_j ~ R_jj^-1 cov(X_j, Z_j)
 *
 * until the weights stand still. Then the paths are the regressions of each score on those of its causes. The sign
 * of a construct is not identified; it is chosen so that its loadings sum to more than 0.
 *
 * @param moments of the items, in the order of `items`
 * @throws RangeError when an item does not vary, or the weights do not come to rest
 */
export function estimatePathModel(
  model: PathModel,
  items: readonly string[],
  moments: Moments,
  setting: PlsSetting = {},
): PathModelEstimate {
  const placed = placeModel(model, items);
  const { itemsOf, causesOf } = placed;
  requireVariation(placed, items, moments);
  const itemCorrelations = correlations(moments);
  const { weights, iterations } = outerWeights(placed, itemCorrelations, setting);

  const count = itemsOf.length;
  const crossLoadings = withScores(placed, itemCorrelations, weights);
  const loadings = new Float64Array(items.length);
  for (const [construct, own] of itemsOf.entries()) {
    for (const item of own) loadings[item] = crossLoadings[item * count + construct]!;
    if (own.reduce((sum, item) => sum + loadings[item]!, 0) >= 0) continue;
    for (const item of own) [weights[item], loadings[item]] = [-weights[item]!, -loadings[item]!];
    for (let item = 0; item < items.length; item++) crossLoadings[item * count + construct]! *= -1;
  }
  const scoreCorrelations = correlationsOfScores(placed, crossLoadings, weights);

  const paths = new Float64Array(count * count);
  const rSquared = new Float64Array(count).fill(NaN);
  const adjustedRSquared = rSquared.slice();
  for (const [effect, causes] of causesOf.entries()) {
    if (causes.length === 0) continue;
    const coefficients = regression(scoreCorrelations, count, causes, effect);
    let explained = 0;
    for (const [place, cause] of causes.entries()) {
      paths[cause * count + effect] = coefficients[place]!;
      explained += coefficients[place]! * scoreCorrelations[cause * count + effect]!;
    }
    rSquared[effect] = explained;
    adjustedRSquared[effect] = 1 - ((1 - explained) * (moments.n - 1)) / (moments.n - causes.length - 1);
  }
  return {
    model,
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

function outerWeights(
  placed: PlacedModel,
  itemCorrelations: Float64Array,
  { scheme = 'path', tolerance = 1e-13, maximumIterations = 1000 }: PlsSetting,
): { weights: Float64Array; iterations: number } {
  const { constructs, itemsOf, itemCount } = placed;
  const count = constructs.length;
  let weights = new Float64Array(itemCount);
  for (const [construct, own] of itemsOf.entries()) {
    for (const item of own) weights[item] = 1;
    scaleToUnitVariance(weights, own, itemCorrelations, itemCount, constructs[construct]!.name);
  }
  if (constructs.every(({ mode }) => mode === 'unit')) return { weights, iterations: 0 };

  for (let iterations = 1; iterations <= maximumIterations; iterations++) {
    const loadings = withScores(placed, itemCorrelations, weights);
    const inner = innerWeights(placed, correlationsOfScores(placed, loadings, weights), scheme);
    const next = weights.slice();
    for (const [construct, { mode = 'A', name }] of constructs.entries()) {
      if (mode === 'unit') continue;
      const own = itemsOf[construct]!;
      const withProxy = new Float64Array(own.length);
      for (const other of placed.neighboursOf[construct]!) {
        const weight = inner[construct * count + other]!;
        for (let at = 0; at < own.length; at++)
          withProxy[at]! += weight * loadings[own[at]! * count + other]!;
      }
      const found =
        mode === 'A' ? withProxy : solveSymmetric(block(itemCorrelations, itemCount, own), withProxy);
      for (const [place, item] of own.entries()) next[item] = found[place]!;
      scaleToUnitVariance(next, own, itemCorrelations, itemCount, name);
    }
    const change = next.reduce((sum, weight, item) => sum + Math.abs(weight - weights[item]!), 0);
    weights = next;
    if (change < tolerance * itemCount) return { weights, iterations };
  }
  throw new RangeError(`estimatePathModel: the weights do not come to rest in ${maximumIterations} rounds`);
}

/** For each pair of neighbours, how much the one enters the inner proxy of the other. */
function innerWeights(
  { causesOf, neighboursOf }: PlacedModel,
  scores: Float64Array,
  scheme: InnerScheme,
): Float64Array {
  const count = causesOf.length;
  const weights = new Float64Array(count * count);
  for (const [construct, neighbours] of neighboursOf.entries()) {
    for (const other of neighbours) {
      const correlation = scores[construct * count + other]!;
      weights[construct * count + other] = scheme === 'centroid' ? Math.sign(correlation) : correlation;
    }
    const causes = causesOf[construct]!;
    if (scheme !== 'path' || causes.length === 0) continue;
    const coefficients = regression(scores, count, causes, construct);
    for (const [place, cause] of causes.entries()) weights[construct * count + cause] = coefficients[place]!;
  }
  return weights;
}

/** Items x constructs: the correlations of items with scores, R w. */
function withScores(
  { itemsOf, itemCount }: PlacedModel,
  itemCorrelations: Float64Array,
  weights: Float64Array,
): Float64Array {
  const count = itemsOf.length;
  const found = new Float64Array(itemCount * count);
  for (let item = 0; item < itemCount; item++) {
    for (let construct = 0; construct < count; construct++) {
      const own = itemsOf[construct]!;
      let sum = 0;
      for (let at = 0; at < own.length; at++) {
        sum += itemCorrelations[item * itemCount + own[at]!]! * weights[own[at]!]!;
      }
      found[item * count + construct] = sum;
    }
  }
  return found;
}

/** w' R w of each pair of constructs. */
function correlationsOfScores(
  { itemsOf }: PlacedModel,
  loadings: Float64Array,
  weights: Float64Array,
): Float64Array {
  const count = itemsOf.length;
  const found = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    found[a * count + a] = 1;
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (const item of itemsOf[a]!) sum += weights[item]! * loadings[item * count + b]!;
      found[a * count + b] = sum;
      found[b * count + a] = sum;
    }
  }
  return found;
}

function scaleToUnitVariance(
  weights: Float64Array,
  own: readonly number[],
  itemCorrelations: Float64Array,
  itemCount: number,
  name: string,
): void {
  let variance = 0;
  for (const a of own) {
    for (const b of own) variance += weights[a]! * itemCorrelations[a * itemCount + b]! * weights[b]!;
  }
  if (!(variance > 0)) throw new RangeError(`the items of ${name} have nothing to do with its neighbours`);
  for (const item of own) weights[item]! /= Math.sqrt(variance);
}

function regression(
  scores: Float64Array,
  count: number,
  causes: readonly number[],
  effect: number,
): Float64Array {
  return solveSymmetric(
    block(scores, count, causes),
    Float64Array.from(causes, (cause) => scores[cause * count + effect]!),
  );
}

function block(matrix: Float64Array, size: number, places: readonly number[]): Float64Array {
  return Float64Array.from(places.flatMap((a) => places.map((b) => matrix[a * size + b]!)));
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

function requireVariation({ itemsOf }: PlacedModel, items: readonly string[], moments: Moments): void {
  const deviations = standardDeviations(moments);
  for (const item of itemsOf.flat()) {
    if (!(deviations[item]! > 0)) {
      throw new RangeError(`estimatePathModel requires items that vary (${items[item]} does not)`);
    }
  }
}
