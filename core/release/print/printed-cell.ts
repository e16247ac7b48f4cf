import { displayedN } from '../../judgement/displayed.ts';
import type { Change } from '../../estimation/comparisons/change-between.ts';
import type { Estimate } from '../../estimation/errors/estimate.ts';
import type { Standing } from '../../judgement/ladder.ts';
import { isEstimable, type NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Unit } from '../../indices/figure-method.ts';
import {
  asRead,
  asStored,
  gridByError,
  pValueClass,
  printedDegreesOfFreedom,
  printedError,
  printedPValue,
  roundedByError,
  roundedTo,
  toTenths,
  type Grid,
} from './digits.ts';
import type { Cell, CodedCell, PublishedChange, RoundedCount } from '../release.ts';

export interface PrintedAs {
  readonly unit: Unit;
  readonly standing: Standing;
  /** What the figure is judged by, as targets declare it: shares in per cent. */
  readonly thresholds?: readonly number[];
  /** The least and the most the figure can be, in its unit: `naturalRange` unless told. */
  readonly range?: readonly [number, number];
}

/**
 * What a figure can be where nothing else is known of it: points 0-100, shares 0-1, counts from 0 on. Net promoter
 * scores run from -100, and acts end at the number of those asked for.
 *
 * @example
 * naturalRange('share'); // [0, 1]
 */
export function naturalRange(unit: Unit): readonly [number, number] {
  if (unit === 'count') return [0, Infinity];
  return unit === 'share' ? [0, 1] : [0, 100];
}

/**
 * An estimate as everybody may read it, by its standing: nothing below the minimum, nothing where it has no error, a
 * bare value on 10-29 answers, and there the ends of the scale as beyond a bound. What is hidden for the sake of others
 * is not known here.
 *
 * @example
 * const estimate = {
 *   value: 76.48, standardError: 1.52, interval: [73.47, 79.51], level: 0.95, degreesOfFreedom: 187,
 *   n: 188, effectiveN: 141, designEffect: 1.33, kishDesignEffect: 1.2, varianceFactor: 1,
 * } as const;
 * printedCell(estimate, { unit: 'points', standing: 'full' });
 * // { value: 76, standing: 'full', standardError: 1.5, interval: [73, 80], degreesOfFreedom: 120, n: 190,
 * //   effectiveN: 140, designEffect: 1.3 }
 * printedCell({ ...estimate, n: 12 }, { unit: 'points', standing: 'insufficient' });
 * // { value: 76, standing: 'insufficient', n: 10 }
 * printedCell({ ...estimate, value: 0.96, n: 12 }, { unit: 'share', standing: 'insufficient' });
 * // { bound: 'atLeast', value: 0.9, standing: 'insufficient', n: 10 }
 */
export function printedCell(estimate: Estimate | NotEstimable, as: PrintedAs): Cell {
  const { unit, standing, thresholds = [] } = as;
  if (!isEstimable(estimate) || standing === 'suppressed') return { suppressed: 'hidden' };
  const n = displayedN(estimate.n);
  if (standing === 'insufficient') {
    const bounds = codingBounds(unit, as.range);
    const coded = beyond(estimate.value, bounds);
    if (coded) return { ...coded, standing, n };
    const grid = gridWithoutError(estimate, unit);
    const sides = [...thresholds, ...bounds.map((bound) => asRead(bound, unit))];
    return { value: asStored(roundedTo(grid, asRead(estimate.value, unit), sides), grid, unit), standing, n };
  }
  const printed = (value: number) => roundedByError(value, estimate.standardError, unit, thresholds);
  return {
    value: printed(estimate.value),
    standing,
    standardError: printedError(estimate.standardError),
    interval: [printed(estimate.interval[0]), printed(estimate.interval[1])],
    degreesOfFreedom: printedDegreesOfFreedom(estimate.degreesOfFreedom),
    n,
    effectiveN: displayedN(estimate.effectiveN),
    designEffect: toTenths(estimate.designEffect),
  };
}

/**
 * The grid of a value on 10-29 answers, which prints no error: whole points, rates in steps of 5 %, counts by the
 * error they have.
 *
 * @example
 * gridWithoutError({ standardError: 0.08 }, 'share'); // { step: 5, decimals: 0 }
 */
export function gridWithoutError({ standardError }: Pick<Estimate, 'standardError'>, unit: Unit): Grid {
  if (unit === 'count') return gridByError(standardError);
  return { step: unit === 'share' ? 5 : 1, decimals: 0 };
}

/**
 * The bounds beyond which a value on 10-29 answers is told as beyond them: a tenth of the range for rates, a twentieth
 * for means and counts, so 5 and 95 points of 0-100, -90 and 90 of net promoter scores. A count without an upper end
 * is bounded below 0.05.
 *
 * @example
 * codingBounds('share'); // [0.1, 0.9]
 * codingBounds('points', [-100, 100]); // [-90, 90]
 */
export function codingBounds(
  unit: Unit,
  [lowest, highest]: readonly [number, number] = naturalRange(unit),
): readonly [number, number] {
  if (highest === Infinity) return [lowest + 0.05, Infinity];
  const part = (highest - lowest) / (unit === 'share' ? 10 : 20);
  return [Number((lowest + part).toFixed(4)), Number((highest - part).toFixed(4))];
}

function beyond(
  value: number,
  [low, high]: readonly [number, number],
): Pick<CodedCell, 'bound' | 'value'> | undefined {
  if (value >= high) return { bound: 'atLeast', value: high };
  return value <= low ? { bound: 'atMost', value: low } : undefined;
}

/** The numbers of a comparison as they are printed: all by the error of the difference. */
export type PrintedChange = Pick<
  PublishedChange,
  | 'difference'
  | 'standardError'
  | 'interval'
  | 'degreesOfFreedom'
  | 'pValue'
  | 'adjustedPValue'
  | 'detectable'
>;

/**
 * A change between waves. Its interval is judged by 0, and by the margin within which it would be unchanged: both ends
 * stay on their side of these.
 *
 * @param margin declared beforehand, as it is read: of shares in per cent
 * @param isByArea of one area: p values are told in classes
 * @example
 * const change = {
 *   difference: 3.4, standardError: 1.6, interval: [0.26, 6.54], level: 0.95, degreesOfFreedom: 391, pValue: 0.034,
 *   detectable: 4.5, adjustedPValue: 0.0683,
 * } as const;
 * printedChange(change, { unit: 'points' });
 * // { difference: 3, standardError: 1.6, interval: [1, 7], degreesOfFreedom: 120, pValue: 0.034,
 * //   adjustedPValue: 0.068, detectable: 5 }
 */
export function printedChange(
  change: Change & { readonly adjustedPValue: number },
  {
    unit,
    margin,
    alpha = 0.05,
    isByArea = false,
  }: { unit: Unit; margin?: number; alpha?: number; isByArea?: boolean },
): PrintedChange {
  const { difference, interval } = printedDifference(change, { unit, margin });
  const printedP = isByArea ? pValueClass : printedPValue;
  return {
    difference,
    standardError: printedError(change.standardError),
    interval,
    degreesOfFreedom: printedDegreesOfFreedom(change.degreesOfFreedom),
    pValue: printedP(change.pValue, alpha),
    adjustedPValue: printedP(change.adjustedPValue, alpha),
    detectable: roundedByError(change.detectable, change.standardError, unit),
  };
}

/**
 * A difference and its interval: of areas from the others, of a pair of a term, since its base. The ends keep to their
 * side of 0.
 *
 * @example
 * printedDifference({ difference: -0.31, standardError: 0.4, interval: [-1.1, 0.04] }, { unit: 'points' });
 * // { difference: -0.3, interval: [-1.1, 0.1] }
 */
export function printedDifference(
  {
    difference,
    standardError,
    interval: [lowest, highest],
  }: Pick<Change, 'difference' | 'standardError' | 'interval'>,
  { unit, margin }: { unit: Unit; margin?: number | undefined },
): Pick<PrintedChange, 'difference' | 'interval'> {
  const sides = margin === undefined ? [0] : [-margin, 0, margin];
  const printed = (value: number) => roundedByError(value, standardError, unit, sides);
  return {
    difference: roundedByError(difference, standardError, unit),
    interval: [printed(lowest), printed(highest)],
  };
}

/**
 * A count as everybody may see it. Nobody at all is under 10 too: which of the two it is would tell.
 *
 * @example
 * roundedCount(412); // 410
 * roundedCount(0); // 'under10'
 */
export function roundedCount(count: number): RoundedCount {
  return count < 10 ? 'under10' : displayedN(count);
}
