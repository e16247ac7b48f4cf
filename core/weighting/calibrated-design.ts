import type { SampleDesign } from '../estimation/sample-design.ts';
import { symmetricSolver } from '../numeric/solve-symmetric.ts';
import type { CalibratedWeights } from './calibrate.ts';

/** What the residuals are taken on. `auxiliariesOf` makes the same of weights that were raked or post-stratified. */
export type Calibration = Pick<CalibratedWeights, 'baseWeights' | 'auxiliaries'>;

/**
 * The same design, with the error that calibrated weights leave every figure of it. What the auxiliaries x say about a
 * figure does not vary from sample to sample, since their totals are known: to the first order the error is that of
 * sum w e with the residuals
 *
 *     e = z - x' B,   B = (sum d x x')^-1 sum d x z,
 *
 * where d are the base weights, w those of the design and w z is the figure's influence of the row (J.-C. Deville and
 * C.-E. Sarndal 1992, J. Amer. Statist. Assoc. 87, 376-382, eq. 3.4). This is so for every distance function. A
 * respondent outside the figure's base has z = 0, yet a residual.
 *
 * Residuals are taken whenever influences are summed over clusters, so means, ratios, differences, indices and ranks
 * of the design need nothing else.
 *
 * @param design with the calibrated weights
 * @throws RangeError for a calibration of other rows
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1, 1], totals: [60, 40] };
 * const { weights } = rakeWeights([1, 1, 1, 1], [sex]);
 * const baseWeights = Float64Array.of(1, 1, 1, 1);
 * const auxiliaries = auxiliariesOf('example', baseWeights, [sex]);
 * const design = calibratedDesign(sampleDesign({ weights }), { baseWeights, auxiliaries });
 * // The share of women is known, and what they answer is not.
 * const [women, mean] = [[1, 1, 0, 0], [2, 4, 6, 6]].map((values) => known(linearMean(design, values)));
 * standardError(design, women!) < 1e-12; // true
 * standardError(design, mean!); // 0.4899
 */
export function calibratedDesign(
  design: SampleDesign,
  { baseWeights, auxiliaries }: Calibration,
): SampleDesign {
  if (baseWeights.length !== design.rowCount) {
    throw new RangeError(
      'calibratedDesign requires a calibration of this design (the number of rows differs)',
    );
  }
  const { rowCount, weights } = design;
  const squares = new Float64Array(auxiliaries.size ** 2);
  for (let row = 0; row < rowCount; row++) {
    if (weights[row] !== 0) auxiliaries.addSquareTo(squares, row, baseWeights[row]!);
  }
  const solve = symmetricSolver(squares, auxiliaries.size);
  return {
    ...design,
    residuals(influence) {
      const products = new Float64Array(auxiliaries.size);
      for (let row = 0; row < rowCount; row++) {
        const weight = weights[row]!;
        if (weight === 0 || influence[row] === 0) continue;
        auxiliaries.addTo(products, row, (baseWeights[row]! * influence[row]!) / weight);
      }
      const coefficients = solve(products);
      return influence.map((value, row) => {
        const weight = weights[row]!;
        return weight === 0 ? 0 : value - weight * auxiliaries.times(row, coefficients);
      });
    },
  };
}
