import { auxiliariesOf, type Auxiliaries, type NumericAuxiliary } from './auxiliaries.ts';
import type { Margin } from './margin.ts';
import { solveSymmetric } from '../numeric/solve-symmetric.ts';
import { weightDiagnostics, type WeightDiagnostics } from './weight-diagnostics.ts';

export interface CalibrationInput {
  readonly margins: readonly Margin[];
  readonly numbers?: readonly NumericAuxiliary[];
  /** Lowest and highest weight over base weight, below and above 1. */
  readonly bounds?: readonly [number, number];
  /** The relative error of a total at which the iteration ends. */
  readonly tolerance?: number;
  readonly maximumSteps?: number;
}

export interface CalibratedWeights {
  readonly weights: Float64Array;
  readonly baseWeights: Float64Array;
  readonly auxiliaries: Auxiliaries;
  readonly maximumError: number;
  readonly steps: number;
  readonly diagnostics: WeightDiagnostics;
}

/** Weight over base weight as a function of u = x' lambda, and its derivative. */
interface Distance {
  readonly ratio: (u: number) => number;
  readonly slope: (u: number) => number;
}

/**
 * Weights w = d (1 + x' lambda) with sum w x = the population totals: those nearest to d by the chi-square distance
 * sum (w - d)^2 / d; the estimator is the general regression estimator (J.-C. Deville and C.-E. Sarndal 1992,
 * J. Amer. Statist. Assoc. 87, 376-382, case 1). With bounds, the ratio is cut off at them (case 7).
 *
 * @throws RangeError for totals that cannot be met together, or not within the bounds; the furthest off is named
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1], totals: [60, 40] };
 * calibrateLinear([1, 2, 1], { margins: [sex] }).weights; // [20, 40, 40]
 */
export function calibrateLinear(baseWeights: ArrayLike<number>, input: CalibrationInput): CalibratedWeights {
  const [low, high] = requireBounds('calibrateLinear', input.bounds ?? [-Infinity, Infinity]);
  return calibrate('calibrateLinear', baseWeights, input, {
    ratio: (u) => Math.min(Math.max(1 + u, low), high),
    slope: (u) => (1 + u > low && 1 + u < high ? 1 : 0),
  });
}

/**
 * Weights w = d exp(x' lambda) that meet the totals: raking, with numbers among the auxiliaries too (Deville and
 * Sarndal 1992, case 2). With bounds, the ratio is cut off at them.
 *
 * @throws RangeError for totals that cannot be met together, or not within the bounds; the furthest off is named
 * @example
 * const persons = { name: 'persons', values: [1, 2], total: 10 };
 * const homes = { name: 'home', categories: ['any'], codes: [0, 0], totals: [7] };
 * calibrateRaking([1, 1], { margins: [homes], numbers: [persons] }).weights; // [4, 3]
 */
export function calibrateRaking(baseWeights: ArrayLike<number>, input: CalibrationInput): CalibratedWeights {
  const [low, high] = requireBounds('calibrateRaking', input.bounds ?? [0, Infinity]);
  return calibrate('calibrateRaking', baseWeights, input, {
    ratio: (u) => Math.min(Math.max(Math.exp(u), low), high),
    slope: (u) => (Math.exp(u) > low && Math.exp(u) < high ? Math.exp(u) : 0),
  });
}

/**
 * Weights near those of raking that come to their bounds L and U smoothly (Deville and Sarndal 1992, case 6): the ratio
 * is the logit
 *
 *     (L (U - 1) + U (1 - L) e^(A u)) / (U - 1 + (1 - L) e^(A u)),   A = (U - L) / ((1 - L) (U - 1)).
 *
 * @throws RangeError for totals that cannot be met within the bounds; the furthest off is named
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1], totals: [60, 40] };
 * calibrateLogit([30, 30, 30], { margins: [sex], bounds: [0.5, 2] }).weights; // [30, 30, 40]
 */
export function calibrateLogit(
  baseWeights: ArrayLike<number>,
  input: CalibrationInput & Required<Pick<CalibrationInput, 'bounds'>>,
): CalibratedWeights {
  return calibrate(
    'calibrateLogit',
    baseWeights,
    input,
    logit(requireBounds('calibrateLogit', input.bounds)),
  );
}

function logit([low, high]: readonly [number, number]): Distance {
  const steepness = (high - low) / ((1 - low) * (high - 1));
  // The share of the way from low to high; written so that no exponential overflows to infinity over infinity.
  const share = (u: number): number => 1 / (1 + ((high - 1) / (1 - low)) * Math.exp(-steepness * u));
  return {
    ratio: (u) => low + (high - low) * share(u),
    slope: (u) => (high - low) * steepness * share(u) * (1 - share(u)),
  };
}

function requireBounds(caller: string, bounds: readonly [number, number]): readonly [number, number] {
  if (!(bounds[0] < 1 && bounds[1] > 1)) {
    throw new RangeError(`${caller} requires bounds below and above 1 (got ${bounds.join(', ')})`);
  }
  return bounds;
}

/** Newton's method on sum d F(x' lambda) x = totals; a step that makes the error larger is halved. */
function calibrate(
  caller: string,
  base: ArrayLike<number>,
  { margins, numbers = [], tolerance = 1e-10, maximumSteps = 100 }: CalibrationInput,
  { ratio, slope }: Distance,
): CalibratedWeights {
  const auxiliaries = auxiliariesOf(caller, base, margins, numbers);
  const { size, totals, names } = auxiliaries;
  const baseWeights = Float64Array.from(base);

  function missing(lambda: Float64Array): Float64Array {
    const rest = totals.slice();
    for (let row = 0; row < baseWeights.length; row++) {
      const weight = baseWeights[row]!;
      if (weight > 0) auxiliaries.addTo(rest, row, -weight * ratio(auxiliaries.times(row, lambda)));
    }
    return rest;
  }
  const relative = (rest: Float64Array): Float64Array =>
    rest.map((value, place) => Math.abs(value) / (Math.abs(totals[place]!) || 1));
  const largest = (rest: Float64Array): number =>
    relative(rest).reduce((most, error) => (error <= most ? most : error), 0);

  let lambda = new Float64Array(size);
  let rest = missing(lambda);
  let steps = 0;
  while (!(largest(rest) <= tolerance)) {
    const slopes = new Float64Array(size * size);
    for (let row = 0; row < baseWeights.length; row++) {
      const weight = baseWeights[row]!;
      if (weight > 0) {
        auxiliaries.addSquareTo(slopes, row, weight * slope(auxiliaries.times(row, lambda)));
      }
    }
    const step = solveSymmetric(slopes, rest);
    let reach = 1;
    let next = lambda;
    let left = rest;
    for (; reach > 1e-6; reach /= 2) {
      next = lambda.map((value, place) => value + reach * step[place]!);
      left = missing(next);
      if (largest(left) < largest(rest)) break;
    }
    steps += 1;
    if (reach <= 1e-6 || steps > maximumSteps) {
      const errors = relative(rest);
      const worst = errors.indexOf(largest(rest));
      throw new RangeError(
        `${caller} requires totals that can be met together (${names[worst]} stays off by ${errors[worst]} of its total)`,
      );
    }
    lambda = next;
    rest = left;
  }
  const weights = baseWeights.map((weight, row) =>
    weight === 0 ? 0 : weight * ratio(auxiliaries.times(row, lambda)),
  );
  return {
    weights,
    baseWeights,
    auxiliaries,
    maximumError: largest(rest),
    steps,
    diagnostics: weightDiagnostics(weights),
  };
}
