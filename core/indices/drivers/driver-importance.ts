import { correlations, type Moments } from '../../numeric/moments.ts';
import { solveSymmetric } from '../../numeric/solve-symmetric.ts';
import { symmetricPower } from '../../numeric/symmetric-eigen.ts';

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
 *
 * Relative weights: the uncorrelated variables nearest to the drivers are Z = X Rxx^(-1/2). The target's squared
 * coefficients on Z are (Rxx^(-1/2) r)^2, and they are handed back to the drivers by the squared correlations
 * Rxx^(1/2): eps_j = sum_k (Rxx^(1/2))_jk^2 (Rxx^(-1/2) r)_k^2 (Johnson 2000, Multivariate Behavioral Research
 * 35, 1-19).
 *
 * Shapley: sum over sets S without j of |S|! (p - |S| - 1)! / p! (R2(S + j) - R2(S)) (U. Gromping 2006, J. Stat.
 * Software 17(1)). Exact, over all 2^p sets.
 *
 * @param target place of the target among the columns of `moments`
 * @param drivers places of 1 to 16 drivers
 * @throws RangeError when a driver does not vary, or depends on the others
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
  const count = drivers.length;
  if (count < 1 || count > MOST_DRIVERS) {
    throw new RangeError(`driverImportance requires 1 to ${MOST_DRIVERS} drivers (got ${count})`);
  }
  for (const column of [target, ...drivers]) {
    if (!(given.covariances[column * given.size + column]! > 0)) {
      throw new RangeError(`driverImportance requires columns that vary (column ${column} does not)`);
    }
  }
  const all = correlations(given);
  const among = Float64Array.from(drivers.flatMap((a) => drivers.map((b) => all[a * given.size + b]!)));
  const withTarget = Float64Array.from(drivers, (driver) => all[driver * given.size + target]!);

  const root = symmetricPower(among, count, 0.5);
  const inverseRoot = symmetricPower(among, count, -0.5);
  const onUncorrelated = drivers.map((_, k) =>
    drivers.reduce((sum, _, j) => sum + inverseRoot[k * count + j]! * withTarget[j]!, 0),
  );
  const coefficients = [...solveSymmetric(among, withTarget)];
  const rSquared = coefficients.reduce((sum, coefficient, j) => sum + coefficient * withTarget[j]!, 0);
  return {
    rSquared,
    correlations: [...withTarget],
    coefficients,
    relativeWeights: drivers.map((_, j) =>
      onUncorrelated.reduce((sum, z, k) => sum + root[j * count + k]! ** 2 * z ** 2, 0),
    ),
    shapley: shapleyShares(among, withTarget),
    first: [...withTarget].map((correlation) => correlation ** 2),
    last: drivers.map((_, j) => rSquared - rSquaredOf(among, withTarget, without(count, j))),
    squaredCoefficients: coefficients.map((coefficient) => coefficient ** 2),
    pratt: coefficients.map((coefficient, j) => coefficient * withTarget[j]!),
    car: onUncorrelated.map((z) => z ** 2),
  };
}

function without(count: number, left: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at).filter((at) => at !== left);
}

function rSquaredOf(among: Float64Array, withTarget: Float64Array, set: readonly number[]): number {
  const count = withTarget.length;
  const matrix = Float64Array.from(set.flatMap((a) => set.map((b) => among[a * count + b]!)));
  const right = Float64Array.from(set, (at) => withTarget[at]!);
  return solveSymmetric(matrix, right).reduce((sum, coefficient, at) => sum + coefficient * right[at]!, 0);
}

/**
 * R2 of every set of drivers, by its bits. A set is reached from the one without its last driver: the driver's row
 * of the Cholesky factor L follows from those before it, and with z = L^-1 r the gain in R2 is its z squared.
 */
function rSquaredOfAllSets(among: Float64Array, withTarget: Float64Array): Float64Array {
  const count = withTarget.length;
  const found = new Float64Array(2 ** count);
  const factor = new Float64Array(count * count);
  const z = new Float64Array(count);
  const members: number[] = [];

  function extend(set: number, from: number): void {
    const depth = members.length;
    for (let driver = from; driver < count; driver++) {
      const row = depth * count;
      let pivot = 1;
      let rest = withTarget[driver]!;
      for (let column = 0; column < depth; column++) {
        let element = among[driver * count + members[column]!]!;
        for (let at = 0; at < column; at++) element -= factor[row + at]! * factor[column * count + at]!;
        element /= factor[column * count + column]!;
        factor[row + column] = element;
        pivot -= element ** 2;
        rest -= element * z[column]!;
      }
      const root = Math.sqrt(pivot);
      factor[row + depth] = root;
      z[depth] = rest / root;
      const larger = set + 2 ** driver;
      found[larger] = found[set]! + z[depth]! ** 2;
      members.push(driver);
      extend(larger, driver + 1);
      members.pop();
    }
  }
  extend(0, 0);
  return found;
}

function shapleyShares(among: Float64Array, withTarget: Float64Array): number[] {
  const count = withTarget.length;
  const ofSet = rSquaredOfAllSets(among, withTarget);
  // |S|! (p - |S| - 1)! / p!, by the size of S: of every order of the drivers, the share in which S comes first.
  const shareOfOrders = Array.from({ length: count }, (_, size) => 1 / (count * binomial(count - 1, size)));
  const shares = new Array<number>(count).fill(0);
  for (let set = 0; set < ofSet.length; set++) {
    const share = shareOfOrders[bitsIn(set)]!;
    for (let driver = 0; driver < count; driver++) {
      const bit = 2 ** driver;
      if ((set & bit) !== 0) continue;
      shares[driver]! += share * (ofSet[set + bit]! - ofSet[set]!);
    }
  }
  return shares;
}

function binomial(from: number, taken: number): number {
  let ways = 1;
  for (let step = 1; step <= taken; step++) ways = (ways * (from - taken + step)) / step;
  return ways;
}

function bitsIn(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
