import { studentQuantile } from '../numeric/student-distribution.ts';
import { valueOfRow, type AnswerValues } from './answer-values.ts';
import { degreesOfFreedom } from './degrees-of-freedom.ts';
import { variance } from './covariance.ts';
import { linearMean } from './linear-mean.ts';
import type { Base } from './linearised-figure.ts';
import { isEstimable, notEstimable, type NotEstimable } from './not-estimable.ts';
import type { SampleDesign } from './sample-design.ts';
import { weightOfRow } from './weight-of-row.ts';

export interface QuantileSetting {
  readonly level?: number;
  readonly base?: Base;
  /**
   * `lower`: the smallest answer y with F(y) >= p. `interpolated`: between neighbouring answers in proportion,
   * the seventh definition of R. J. Hyndman and Y. Fan (1996), as spreadsheets do.
   */
  readonly rule?: 'lower' | 'interpolated';
  /** Those of the design unless given. */
  readonly degreesOfFreedom?: number;
}

export interface Quantile {
  readonly value: number;
  readonly interval: readonly [number, number];
  /** Half the interval over t. */
  readonly standardError: number;
  readonly n: number;
}

/**
 * The weighted quantile at p with R. S. Woodruff's interval (1952, J. Amer. Statist. Assoc. 47, 635-646): the share
 * of answers up to the quantile is a mean with an interval of its own, and the quantiles at the ends of that are
 * the ends of this. Nothing is assumed about the density near the quantile.
 *
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1] });
 * const lower = quantile(design, [1, 2, 3, 4], 0.5);
 * isEstimable(lower) && lower.value; // 2
 * isEstimable(lower) && lower.interval; // [1, 4]
 * const interpolated = quantile(design, [1, 2, 3, 4], 0.5, { rule: 'interpolated' });
 * isEstimable(interpolated) && interpolated.value; // 2.5
 */
export function quantile(
  design: SampleDesign,
  values: AnswerValues,
  p: number,
  setting: QuantileSetting = {},
): Quantile | NotEstimable {
  if (!(p > 0 && p < 1)) throw new RangeError(`quantile requires a share between 0 and 1 (got ${p})`);
  const { level = 0.95, base = {}, rule = 'lower' } = setting;
  const valueAt = valueOfRow(values, design.rowCount);
  const sorted = sortedAnswers(design, valueAt, base);
  if (sorted.answers.length === 0) return notEstimable('noAnswers');
  if (sorted.n === 1) return notEstimable('oneAnswer');
  const value = rules[rule](sorted, p);

  const isUpTo = Float64Array.from({ length: design.rowCount }, (_, row) => {
    const answer = valueAt(row);
    return Number.isNaN(answer) ? NaN : Number(answer <= value);
  });
  const share = linearMean(design, isUpTo, base);
  if (!isEstimable(share)) return share;
  const df = setting.degreesOfFreedom ?? degreesOfFreedom(design, share);
  if (df < 1) return notEstimable('noDegreesOfFreedom');
  const t = studentQuantile((1 + level) / 2, df);
  const reach = t * Math.sqrt(variance(design, share));
  const interval = [
    rules[rule](sorted, share.value - reach),
    rules[rule](sorted, share.value + reach),
  ] as const;
  return { value, interval, standardError: (interval[1] - interval[0]) / (2 * t), n: sorted.n };
}

/** Answers in ascending order, with the weights up to and with each. */
interface Sorted {
  readonly answers: readonly number[];
  readonly cumulative: readonly number[];
  readonly n: number;
}

function sortedAnswers(design: SampleDesign, valueAt: (row: number) => number, base: Base): Sorted {
  const weightAt = weightOfRow(design, base);
  const rows: number[] = [];
  for (let row = 0; row < design.rowCount; row++) {
    if (!Number.isNaN(valueAt(row)) && weightAt(row) > 0) rows.push(row);
  }
  rows.sort((a, b) => valueAt(a) - valueAt(b));
  let sum = 0;
  return {
    answers: rows.map(valueAt),
    cumulative: rows.map((row) => (sum += weightAt(row))),
    n: rows.length,
  };
}

const rules = {
  lower({ answers, cumulative }: Sorted, p: number): number {
    const wanted = p * cumulative.at(-1)!;
    // Sums of weights miss their mark by some units in the last place.
    const at = cumulative.findIndex((sum) => sum >= wanted * (1 - 1e-12));
    return answers[Math.max(0, at < 0 ? answers.length - 1 : at)]!;
  },
  /** The first answer stands at 0 and the last at 1; each begins where those before it end. */
  interpolated({ answers, cumulative }: Sorted, p: number): number {
    const last = answers.length - 1;
    if (last === 0 || p <= 0) return answers[0]!;
    const whole = cumulative[last - 1]!;
    const placeOf = (at: number) => (at === 0 ? 0 : cumulative[at - 1]! / whole);
    if (p >= 1) return answers[last]!;
    let at = 0;
    while (at < last - 1 && placeOf(at + 1) <= p) at += 1;
    const way = (p - placeOf(at)) / (placeOf(at + 1) - placeOf(at));
    return answers[at]! + way * (answers[at + 1]! - answers[at]!);
  },
};
