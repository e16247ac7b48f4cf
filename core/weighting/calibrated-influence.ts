import { influenceByCluster } from '../estimation/influence-by-cluster.ts';
import type { LinearisedFigure, RowInfluence } from '../estimation/linearised-figure.ts';
import type { SampleDesign } from '../estimation/sample-design.ts';
import type { CalibratedWeights } from './calibrate.ts';
import { solveSymmetric } from '../numeric/solve-symmetric.ts';

/** What the residuals are taken on. `auxiliariesOf` makes the same of weights that were raked or post-stratified. */
export type Calibration = Pick<CalibratedWeights, 'baseWeights' | 'auxiliaries'>;

/**
 * The same figure with the error that calibrated weights leave it. `design` has the calibrated weights w. What
 * the auxiliaries x say about a figure does not vary from sample to sample, since their totals are known: to
 * the first order the error is that of sum w e with the residuals
 *
 *     e = z - x' B,   B = (sum d x x')^-1 sum d x z,
 *
 * where d are the base weights and w z is the figure's influence of the row (Deville and Sarndal 1992, eq. 3.4).
 * This is so for every distance function. A respondent outside the figure's base has z = 0, yet a residual.
 *
 * It is linear in z: combine figures first, and calibrate the combination.
 *
 * @throws RangeError for a calibration of other rows
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1, 1], totals: [60, 40] };
 * const calibration = calibrateLinear([1, 1, 1, 1], { margins: [sex] });
 * const design = sampleDesign({ weights: calibration.weights });
 * const women = linearProportion(design, [1, 1, 0, 0]);
 * isEstimable(women) && women.value; // 0.6
 * isEstimable(women) && variance(design, women); // 0.0768
 * isEstimable(women) && variance(design, calibratedInfluence(design, women, calibration)); // 0 (it was known)
 */
export function calibratedInfluence(
  design: SampleDesign,
  figure: LinearisedFigure,
  { baseWeights, auxiliaries }: Calibration,
): LinearisedFigure {
  if (baseWeights.length !== design.rowCount) {
    throw new RangeError(
      'calibratedInfluence requires a calibration of this design (the number of rows differs)',
    );
  }
  const rows: RowInfluence = {
    influence: new Float64Array(design.rowCount),
    weights: new Float64Array(design.rowCount),
  };
  figure.addRowInfluence(rows, 1);
  const squares = new Float64Array(auxiliaries.size ** 2);
  const products = new Float64Array(auxiliaries.size);
  for (let row = 0; row < design.rowCount; row++) {
    const weight = design.weights[row]!;
    if (weight === 0) continue;
    auxiliaries.addSquareTo(squares, row, baseWeights[row]!);
    auxiliaries.addTo(products, row, (baseWeights[row]! * rows.influence[row]!) / weight);
  }
  const coefficients = solveSymmetric(squares, products);
  const residuals = rows.influence.map((influence, row) => {
    const weight = design.weights[row]!;
    return weight === 0 ? 0 : influence - weight * auxiliaries.times(row, coefficients);
  });
  return {
    ...figure,
    ...influenceByCluster(design, residuals),
    addRowInfluence: () => {
      throw new TypeError(
        'calibratedInfluence comes last: combine the figures, then calibrate the combination',
      );
    },
  };
}
