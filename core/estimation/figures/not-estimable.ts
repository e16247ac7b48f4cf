/**
 * Why there is no figure, or none with an error. It takes the place of NaN, and of a standard error of 0 that
 * would make one answer look exact.
 *
 * | reason               | what is missing                                                              |
 * |----------------------|------------------------------------------------------------------------------|
 * | `noAnswers`          | nobody gave a substantive answer                                             |
 * | `oneAnswer`          | one person did                                                               |
 * | `noVariation`        | all answers (or all clusters) agree: their error cannot be told from 0       |
 * | `noDegreesOfFreedom` | no stratum has two clusters with answers                                     |
 * | `zeroDenominator`    | a ratio to a total of 0                                                      |
 * | `branchesMissing`    | too much of the index tree's weight has no answers                           |
 * | `perfectAssociation` | a test: the one answer always goes with the other, so nothing varies about it |
 */
export interface NotEstimable {
  readonly notEstimable: NotEstimableReason;
}

export type NotEstimableReason =
  | 'noAnswers'
  | 'oneAnswer'
  | 'noVariation'
  | 'noDegreesOfFreedom'
  | 'zeroDenominator'
  | 'branchesMissing'
  | 'perfectAssociation';

/**
 * @example
 * notEstimable('noAnswers'); // { notEstimable: 'noAnswers' }
 */
export function notEstimable(reason: NotEstimableReason): NotEstimable {
  return { notEstimable: reason };
}

/**
 * Whether there is a figure; TypeScript knows it afterwards.
 *
 * @example
 * const figure = linearMean(sampleDesign({ weights: [1, 1] }), [NaN, NaN]);
 * isEstimable(figure) ? figure.value : figure.notEstimable; // 'noAnswers'
 */
export function isEstimable<Value extends object>(value: Value | NotEstimable): value is Value {
  return !('notEstimable' in value);
}

/**
 * The value, where there must be one.
 *
 * @throws Error that says why there is none
 * @example
 * const mean = known(linearMean(sampleDesign({ weights: [1, 1] }), [60, 80]));
 * mean.value; // 70
 */
export function known<Value extends object>(value: Value | NotEstimable): Value {
  if (!isEstimable(value)) throw new Error(`not estimable: ${value.notEstimable}`);
  return value;
}
