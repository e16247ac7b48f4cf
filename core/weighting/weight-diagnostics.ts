import { CompensatedSum } from '../numeric/compensated-sum.ts';
import { kishDesignEffect } from '../estimation/errors/kish-design-effect.ts';

/** What weights do to precision, over the rows with a weight above 0. */
export interface WeightDiagnostics {
  readonly n: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  readonly kishDesignEffect: number;
}

/**
 * @throws RangeError where no weight is above 0
 * @example
 * weightDiagnostics([1, 1, 2, 2]); // { n: 4, minimum: 1, maximum: 2, mean: 1.5, kishDesignEffect: 1.111 }
 */
export function weightDiagnostics(weights: ArrayLike<number>): WeightDiagnostics {
  const sum = new CompensatedSum();
  const squares = new CompensatedSum();
  let n = 0;
  let minimum = Infinity;
  let maximum = 0;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    n += 1;
    sum.add(weight);
    squares.add(weight * weight);
    minimum = Math.min(minimum, weight);
    maximum = Math.max(maximum, weight);
  }
  if (n === 0) throw new RangeError('weightDiagnostics requires at least one weight above 0');
  const weightSum = sum.total();
  return {
    n,
    minimum,
    maximum,
    mean: weightSum / n,
    kishDesignEffect: kishDesignEffect({ n, weightSum, weightSquareSum: squares.total() }),
  };
}
