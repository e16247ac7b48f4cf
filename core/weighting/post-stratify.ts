import { requireMargins, type Margin } from './margin.ts';

/**
 * Post-stratification: within each class the weights are multiplied by population over weighted sample, so that
 * the sample has the population's share of each (D. Holt and T. M. F. Smith 1979, J. R. Statist. Soc. A 142, 33-46).
 *
 * @throws RangeError for a category without respondents, or respondents without a category; it is named
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1], totals: [60, 40] };
 * postStratify([1, 2, 1], sex); // [20, 40, 40]
 */
export function postStratify(baseWeights: ArrayLike<number>, population: Margin): Float64Array {
  requireMargins('postStratify', baseWeights, [population]);
  const sums = new Float64Array(population.categories.length);
  for (let row = 0; row < baseWeights.length; row++) {
    if (baseWeights[row]! > 0) sums[population.codes[row]!]! += baseWeights[row]!;
  }
  return Float64Array.from(baseWeights, (weight, row) => {
    const code = population.codes[row]!;
    return weight === 0 ? 0 : (weight * population.totals[code]!) / sums[code]!;
  });
}
