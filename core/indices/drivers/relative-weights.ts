import { symmetricPower } from '../../numeric/symmetric-eigen.ts';

/** R2 handed out to the drivers by way of uncorrelated variables. */
export interface RelativeWeights {
  /** J. W. Johnson's (2000), the same as A. Genizi's decomposition (1993); they sum to R2. */
  readonly weights: readonly number[];
  /** The squared coefficients on the uncorrelated variables: CAR scores (V. Zuber and K. Strimmer 2011). */
  readonly car: readonly number[];
}

/**
 * The uncorrelated variables nearest to the drivers are Z = X Rxx^(-1/2). The target's squared coefficients on Z are
 * (Rxx^(-1/2) r)^2, and they are handed back to the drivers by the squared correlations Rxx^(1/2):
 *
 *     eps_j = sum_k (Rxx^(1/2))_jk^2 (Rxx^(-1/2) r)_k^2      (Johnson 2000, Multivariate Behavioral Research 35, 1-19).
 *
 * @param among correlations Rxx of the drivers, p x p
 * @param withTarget correlation r of each driver with the target
 * @throws RangeError where drivers depend on others
 * @example
 * relativeWeights(Float64Array.of(1, 0, 0, 1), Float64Array.of(0.6, 0.3)).weights; // [0.36, 0.09]
 */
export function relativeWeights(among: Float64Array, withTarget: Float64Array): RelativeWeights {
  const count = withTarget.length;
  const root = symmetricPower(among, count, 0.5);
  const inverseRoot = symmetricPower(among, count, -0.5);
  const car = Array.from(withTarget, (_, k) => {
    let coefficient = 0;
    for (let j = 0; j < count; j++) coefficient += inverseRoot[k * count + j]! * withTarget[j]!;
    return coefficient ** 2;
  });
  const weights = car.map((_, j) =>
    car.reduce((sum, square, k) => sum + root[j * count + k]! ** 2 * square, 0),
  );
  return { weights, car };
}
