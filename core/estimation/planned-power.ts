import { normalCumulative, normalQuantile } from '../numeric/normal-distribution.ts';
import type { TargetOperator } from './verdict.ts';

/** The size a wave is planned at. */
export interface SamplePlan {
  /** Planned answers to the figure the target is about. */
  readonly sampleSize: number;
  readonly designEffect: number;
  /** Of single answers, in the figure's unit; 100 sqrt(p (1 - p)) for a rate p in per cent. */
  readonly standardDeviation: number;
  readonly level?: number;
}

export interface PowerDemand {
  /** How far from the threshold the truth is supposed to be: 3 points. */
  readonly distance?: number;
  readonly power?: number;
}

/**
 * Whether a wave of this size can decide the target: with the truth `distance` to either side of the threshold
 * the right verdict must come in 80 % of samples. A target that the plan cannot decide must not be activated; it
 * would be "undecided" for ever, and that is the programme's doing.
 *
 * The figure is taken as normal with standard error s = standardDeviation sqrt(designEffect / sampleSize), the
 * change of two such waves with s sqrt(2). For a range the truth is put `distance` outside and inside each end,
 * inside at most in the middle; a range hardly wider than the interval cannot be met by any sample.
 *
 * @example
 * canDecide({ kind: 'atLeast', threshold: 80 }, { sampleSize: 1000, designEffect: 1.5, standardDeviation: 20 }); // true
 * canDecide({ kind: 'atLeast', threshold: 80 }, { sampleSize: 400, designEffect: 1.5, standardDeviation: 20 }); // false
 */
export function canDecide(
  operator: TargetOperator,
  plan: SamplePlan,
  { distance = 3, power = 0.8 }: PowerDemand = {},
): boolean {
  return powerToDecide(operator, plan, distance) >= power;
}

function powerToDecide(operator: TargetOperator, plan: SamplePlan, distance: number): number {
  const error = standardErrorOf(plan);
  const reach = normalQuantile((1 + (plan.level ?? 0.95)) / 2);
  switch (operator.kind) {
    case 'within':
      return powerForRange(operator.lowest, operator.highest, error, reach, distance);
    case 'about': {
      const { threshold, tolerance } = operator;
      return powerForRange(threshold - tolerance, threshold + tolerance, error, reach, distance);
    }
    case 'atLeast':
    case 'atMost':
    case 'below':
      return normalCumulative(distance / error - reach);
    default:
      return normalCumulative(distance / (error * Math.SQRT2) - reach);
  }
}

/** The least of the power to say "not met" `distance` outside the range and "met" inside it. */
function powerForRange(
  lowest: number,
  highest: number,
  error: number,
  reach: number,
  distance: number,
): number {
  const inside = Math.min(distance, (highest - lowest) / 2);
  const isAboveLowest = normalCumulative(inside / error - reach);
  const isAboveHighest = 1 - normalCumulative((highest - lowest - inside) / error - reach);
  return Math.min(normalCumulative(distance / error - reach), Math.max(0, isAboveLowest - isAboveHighest));
}

/**
 * The smallest change between two waves of this plan that is found with the given power.
 *
 * @example
 * smallestDetectableChange({ sampleSize: 1000, designEffect: 1.5, standardDeviation: 20 }); // 3.07
 */
export function smallestDetectableChange(plan: SamplePlan, power = 0.8): number {
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
  plan: Omit<SamplePlan, 'sampleSize'>,
  power = 0.8,
): number {
  if (!(change > 0)) throw new RangeError(`sampleSizeForChange requires a change above 0 (got ${change})`);
  return Math.ceil((smallestDetectableChange({ ...plan, sampleSize: 1 }, power) / change) ** 2);
}

function standardErrorOf({ sampleSize, designEffect, standardDeviation }: SamplePlan): number {
  if (!(sampleSize > 0 && designEffect > 0 && standardDeviation > 0)) {
    throw new RangeError('a sample plan requires a size, a design effect and a standard deviation above 0');
  }
  return standardDeviation * Math.sqrt(designEffect / sampleSize);
}
