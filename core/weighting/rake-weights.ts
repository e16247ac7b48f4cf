import { compensatedSum } from '../numeric/compensated-sum.ts';
import { crossClassify } from './cross-classify.ts';
import { categoryName, requireMargins, requireTolerance, type Margin } from './margin.ts';
import { weightDiagnostics, type WeightDiagnostics } from './weight-diagnostics.ts';

export interface RakedWeights {
  readonly weights: Float64Array;
  /** The largest |weighted total / population total - 1| of any category. */
  readonly maximumMarginError: number;
  readonly sweeps: number;
  readonly diagnostics: WeightDiagnostics;
}

export interface RakingSetting {
  /** The relative margin error at which raking ends. */
  readonly tolerance?: number;
  readonly maximumSweeps?: number;
}

/**
 * Raking, or iterative proportional fitting: in turn, the weights of each category are multiplied by its
 * population total over its weighted total, until all margins hold at once (W. E. Deming and F. F. Stephan
 * 1940, Ann. Math. Statist. 11, 427-444). Of all weights that meet the margins these are the nearest to the base
 * weights by sum w log(w / d) - w + d, so `calibrateRaking` gives the same ones.
 *
 * Where combinations of categories without respondents make the margins impossible, the sweeps do not end:
 * an error names the category that is furthest off.
 *
 * @throws RangeError for margins that no weights can meet
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1, 1], totals: [60, 40] };
 * const age = { name: 'age', categories: ['young', 'old'], codes: [0, 1, 0, 1], totals: [50, 50] };
 * rakeWeights([1, 1, 1, 1], [sex, age]).weights; // [30, 30, 20, 20]
 */
export function rakeWeights(
  baseWeights: ArrayLike<number>,
  given: readonly Margin[],
  { tolerance = 1e-10, maximumSweeps = 1000 }: RakingSetting = {},
): RakedWeights {
  if (given.length === 0) throw new RangeError('rakeWeights requires at least one margin');
  requireTolerance('rakeWeights', tolerance);
  requireMargins('rakeWeights', baseWeights, given);
  const margins = ofOnePopulation(given);
  const { cellOfRow, cellCount, cellWeights, codesOfCells } = crossClassify(baseWeights, margins);
  const fitted = cellWeights.slice();

  const sums = margins.map((margin) => new Float64Array(margin.categories.length));
  function addUp(place: number): Float64Array {
    const sum = sums[place]!.fill(0);
    const codes = codesOfCells[place]!;
    for (let cell = 0; cell < cellCount; cell++) sum[codes[cell]!]! += fitted[cell]!;
    return sum;
  }
  function worst(): { error: number; name: string } {
    let found = { error: 0, name: '' };
    for (const [place, margin] of margins.entries()) {
      const sum = addUp(place);
      for (let code = 0; code < sum.length; code++) {
        if (margin.totals[code] === 0) continue;
        const error = Math.abs(sum[code]! / margin.totals[code]! - 1);
        if (error > found.error) found = { error, name: categoryName(margin, code) };
      }
    }
    return found;
  }

  let sweeps = 0;
  let left = worst();
  while (left.error > tolerance) {
    if (sweeps >= maximumSweeps) {
      throw new RangeError(
        `rakeWeights requires margins that can hold together (after ${sweeps} sweeps ${left.name} is still off by ${left.error} of its total: combinations with it may have no respondents)`,
      );
    }
    for (const [place, margin] of margins.entries()) {
      const sum = addUp(place);
      const codes = codesOfCells[place]!;
      for (let cell = 0; cell < cellCount; cell++) {
        const code = codes[cell]!;
        fitted[cell]! *= margin.totals[code]! / sum[code]!;
      }
    }
    sweeps += 1;
    left = worst();
  }

  const weights = new Float64Array(baseWeights.length);
  for (let row = 0; row < weights.length; row++) {
    const cell = cellOfRow[row]!;
    if (cell >= 0) weights[row] = (baseWeights[row]! * fitted[cell]!) / cellWeights[cell]!;
  }
  return { weights, maximumMarginError: left.error, sweeps, diagnostics: weightDiagnostics(weights) };
}

/** Sums of margins may differ in the last digits; all but the first are brought to that of the first. */
function ofOnePopulation(margins: readonly Margin[]): readonly Margin[] {
  const sum = ({ totals }: Margin) => compensatedSum(Array.from(totals));
  const population = sum(margins[0]!);
  return margins.map((margin) => {
    const factor = population / sum(margin);
    return { ...margin, totals: Float64Array.from(margin.totals, (total) => total * factor) };
  });
}
