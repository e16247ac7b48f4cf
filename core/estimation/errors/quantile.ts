import { studentQuantile } from '../../numeric/student-distribution.ts';
import { valueOfRow, type AnswerValues } from '../figures/answer-values.ts';
import { precisionOf } from './estimate.ts';
import { linearMean } from '../figures/linear-mean.ts';
import type { Base } from '../figures/linearised-figure.ts';
import { isEstimable, notEstimable, type NotEstimable } from '../figures/not-estimable.ts';
import { rateInterval, type RateMethod } from './rate-interval.ts';
import type { SampleDesign } from '../design/sample-design.ts';
import { weightOfRow } from '../figures/weight-of-row.ts';
import {
  type QuantileDefinition,
  type SortedAnswers,
  weightedQuantile,
} from '../figures/weighted-quantile.ts';

export interface QuantileSetting {
  readonly level?: number;
  readonly base?: Base;
  /** 1, the smallest answer that a share p stays within, unless told; see `weightedQuantile`. */
  readonly definition?: QuantileDefinition;
  /** How the interval of the share is made, `linear` unless told. */
  readonly intervalMethod?: RateMethod;
  /** Those of the share unless given. */
  readonly degreesOfFreedom?: number;
}

export interface Quantile {
  readonly value: number;
  readonly interval: readonly [number, number];
  /**
   * Whether the sample is too small to say how low, or how high: the interval of the share reaches beyond 0 or 1, and
   * the end that is given is the lowest or the highest answer.
   */
  readonly isOpen: readonly [boolean, boolean];
  /** Half the interval over t. */
  readonly standardError: number;
  readonly n: number;
}

/**
 * The weighted quantile at p with R. S. Woodruff's interval (1952, J. Amer. Statist. Assoc. 47, 635-646): the share
 * of answers up to the quantile is a mean with an interval of its own, and the quantiles at the ends of that are
 * the ends of this. Nothing is assumed about the density near the quantile.
 *
 * @param p above 0 and below 1
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const median = known(quantile(design, [1, 2, 3, 4], 0.5));
 * median.value; // 2
 * median.interval; // [1, 4]
 * median.isOpen; // [true, true]
 * known(quantile(design, [1, 2, 3, 4], 0.5, { definition: 7 })).value; // 2.5
 */
export function quantile(
  design: SampleDesign,
  values: AnswerValues,
  p: number,
  setting: QuantileSetting = {},
): Quantile | NotEstimable {
  if (!(p > 0 && p < 1)) throw new RangeError(`quantile requires a share between 0 and 1 (got ${p})`);
  const { level = 0.95, base = {}, definition = 1, intervalMethod: method = 'linear' } = setting;
  const valueAt = valueOfRow(values, design.rowCount);
  const sorted = sortedAnswers(design, valueAt, base);
  const n = sorted.answers.length;
  if (n === 0) return notEstimable('noAnswers');
  if (n === 1) return notEstimable('oneAnswer');
  const value = weightedQuantile(sorted, p, definition);

  const isUpTo = Float64Array.from({ length: design.rowCount }, (_, row) => {
    const answer = valueAt(row);
    return Number.isNaN(answer) ? NaN : Number(answer <= value);
  });
  const share = linearMean(design, isUpTo, base);
  if (!isEstimable(share)) return share;
  const precision = precisionOf(design, share);
  if (!isEstimable(precision)) return precision;
  // Everybody up to the value: nothing is known of who would be above.
  if (!(precision.standardError > ROUNDING)) return notEstimable('noVariation');
  const degreesOfFreedom = setting.degreesOfFreedom ?? precision.degreesOfFreedom;
  const sample = { ...precision, share: Math.min(1, Math.max(0, share.value)), degreesOfFreedom };
  const ends = rateInterval(sample, { level, method });
  if ('notEstimable' in ends) return ends;
  const interval = [
    weightedQuantile(sorted, ends[0], definition),
    weightedQuantile(sorted, ends[1], definition),
  ] as const;
  const t = studentQuantile((1 + level) / 2, degreesOfFreedom);
  return {
    value,
    interval,
    isOpen: [ends[0] < 0, ends[1] > 1],
    standardError: (interval[1] - interval[0]) / (2 * t),
    n,
  };
}

/** The error of a share below this is rounding. */
const ROUNDING = 1e-11;

function sortedAnswers(design: SampleDesign, valueAt: (row: number) => number, base: Base): SortedAnswers {
  const weightAt = weightOfRow(design, base);
  const rows: number[] = [];
  for (let row = 0; row < design.rowCount; row++) {
    if (!Number.isNaN(valueAt(row)) && weightAt(row) !== 0) rows.push(row);
  }
  rows.sort((a, b) => valueAt(a) - valueAt(b));
  let sum = 0;
  return {
    answers: Float64Array.from(rows, valueAt),
    cumulative: Float64Array.from(rows, (row) => (sum += weightAt(row))),
  };
}
