import { canDecide, type SamplePlan } from '../../judgement/planned-power.ts';
import {
  isTrend,
  levelKindOf,
  trendOperators,
  type TargetOperator,
} from '../../judgement/operators/operators.ts';
import { methodOf } from '../../indices/methods/methods.ts';
import type { Form } from '../../programme/programme.ts';
import { MOST_PERIODS_OF_A_TERM, type Target } from '../../programme/target.ts';
import { answersPlannedFor } from './answers-planned-for.ts';
import type { FigureName } from '../figure-names.ts';
import type { SealedFigure } from '../sealed-release.ts';
import type { WaveContext } from '../measure/wave-context.ts';

/**
 * Whether the sample that was planned can decide the target (rule 32): by the answers planned for its very figure, from
 * the declared shares of those who are eligible and who can say. An index may count on the n* of its leaves.
 */
export function planDecides(
  target: Target,
  bound: FigureName,
  { unit }: Pick<SealedFigure, 'unit'>,
  { programme, form }: Pick<WaveContext, 'programme' | 'form'>,
): boolean {
  const { plan, confidenceLevel: level } = programme.settings;
  const { operator } = target;
  const units =
    plan.primaryUnits === undefined ? {} : { degreesOfFreedom: plan.primaryUnits - (plan.strata ?? 1) };
  const planned: SamplePlan = {
    sampleSize: answersPlannedFor(programme, form, bound),
    designEffect: plan.designEffect,
    standardDeviation: unit === 'share' ? 'rate' : plan.standardDeviation,
    level,
    ...units,
  };
  const step = plan.yearlyStep === undefined ? {} : { distance: plan.yearlyStep };
  const demand =
    isTrend(operator) && trendOperators[operator.kind].isEachYear
      ? { ...step, pairs: pairsOf(operator) }
      : {};
  return canDecide(inPoints(operator, bound, form), planned, demand);
}

/** What is counted, as acts, has a scale of its own; what can be told apart is declared in points of 0-100. */
function inPoints(
  operator: TargetOperator,
  { statistic, subject }: FigureName,
  { indicators }: Form,
): TargetOperator {
  const indicator = indicators.find(({ name }) => name === subject);
  if (!indicator || isTrend(operator)) return operator;
  const method = methodOf(indicator);
  if (method.figures[statistic] !== 'count') return operator;
  const [, highest] = method.rangeOf(indicator, statistic);
  return levelKindOf(operator).scaled(operator, 100 / highest);
}

function pairsOf(operator: Target['operator']): number {
  return 'periods' in operator && operator.periods ? operator.periods.length : MOST_PERIODS_OF_A_TERM;
}
