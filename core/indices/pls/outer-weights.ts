import { solveSymmetric } from '../../numeric/solve-symmetric.ts';
import type { PlacedModel } from './path-model.ts';

/**
 * How a construct sees its neighbours while the weights are sought: `path` by regression on its causes and
 * correlation with its effects, `factorial` by correlation, `centroid` by the sign of the correlation.
 */
export type InnerScheme = 'path' | 'factorial' | 'centroid';

export interface PlsSetting {
  readonly scheme?: InnerScheme;
  /** The iteration ends when the weights change by less than this, in the mean over the items. */
  readonly tolerance?: number;
  readonly maximumIterations?: number;
}

export interface OuterWeights {
  /** For each item; 0 for items the model does not use. */
  readonly weights: Float64Array;
  readonly iterations: number;
}

/**
 * The weights of the items in the scores of their constructs. From equal weights (or `start`), in turn
 *
 *     inner:  Z_j = sum over neighbours k of e_jk Y_k                       (e by the scheme)
 *     outer:  mode A  w_j ~ cov(X_j, Z_j) = sum e_jk R_jk w_k
 *             mode B  w_j ~ R_jj^-1 cov(X_j, Z_j)
 *
 * each w_j scaled to scores of variance 1, until the weights stand still.
 *
 * @param itemCorrelations R, items x items
 * @throws RangeError when items have nothing to do with the neighbours of their construct, or the weights do not rest
 * @example
 * // Two items of the first construct, one of the second; correlations of 0.5 between all.
 * const model: PathModel = {
 *   constructs: [{ name: 'Quality', items: ['q1', 'q2'] }, { name: 'Loyalty', items: ['l'] }],
 *   paths: [['Quality', 'Loyalty']],
 * };
 * const placed = placeModel(model, ['q1', 'q2', 'l']);
 * const items = Float64Array.of(1, 0.5, 0.5, 0.5, 1, 0.5, 0.5, 0.5, 1);
 * const { weights } = outerWeights(placed, items);
 * weights; // [0.5774, 0.5774, 1] (1 / sqrt(3), for q1 + q2 has the variance 3)
 * const withItems = correlationsWithScores(placed, items, weights);
 * withItems; // [0.8660, 0.5, 0.8660, 0.5, 0.5774, 1] (items x constructs)
 * correlationsOfScores(placed, withItems, weights); // [1, 0.5774, 0.5774, 1]
 */
export function outerWeights(
  placed: PlacedModel,
  itemCorrelations: Float64Array,
  { scheme = 'path', tolerance = 1e-13, maximumIterations = 1000 }: PlsSetting = {},
  start?: Float64Array,
): OuterWeights {
  const { constructs, itemsOf, itemCount } = placed;
  const count = constructs.length;
  const weights = new Float64Array(itemCount);
  const next = new Float64Array(itemCount);
  for (const [construct, own] of itemsOf.entries()) {
    for (const item of own) weights[item] = start?.[item] ?? 1;
    scaleToUnitVariance(weights, own, itemCorrelations, itemCount, constructs[construct]!.name);
  }
  next.set(weights);
  if (constructs.every(({ mode }) => mode === 'unit')) return { weights, iterations: 0 };

  const withItems = new Float64Array(itemCount * count);
  const scores = new Float64Array(count * count);
  const inner = new Float64Array(count * count);
  for (let iterations = 1; iterations <= maximumIterations; iterations++) {
    correlationsWithScores(placed, itemCorrelations, weights, withItems);
    correlationsOfScores(placed, withItems, weights, scores);
    setInnerWeights(placed, scores, scheme, inner);
    for (let construct = 0; construct < count; construct++) {
      const { mode = 'A', name } = constructs[construct]!;
      if (mode === 'unit') continue;
      const own = itemsOf[construct]!;
      for (const item of own) {
        let withProxy = 0;
        for (const other of placed.neighboursOf[construct]!) {
          withProxy += inner[construct * count + other]! * withItems[item * count + other]!;
        }
        next[item] = withProxy;
      }
      if (mode === 'B') regressOnItems(placed, construct, next, itemCorrelations);
      scaleToUnitVariance(next, own, itemCorrelations, itemCount, name);
    }
    let change = 0;
    for (let item = 0; item < itemCount; item++) change += Math.abs(next[item]! - weights[item]!);
    weights.set(next);
    if (change < tolerance * itemCount) return { weights, iterations };
  }
  throw new RangeError(`estimatePathModel: the weights do not come to rest in ${maximumIterations} rounds`);
}

/** For each pair of neighbours, how much the one enters the inner proxy of the other. */
function setInnerWeights(
  placed: PlacedModel,
  scores: Float64Array,
  scheme: InnerScheme,
  inner: Float64Array,
): void {
  const { causesOf, neighboursOf } = placed;
  const count = causesOf.length;
  for (let construct = 0; construct < count; construct++) {
    for (const other of neighboursOf[construct]!) {
      const correlation = scores[construct * count + other]!;
      inner[construct * count + other] = scheme === 'centroid' ? Math.sign(correlation) : correlation;
    }
    const causes = causesOf[construct]!;
    if (scheme !== 'path' || causes.length === 0) continue;
    const coefficients = regression(placed, scores, construct);
    for (let at = 0; at < causes.length; at++) inner[construct * count + causes[at]!] = coefficients[at]!;
  }
}

/** Items x constructs: the correlations of items with scores, R w. */
export function correlationsWithScores(
  { itemsOf, itemCount }: PlacedModel,
  itemCorrelations: Float64Array,
  weights: Float64Array,
  found = new Float64Array(itemCount * itemsOf.length),
): Float64Array {
  const count = itemsOf.length;
  for (let construct = 0; construct < count; construct++) {
    const own = itemsOf[construct]!;
    for (let item = 0; item < itemCount; item++) {
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
export function correlationsOfScores(
  { itemsOf }: PlacedModel,
  withItems: Float64Array,
  weights: Float64Array,
  found = new Float64Array(itemsOf.length ** 2),
): Float64Array {
  const count = itemsOf.length;
  for (let a = 0; a < count; a++) {
    const own = itemsOf[a]!;
    found[a * count + a] = 1;
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let at = 0; at < own.length; at++) sum += weights[own[at]!]! * withItems[own[at]! * count + b]!;
      found[a * count + b] = sum;
      found[b * count + a] = sum;
    }
  }
  return found;
}

/**
 * The standardised coefficients of an effect on its causes.
 *
 * @param scores correlations of the constructs, row by row
 * @param effect place of the construct
 * @throws RangeError where a cause depends on the others: its effect and theirs cannot be told apart
 * @example
 * const constructs = ['a', 'b', 'c'].map((name) => ({ name, items: [name] }));
 * const placed = placeModel({ constructs, paths: [['a', 'c'], ['b', 'c']] }, ['a', 'b', 'c']);
 * regression(placed, Float64Array.of(1, 0.5, 0.6, 0.5, 1, 0.6, 0.6, 0.6, 1), 2); // [0.4, 0.4] = 0.6 / 1.5
 */
export function regression(
  { constructs, causesOf }: PlacedModel,
  scores: Float64Array,
  effect: number,
): Float64Array {
  const causes = causesOf[effect]!;
  const count = constructs.length;
  const right = new Float64Array(causes.length);
  for (let at = 0; at < causes.length; at++) right[at] = scores[causes[at]! * count + effect]!;
  if (causes.length === 1) return right;
  return solveSymmetric(block(scores, count, causes), right, (at) => {
    const name = constructs[causes[at]!]!.name;
    throw new RangeError(
      `estimatePathModel: ${name} depends on the other causes of ${constructs[effect]!.name}`,
    );
  });
}

function regressOnItems(
  { constructs, items, itemsOf, itemCount }: PlacedModel,
  construct: number,
  weights: Float64Array,
  itemCorrelations: Float64Array,
): void {
  const own = itemsOf[construct]!;
  const right = Float64Array.from(own, (item) => weights[item]!);
  const found = solveSymmetric(block(itemCorrelations, itemCount, own), right, (at) => {
    throw new RangeError(
      `estimatePathModel: the item ${items[own[at]!]} depends on the others of ${constructs[construct]!.name}`,
    );
  });
  for (const [place, item] of own.entries()) weights[item] = found[place]!;
}

function block(matrix: Float64Array, size: number, places: readonly number[]): Float64Array {
  const count = places.length;
  const found = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) found[a * count + b] = matrix[places[a]! * size + places[b]!]!;
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
  const deviation = Math.sqrt(variance);
  for (const item of own) weights[item]! /= deviation;
}
