import { betaQuantile } from '../../numeric/beta-distribution.ts';
import { normalQuantile } from '../../numeric/normal-distribution.ts';
import { studentQuantile } from '../../numeric/student-distribution.ts';
import { notEstimable, type NotEstimable } from '../figures/not-estimable.ts';
import { requireLevel } from './require-level.ts';
import type { SmallSample } from './small-sample.ts';

/** What the interval of a share is computed from. */
export interface ShareSample {
  /** 0-1. */
  readonly share: number;
  /** From the design. */
  readonly standardError: number;
  readonly n: number;
  readonly kishDesignEffect: number;
  readonly degreesOfFreedom: number;
}

export interface RateIntervalSettings {
  readonly level?: number;
  /** In place of the figure's own, where a figure is given. */
  readonly degreesOfFreedom?: number;
  /** Of the figure, where one is given: see `ConfidenceSetting`. */
  readonly smallSample?: SmallSample;
  /** `kornGraubard` is official; the others are there to compare with. */
  readonly method?: RateMethod;
}

export type RateMethod = keyof typeof rateMethods;

/**
 * The interval of a share from a complex sample, inside [0, 1].
 *
 * @example
 * rateInterval({ share: 1, standardError: 0, n: 30, kishDesignEffect: 1, degreesOfFreedom: 29 });
 * // [0.8843, 1] (thirty satisfied of thirty do not prove that everyone is)
 * const sample = { share: 0.5, standardError: 0.05, n: 100, kishDesignEffect: 1, degreesOfFreedom: 99 };
 * rateInterval(sample, { method: 'linear' }); // [0.4008, 0.5992]
 * rateInterval(sample, { method: 'wilson' }); // [0.4038, 0.5962]
 */
export function rateInterval(
  sample: ShareSample,
  { level = 0.95, method = 'kornGraubard' }: RateIntervalSettings = {},
): readonly [number, number] | NotEstimable {
  requireLevel('rateInterval', level);
  if (sample.n === 0) return notEstimable('noAnswers');
  if (sample.n === 1) return notEstimable('oneAnswer');
  if (sample.degreesOfFreedom < 1) return notEstimable('noDegreesOfFreedom');
  if (!(sample.share >= 0 && sample.share <= 1)) {
    throw new RangeError(`rateInterval requires a share from 0 to 1 (got ${sample.share})`);
  }
  return rateMethods[method](sample, (1 + level) / 2);
}

/**
 * E. L. Korn and B. I. Graubard (1998), Survey Methodology 24, 193-201: the exact interval of C. J. Clopper and
 * E. S. Pearson (1934) with the effective number of answers and of satisfied among them in place of counts,
 *
 *     lower = quantile 1 - q of Beta(x, n* - x + 1),   upper = quantile q of Beta(x + 1, n* - x),   x = share n*.
 */
function kornGraubard(sample: ShareSample, q: number): readonly [number, number] {
  return exact(sample.share, effectiveShareSize(sample, q), q);
}

/** The same with an effective n that may exceed n where strata make a sample more precise; so does R. */
function kornGraubardUncapped(sample: ShareSample, q: number): readonly [number, number] {
  return exact(sample.share, adjustedSize(sample, q), q);
}

function exact(share: number, size: number, q: number): readonly [number, number] {
  const satisfied = share * size;
  const others = size - satisfied;
  return [
    satisfied === 0 ? 0 : betaQuantile(1 - q, satisfied, others + 1),
    others === 0 ? 1 : betaQuantile(q, satisfied + 1, others),
  ];
}

/**
 * The answers of a simple random sample with which the official interval of the share is computed at a level.
 *
 * @example
 * // Nobody of 300 in three clusters: two degrees of freedom make it an interval of 63.
 * const nobody = { share: 0, standardError: 0, n: 300, kishDesignEffect: 1, degreesOfFreedom: 2 };
 * sizeOfInterval(nobody); // 62.76
 */
export function sizeOfInterval(sample: ShareSample, level = 0.95): number {
  return effectiveShareSize(sample, (1 + level) / 2);
}

/**
 * The effective n of a share, p (1 - p) / standardError^2, times (t(n - 1) / t(df))^2 for the few degrees of
 * freedom of a clustered sample. At 0 and 1, where no spread is seen, n / Kish's design effect stands in. Never
 * above n: a lucky standard error must not make a sample larger than it is.
 */
function effectiveShareSize(sample: ShareSample, q: number): number {
  return Math.min(sample.n, adjustedSize(sample, q));
}

function adjustedSize(sample: ShareSample, q: number): number {
  const { share, standardError, n, degreesOfFreedom } = sample;
  const isExtreme = share === 0 || share === 1;
  const seen = standardError === 0 ? n : (share * (1 - share)) / standardError ** 2;
  const size = isExtreme ? n / sample.kishDesignEffect : seen;
  const factor = (studentQuantile(q, n - 1) / studentQuantile(q, degreesOfFreedom)) ** 2;
  return size * factor;
}

/** A t interval for log(p / (1 - p)), whose standard error is that of p over p (1 - p), carried back. */
function logit(sample: ShareSample, q: number): readonly [number, number] | NotEstimable {
  const { share, standardError } = sample;
  if (share === 0 || share === 1 || standardError === 0) return notEstimable('noVariation');
  const reach = (studentQuantile(q, sample.degreesOfFreedom) * standardError) / (share * (1 - share));
  const centre = Math.log(share / (1 - share));
  return [1 / (1 + Math.exp(reach - centre)), 1 / (1 + Math.exp(-reach - centre))];
}

/** E. B. Wilson (1927), J. Amer. Stat. Assoc. 22, 209-212, with the effective n. */
function wilson(sample: ShareSample, q: number): readonly [number, number] {
  const size = effectiveShareSize(sample, q);
  const z = normalQuantile(q);
  const { share } = sample;
  const centre = share + (z * z) / (2 * size);
  const reach = z * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size));
  const scale = 1 + (z * z) / size;
  return [Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale)];
}

/** The arcsine of the root has nearly the same variance everywhere: sin^2(asin sqrt p -+ t s / (2 sqrt(p (1 - p)))). */
function arcsine(sample: ShareSample, q: number): readonly [number, number] | NotEstimable {
  const { share, standardError } = sample;
  if (share === 0 || share === 1 || standardError === 0) return notEstimable('noVariation');
  const reach =
    (studentQuantile(q, sample.degreesOfFreedom) * standardError) / (2 * Math.sqrt(share * (1 - share)));
  const centre = Math.asin(Math.sqrt(share));
  const at = (angle: number): number => Math.sin(Math.min(Math.max(angle, 0), Math.PI / 2)) ** 2;
  return [at(centre - reach), at(centre + reach)];
}

/**
 * The shares p whose binomial likelihood, with p (1 - p) / standardError^2 (n - 1) / n answers, is not too far below
 * that of the estimate: 2 log L(estimate) / L(p) <= t^2 (J. N. K. Rao and A. J. Scott 1984: the likelihood ratio over its design
 * effect).
 */
function likelihood(sample: ShareSample, q: number): readonly [number, number] | NotEstimable {
  const { share, standardError } = sample;
  if (share === 0 || share === 1 || standardError === 0) return notEstimable('noVariation');
  const size = ((share * (1 - share)) / standardError ** 2) * ((sample.n - 1) / sample.n);
  const most = studentQuantile(q, sample.degreesOfFreedom) ** 2;
  const excess = (p: number): number =>
    2 * size * (share * Math.log(share / p) + (1 - share) * Math.log((1 - share) / (1 - p))) - most;
  return [bisect(excess, share, 0), bisect(excess, share, 1)];
}

/** Where `excess`, below 0 at `inside` and above it near `outside`, is 0. */
function bisect(excess: (p: number) => number, inside: number, outside: number): number {
  let [low, high] = [inside, outside];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
}

/** The t interval of a mean; it may leave [0, 1]. */
function linear(sample: ShareSample, q: number): readonly [number, number] {
  const reach = studentQuantile(q, sample.degreesOfFreedom) * sample.standardError;
  return [sample.share - reach, sample.share + reach];
}

const rateMethods = { kornGraubard, kornGraubardUncapped, logit, wilson, arcsine, likelihood, linear };
