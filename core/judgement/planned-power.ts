import { normalQuantile } from '../numeric/normal-distribution.ts';
import { ladder } from './ladder.ts';
import { powerOfAllPairs } from './power-of-all-pairs.ts';
import { isTrend, levelKindOf, trendOperators, type TargetOperator } from './operators/operators.ts';

/** The size a wave is planned at. */
export interface SamplePlan {
  /** Planned answers to the figure the target is about: `plannedAnswers`. */
  readonly sampleSize: number;
  readonly designEffect: number;
  /**
   * Of single answers, in the figure's unit. `rate`: that of a rate in per cent, at the share nearest to 50 % among the
   * threshold and `distance` to either side of it, or at 50 % where there is no threshold.
   */
  readonly standardDeviation: number | 'rate';
  readonly level?: number;
  /** Planned primary units less strata; not looked at where it is not told. */
  readonly degreesOfFreedom?: number;
}

type NormalPlan = SamplePlan & { readonly standardDeviation: number };

export interface PowerDemand {
  /** How far from the threshold the truth is supposed to be: 3 points. For a trend, how far it moves from wave to wave. */
  readonly distance?: number;
  readonly power?: number;
  /** Of "each year", the changes of its term, all of which must be found: at most five. */
  readonly pairs?: number;
}

/** Parts of a planned sample, 0-1, that are left for a figure; what is not told is 1. */
export interface PlannedShares {
  /** Of the sample, those who live in the area the figure is about. */
  readonly area?: number;
  /** Of these, those who are asked the form. */
  readonly form?: number;
  /** Those drawn to be asked the block of the item. */
  readonly drawing?: number;
  /** Those the item is about: who used the service. */
  readonly eligible?: number;
  /** Those who can say. */
  readonly substantive?: number;
}

/**
 * The answers a figure can expect of a planned sample.
 *
 * @throws RangeError for a share outside (0, 1]
 * @example
 * // Of 2,400 interviews, in one of eight streets, four of eight blocks drawn, and a third use the service.
 * plannedAnswers(2400, { area: 1 / 8, drawing: 1 / 2, eligible: 1 / 3 }); // 50
 */
export function plannedAnswers(sampleSize: number, shares: PlannedShares): number {
  return Object.entries(shares).reduce((n, [name, share]: [string, number]) => {
    if (!(share > 0 && share <= 1)) {
      throw new RangeError(`plannedAnswers requires shares above 0 and at most 1 (${name} is ${share})`);
    }
    return n * share;
  }, sampleSize);
}

/**
 * Whether a wave of this size can decide the target: the figure must reach full standing (`ladder`: 50 answers, 30 over
 * the design effect, 8 degrees of freedom), and with the truth `distance` to either side of the threshold the right
 * verdict must come in 80 % of samples. A target that the plan cannot decide must not be activated; it would be
 * "undecided" for ever, and that is the programme's doing (rules 22 and 32).
 *
 * The figure is taken as normal with standard error s = standardDeviation sqrt(designEffect / sampleSize), the
 * change of two such waves with s sqrt(2). For a range the truth is put `distance` outside and inside each end,
 * inside at most in the middle; a range hardly wider than the interval cannot be met by any sample. "Each year" is met
 * only if all changes of its term are found, of a truth that moves by `distance` every year (`powerOfAllPairs`).
 *
 * @example
 * canDecide({ kind: 'atLeast', threshold: 80 }, { sampleSize: 1000, designEffect: 1.5, standardDeviation: 20 }); // true
 * canDecide({ kind: 'atLeast', threshold: 80 }, { sampleSize: 400, designEffect: 1.5, standardDeviation: 20 }); // false
 * // Three rises in a row need more than one.
 * const wave = { sampleSize: 1700, designEffect: 1.5, standardDeviation: 24 };
 * canDecide({ kind: 'rising' }, wave); // true
 * canDecide({ kind: 'risingEachYear' }, wave, { pairs: 3 }); // false
 */
export function canDecide(
  operator: TargetOperator,
  plan: SamplePlan,
  { distance = 3, power = 0.8, pairs = 1 }: PowerDemand = {},
): boolean {
  const { sampleSize: n, designEffect, degreesOfFreedom = Infinity } = plan;
  const effectiveN = n / Math.max(1, designEffect);
  if (ladder({ n, effectiveN, degreesOfFreedom }) !== 'full') return false;
  const { standardDeviation } = plan;
  const deviation = standardDeviation === 'rate' ? deviationOfRate(operator, distance) : standardDeviation;
  return powerToDecide(operator, { ...plan, standardDeviation: deviation }, distance, pairs) >= power;
}

/**
 * The standard deviation of single answers to a rate in per cent, 100 sqrt(p (1 - p)), at the p that is nearest to a half
 * among the ends of the target and `distance` to either side of them, where the error is largest.
 *
 * @example
 * deviationOfRate({ kind: 'atLeast', threshold: 85 }, 3); // 38.4 (at 82 %)
 * deviationOfRate({ kind: 'rising' }, 3); // 50
 */
export function deviationOfRate(operator: TargetOperator, distance: number): number {
  const ends = (isTrend(operator) ? [] : levelKindOf(operator).ends(operator)).flatMap((end) => [
    end - distance,
    end,
    end + distance,
  ]);
  const fromHalf = ends.length === 0 ? 0 : Math.min(50, ...ends.map((end) => Math.abs(end - 50)));
  return Math.sqrt((50 - fromHalf) * (50 + fromHalf));
}

function powerToDecide(operator: TargetOperator, plan: NormalPlan, distance: number, pairs: number): number {
  const error = standardErrorOf(plan);
  const reach = normalQuantile((1 + (plan.level ?? 0.95)) / 2);
  if (!isTrend(operator)) return levelKindOf(operator).power(operator, { error, reach, distance });
  return powerOfAllPairs(trendOperators[operator.kind].isEachYear ? pairs : 1, distance / error, reach);
}

/**
 * The smallest change between two waves of this plan that is found with the given power.
 *
 * @example
 * smallestDetectableChange({ sampleSize: 1000, designEffect: 1.5, standardDeviation: 20 }); // 3.07
 */
export function smallestDetectableChange(plan: NormalPlan, power = 0.8): number {
  const reach = normalQuantile((1 + (plan.level ?? 0.95)) / 2);
  return (reach + normalQuantile(power)) * standardErrorOf(plan) * Math.SQRT2;
}

/**
 * The answers each of two waves needs so that a change of `change` is found with the given power: the inverse of
 * `smallestDetectableChange`, rounded up.
 *
 * @param change in the figure's unit, above 0
 * @example
 * sampleSizeForChange(3, { designEffect: 1.5, standardDeviation: 20 }); // 1047
 */
export function sampleSizeForChange(
  change: number,
  plan: Omit<NormalPlan, 'sampleSize'>,
  power = 0.8,
): number {
  if (!(change > 0)) throw new RangeError(`sampleSizeForChange requires a change above 0 (got ${change})`);
  return Math.ceil((smallestDetectableChange({ ...plan, sampleSize: 1 }, power) / change) ** 2);
}

function standardErrorOf({ sampleSize, designEffect, standardDeviation }: NormalPlan): number {
  if (!(sampleSize > 0 && designEffect > 0 && standardDeviation > 0)) {
    throw new RangeError('a sample plan requires a size, a design effect and a standard deviation above 0');
  }
  return standardDeviation * Math.sqrt(designEffect / sampleSize);
}
