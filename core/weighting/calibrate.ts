import { auxiliariesOf, type Auxiliaries, type NumericAuxiliary } from './auxiliaries.ts';
import { requireTolerance, type Margin } from './margin.ts';
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
  /**
   * Where the ratio is cut off it has no slope, and a first step that cuts off too many rows leads nowhere: the search
   * then begins again where the distance without bounds ends.
   */
  readonly unbounded?: Distance;
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
    unbounded: { ratio: (u) => 1 + u, slope: () => 1 },
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
  const unbounded = { ratio: Math.exp, slope: Math.exp };
  if (input.bounds === undefined) return calibrate('calibrateRaking', baseWeights, input, unbounded);
  const [low, high] = requireBounds('calibrateRaking', input.bounds);
  return calibrate('calibrateRaking', baseWeights, input, {
    ratio: (u) => Math.min(Math.max(Math.exp(u), low), high),
    slope: (u) => (Math.exp(u) > low && Math.exp(u) < high ? Math.exp(u) : 0),
    unbounded,
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

function calibrate(
  caller: string,
  base: ArrayLike<number>,
  { margins, numbers = [], tolerance = 1e-10, maximumSteps = 100 }: CalibrationInput,
  distance: Distance,
): CalibratedWeights {
  requireTolerance(caller, tolerance);
  const auxiliaries = auxiliariesOf(caller, base, margins, numbers);
  const baseWeights = Float64Array.from(base);
  const setting = { tolerance, maximumSteps };
  const start = new Float64Array(auxiliaries.size);
  let found = newton(auxiliaries, baseWeights, distance, start, setting);
  if (found.worst && distance.unbounded) {
    const free = newton(auxiliaries, baseWeights, distance.unbounded, start, setting);
    if (!free.worst) found = newton(auxiliaries, baseWeights, distance, free.lambda, setting);
  }
  if (found.worst) {
    const { name, error } = found.worst;
    throw new RangeError(
      `${caller} requires totals that can be met together (${name} stays off by ${error} of its total)`,
    );
  }
  const weights = baseWeights.map((weight, row) =>
    weight === 0 ? 0 : weight * distance.ratio(auxiliaries.times(row, found.lambda)),
  );
  return {
    weights,
    baseWeights,
    auxiliaries,
    maximumError: found.maximumError,
    steps: found.steps,
    diagnostics: weightDiagnostics(weights),
  };
}

interface Solution {
  readonly lambda: Float64Array;
  readonly steps: number;
  readonly maximumError: number;
  /** The auxiliary that is furthest off, where there is no solution. */
  readonly worst?: { readonly name: string; readonly error: number };
}

/** Newton's method on sum d F(x' lambda) x = totals; a step that makes the error larger is halved. */
function newton(
  auxiliaries: Auxiliaries,
  baseWeights: Float64Array,
  { ratio, slope }: Distance,
  start: Float64Array,
  { tolerance, maximumSteps }: { readonly tolerance: number; readonly maximumSteps: number },
): Solution {
  const { size, totals, names } = auxiliaries;

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

  let lambda = start;
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
      const place = Math.max(0, errors.indexOf(largest(rest)));
      const worst = { name: names[place]!, error: errors[place]! };
      return { lambda, steps, maximumError: largest(rest), worst };
    }
    lambda = next;
    rest = left;
  }
  return { lambda, steps, maximumError: largest(rest) };
}
