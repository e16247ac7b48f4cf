import { correlations } from '../../numeric/moments.ts';
import { reliabilityOf } from '../reliability.ts';
import type { PathModelEstimate } from './estimate-path-model.ts';

/** How well the items of a construct show it. Of a construct with one item everything is 1, by convention. */
export interface MeasurementQuality {
  readonly construct: string;
  readonly alpha: number;
  readonly standardisedAlpha: number;
  /** T. K. Dijkstra and J. Henseler (2015). */
  readonly rhoA: number;
  /** Composite reliability (C. E. Werts, R. L. Linn and K. G. Joreskog 1974). */
  readonly rhoC: number;
  /** Average variance extracted (C. Fornell and D. F. Larcker 1981). */
  readonly averageVarianceExtracted: number;
}

/**
 * With loadings l, weights w and correlations S of the items:
 *
 *     rhoC = (sum l)^2 / ((sum l)^2 + sum (1 - l^2)),   AVE = mean of l^2,
 *     rhoA = (w'w)^2 (w' (S - diag S) w) / (w' (w w' - diag(w w')) w).
 *
 * @example
 * // Two items of Quality with a correlation of 0.5.
 * const model: PathModel = {
 *   constructs: [{ name: 'Quality', items: ['q1', 'q2'] }, { name: 'Loyalty', items: ['l'] }],
 *   paths: [['Quality', 'Loyalty']],
 * };
 * const estimate = estimatePathModel(model, ['q1', 'q2', 'l'], moments([[1, 2, 3], [1, 3, 2], [2, 5, 5]]));
 * const [quality] = measurementQuality(estimate);
 * quality?.averageVarianceExtracted; // 0.75 = (1 + 0.5) / 2
 * quality?.rhoC; // 0.8571 = 3 / (3 + 0.5)
 * quality?.alpha; // 0.6667 = 2 * 0.5 / (1 + 0.5)
 */
export function measurementQuality({
  placed,
  moments,
  weights,
  loadings,
}: PathModelEstimate): readonly MeasurementQuality[] {
  const all = correlations(moments);
  return placed.constructs.map(({ name }, construct) => {
    const items = placed.itemsOf[construct]!;
    if (items.length === 1) {
      return {
        construct: name,
        alpha: 1,
        standardisedAlpha: 1,
        rhoA: 1,
        rhoC: 1,
        averageVarianceExtracted: 1,
      };
    }
    const { alpha, standardisedAlpha } = reliabilityOf(moments, items);
    const loadingSum = items.reduce((sum, item) => sum + loadings[item]!, 0);
    const squares = items.reduce((sum, item) => sum + loadings[item]! ** 2, 0);
    const weightSquares = items.reduce((sum, item) => sum + weights[item]! ** 2, 0);
    const weightFourths = items.reduce((sum, item) => sum + weights[item]! ** 4, 0);
    let between = 0;
    for (const a of items) {
      for (const b of items) if (a !== b) between += weights[a]! * all[a * moments.size + b]! * weights[b]!;
    }
    return {
      construct: name,
      alpha,
      standardisedAlpha,
      rhoA: (weightSquares ** 2 * between) / (weightSquares ** 2 - weightFourths),
      rhoC: loadingSum ** 2 / (loadingSum ** 2 + items.length - squares),
      averageVarianceExtracted: squares / items.length,
    };
  });
}

/**
 * The heterotrait-monotrait ratio of each pair of constructs (J. Henseler, C. M. Ringle and M. Sarstedt 2015): the
 * mean correlation of items of different constructs over the geometric mean of those within. Near 1, the two are
 * hardly told apart. Correlations enter without
 * their sign, so that an item worded the other way round does not make the two look different.
 *
 * @example
 * const model: PathModel = {
 *   constructs: [{ name: 'Quality', items: ['q'] }, { name: 'Loyalty', items: ['l'] }],
 *   paths: [['Quality', 'Loyalty']],
 * };
 * const estimate = estimatePathModel(model, ['q', 'l'], moments([[1, 2, 3], [1, 3, 2]]));
 * heterotraitMonotrait(estimate); // [{ pair: ['Quality', 'Loyalty'], ratio: 0.5 }]
 */
export function heterotraitMonotrait({ placed, moments }: PathModelEstimate): readonly {
  readonly pair: readonly [string, string];
  readonly ratio: number;
}[] {
  const all = correlations(moments);
  const meanBetween = (a: readonly number[], b: readonly number[]) => {
    const pairs = a.flatMap((item) =>
      b.flatMap((other) => (item === other ? [] : Math.abs(all[item * moments.size + other]!))),
    );
    return pairs.length === 0 ? 1 : pairs.reduce((sum, r) => sum + r, 0) / pairs.length;
  };
  const within = placed.itemsOf.map((items) => meanBetween(items, items));
  return placed.constructs.flatMap(({ name }, b) =>
    placed.constructs.slice(0, b).map((other, a) => ({
      pair: [other.name, name] as const,
      ratio: meanBetween(placed.itemsOf[a]!, placed.itemsOf[b]!) / Math.sqrt(within[a]! * within[b]!),
    })),
  );
}
