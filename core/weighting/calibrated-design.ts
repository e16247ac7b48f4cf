import type { SampleDesign } from '../estimation/design/sample-design.ts';
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
 * The weights must be what the calibration makes of its base weights: they meet the totals, and rows alike in all
 * auxiliaries have them multiplied alike. Weights that were trimmed afterwards have neither, and their error would come
 * out too small. Where weights are trimmed and raked in turn (`trimAndRake`, R's `trimWeights` then `calibrate`), the
 * base weights are those the last raking began with, and the margins hold: the error is then near that of a jackknife
 * that trims and rakes anew in every replicate.
 *
 * @param design with the calibrated weights
 * @throws RangeError for a calibration of other rows, and for weights that do not come from it
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
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1, 1], totals: [50, 50] };
 * const { weights, trimmedWeights } = trimAndRake([1, 4, 1, 4], [sex], { upper: 30 });
 * const auxiliaries = auxiliariesOf('example', trimmedWeights, [sex]);
 * const design = calibratedDesign(sampleDesign({ weights }), { baseWeights: trimmedWeights, auxiliaries });
 * standardError(design, known(linearMean(design, [2, 4, 6, 6]))); // 0.3919
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
  requireCalibrated(design, { baseWeights, auxiliaries });
  const { weights } = design;
  const { size } = auxiliaries;
  const groups = groupsOf(design, auxiliaries);
  const squares = new Float64Array(size ** 2);
  const baseSums = new Float64Array(groups.rows.length);
  for (const [row, group] of groups.ofRow.entries()) if (group >= 0) baseSums[group]! += baseWeights[row]!;
  for (const [group, row] of groups.rows.entries()) auxiliaries.addSquareTo(squares, row, baseSums[group]!);
  // d z is the influence over the ratio of the weights, which all rows of a group have.
  const ratios = Float64Array.from(groups.rows, (row) => baseWeights[row]! / weights[row]!);
  const solve = symmetricSolver(squares, size);
  return {
    ...design,
    residuals(influence) {
      const sums = new Float64Array(groups.rows.length);
      for (let row = 0; row < influence.length; row++) {
        const group = groups.ofRow[row]!;
        if (group >= 0) sums[group]! += influence[row]!;
      }
      const products = new Float64Array(size);
      for (const [group, row] of groups.rows.entries()) {
        if (sums[group] !== 0) auxiliaries.addTo(products, row, ratios[group]! * sums[group]!);
      }
      const coefficients = solve(products);
      const explained = Float64Array.from(groups.rows, (row) => auxiliaries.times(row, coefficients));
      const left = new Float64Array(influence.length);
      for (let row = 0; row < left.length; row++) {
        const group = groups.ofRow[row]!;
        if (group >= 0) left[row] = influence[row]! - weights[row]! * explained[group]!;
      }
      return left;
    },
  };
}

/** Rows that are alike in all auxiliaries: what the regression says of one it says of all. */
interface Groups {
  /** -1 for rows without a weight. */
  readonly ofRow: Int32Array;
  /** One row of each group. */
  readonly rows: readonly number[];
}

function groupsOf({ rowCount, weights }: SampleDesign, { size, addTo }: Calibration['auxiliaries']): Groups {
  const numbers = new Map<string, number>();
  const rows: number[] = [];
  const ofRow = new Int32Array(rowCount).fill(-1);
  const own = new Float64Array(size);
  for (let row = 0; row < rowCount; row++) {
    if (weights[row] === 0) continue;
    own.fill(0);
    addTo(own, row, 1);
    const name = own.join();
    let group = numbers.get(name);
    if (group === undefined) {
      group = rows.length;
      numbers.set(name, group);
      rows.push(row);
    }
    ofRow[row] = group;
  }
  return { ofRow, rows };
}

/** Relative; calibrations end far below the first, and rows alike in all auxiliaries differ by rounding alone. */
const MOST_ERROR_OF_TOTAL = 1e-4;
const MOST_DIFFERENCE_OF_RATIOS = 1e-6;

function requireCalibrated(
  { rowCount, weights }: SampleDesign,
  { baseWeights, auxiliaries }: Calibration,
): void {
  const { size, names, totals } = auxiliaries;
  const sums = new Float64Array(size);
  const sizes = new Float64Array(size);
  const ofRow = new Float64Array(size);
  // Rows alike in all auxiliaries, and as a rule no others, have one number.
  const marks = Float64Array.from({ length: size }, (_, place) => Math.sin(place + 1));
  const ratios = new Map<number, { readonly row: number; readonly ratio: number }>();
  for (let row = 0; row < rowCount; row++) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    ofRow.fill(0);
    auxiliaries.addTo(ofRow, row, weight);
    for (let place = 0; place < size; place++) {
      sums[place]! += ofRow[place]!;
      sizes[place]! += Math.abs(ofRow[place]!);
    }
    const ratio = weight / baseWeights[row]!;
    const mark = auxiliaries.times(row, marks);
    const first = ratios.get(mark);
    if (first === undefined) ratios.set(mark, { row, ratio });
    if (Math.abs(ratio - (first?.ratio ?? ratio)) <= MOST_DIFFERENCE_OF_RATIOS * Math.abs(ratio)) continue;
    throw new RangeError(
      `calibratedDesign requires weights that come from its base weights (row ${row} has ${ratio} times its own, ` +
        `row ${first?.row ?? row}, alike in all auxiliaries, ${first?.ratio ?? ratio} times): ${AFTER_TRIMMING}`,
    );
  }
  const off = sums.findIndex((sum, place) => {
    return !(
      Math.abs(sum - totals[place]!) <=
      MOST_ERROR_OF_TOTAL * Math.max(sizes[place]!, Math.abs(totals[place]!))
    );
  });
  if (off >= 0) {
    throw new RangeError(
      `calibratedDesign requires weights that meet the totals (${names[off]} comes to ${sums[off]}, ` +
        `not ${totals[off]}): ${AFTER_TRIMMING}`,
    );
  }
}

const AFTER_TRIMMING =
  'of trimmed weights, rake again and take the trimmed ones for base weights (trimAndRake)';
