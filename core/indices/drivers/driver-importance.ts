import { correlations, type Moments } from '../../numeric/moments.ts';
import { solveSymmetric, symmetricSolver } from '../../numeric/solve-symmetric.ts';
import { relativeWeights } from './relative-weights.ts';
import { shapleyShares } from './shapley-shares.ts';

/** How much of the variation of a target each driver accounts for, by several measures; shares sum to `rSquared`. */
export interface DriverImportance {
  readonly rSquared: number;
  /** Correlation of each driver with the target. */
  readonly correlations: readonly number[];
  /** Standardised regression coefficients. */
  readonly coefficients: readonly number[];
  /** J. W. Johnson's relative weights (2000), the same as A. Genizi's decomposition (1993). */
  readonly relativeWeights: readonly number[];
  /** Mean gain in R2 over all orders in which the drivers can enter: LMG, or Shapley's value. */
  readonly shapley: readonly number[];
  /** R2 of the driver alone. */
  readonly first: readonly number[];
  /** What R2 loses without it. */
  readonly last: readonly number[];
  /** Squared coefficients, which sum to R2 only where the drivers are uncorrelated. */
  readonly squaredCoefficients: readonly number[];
  /** Correlation times coefficient (J. W. Pratt 1987); may be negative. */
  readonly pratt: readonly number[];
  /** Squared CAR scores (V. Zuber and K. Strimmer 2011). */
  readonly car: readonly number[];
}

/** Beyond this the 2^drivers regressions of Shapley's value take too long. */
export const MOST_DRIVERS = 16;

/**
 * The drivers of a target, from the moments of both. All measures rest on the correlations Rxx of the drivers and
 * r of each with the target; R2 = r' Rxx^-1 r.
 * The measures stand in `relativeWeights` and `shapleyShares`; the others are for comparison.
 *
 * @param target place of the target among the columns of `moments`
 * @param drivers places of 1 to 16 drivers
 * @throws RangeError when a driver does not vary, depends on the others or is the target, and where no answers could
 * have the correlations
 * @example
 * const clean = [1, 1, -1, -1];
 * const quick = [1, -1, 1, -1];
 * const satisfaction = clean.map((points, row) => 2 * points + quick[row]!);
 * const drivers = driverImportance(moments([clean, quick, satisfaction]), 2, [0, 1]);
 * drivers.rSquared; // 1
 * drivers.shapley; // [0.8, 0.2] (4 to 1, the squares of 2 and 1)
 * drivers.relativeWeights; // [0.8, 0.2]
 */
export function driverImportance(
  given: Moments,
  target: number,
  drivers: readonly number[],
): DriverImportance {
  requireDrivers(drivers);
  const count = drivers.length;
  const { among, withTarget } = driverCorrelations(given, target, drivers);
  const relative = relativeWeights(among, withTarget);
  const coefficients = [...solveSymmetric(among, withTarget)];
  const rSquared = coefficients.reduce((sum, coefficient, j) => sum + coefficient * withTarget[j]!, 0);
  return {
    rSquared,
    correlations: [...withTarget],
    coefficients,
    relativeWeights: relative.weights,
    shapley: shapleyShares(among, withTarget),
    first: [...withTarget].map((correlation) => correlation ** 2),
    last: drivers.map((_, j) => rSquared - rSquaredOf(among, withTarget, without(count, j))),
    squaredCoefficients: coefficients.map((coefficient) => coefficient ** 2),
    pratt: coefficients.map((coefficient, j) => coefficient * withTarget[j]!),
    car: relative.car,
  };
}

export function requireDrivers({ length }: readonly number[]): void {
  if (length >= 1 && length <= MOST_DRIVERS) return;
  throw new RangeError(`driverImportance requires 1 to ${MOST_DRIVERS} drivers (got ${length})`);
}

/**
 * The correlations of drivers with each other and with the target.
 *
 * @example
 * const given = moments([[1, 2, 3], [1, 0, 1], [3, 2, 1]]);
 * driverCorrelations(given, 2, [0, 1]).withTarget; // [-1, 0]
 */
export function driverCorrelations(
  given: Moments,
  target: number,
  drivers: readonly number[],
): { readonly among: Float64Array; readonly withTarget: Float64Array } {
  for (const column of [target, ...drivers]) {
    if (!(Number.isInteger(column) && column >= 0 && column < given.size)) {
      throw new RangeError(`driverImportance requires places of the ${given.size} columns (got ${column})`);
    }
    if (!(given.covariances[column * given.size + column]! > 0)) {
      throw new RangeError(`driverImportance requires columns that vary (column ${column} does not)`);
    }
  }
  if (drivers.includes(target)) {
    throw new RangeError(`driverImportance requires a target that is no driver (column ${target} is both)`);
  }
  const all = correlations(given);
  const among = Float64Array.from(drivers.flatMap((a) => drivers.map((b) => all[a * given.size + b]!)));
  symmetricSolver(among, drivers.length, (at) => {
    throw new RangeError(
      `driverImportance requires drivers that do not depend on others (column ${drivers[at]} does)`,
    );
  });
  const withTarget = Float64Array.from(drivers, (driver) => all[driver * given.size + target]!);
  const every = drivers.map((_, at) => at);
  const rSquared = rSquaredOf(among, withTarget, every);
  // Also where it is no number.
  if (!(rSquared <= 1 + ROUNDING)) {
    throw new RangeError(
      `driverImportance requires correlations that can occur together (R2 would be ${rSquared})`,
    );
  }
  return { among, withTarget };
}

const ROUNDING = 1e-9;

function without(count: number, left: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at).filter((at) => at !== left);
}

function rSquaredOf(among: Float64Array, withTarget: Float64Array, set: readonly number[]): number {
  const count = withTarget.length;
  const matrix = Float64Array.from(set.flatMap((a) => set.map((b) => among[a * count + b]!)));
  const right = Float64Array.from(set, (at) => withTarget[at]!);
  return solveSymmetric(matrix, right).reduce((sum, coefficient, at) => sum + coefficient * right[at]!, 0);
}
