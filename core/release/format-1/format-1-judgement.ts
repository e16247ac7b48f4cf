import { trendOperators } from '../../judgement/operators/operators.ts';
import type { Release, TargetResult } from './format-1.ts';
import type { TargetJudgement } from '../release.ts';

const trends = Object.keys(trendOperators);

/**
 * What a release of format 1 said of a target, with the value, interval and n that stood apart from it: in the figure's
 * unit, where format 1 had the interval on the scale of the threshold. It is never judged again.
 */
export function format1Judgement(
  { figures, comparison }: Pick<Release, 'figures' | 'comparison'>,
  { figure, operator, verdict, reason, interval }: TargetResult,
): TargetJudgement {
  const cell = figures.find(({ key }) => key === figure)?.cell;
  if (!cell || !('value' in cell)) return { verdict, reason };
  if (!trends.includes(operator.kind)) {
    const { value, n } = cell;
    return { verdict, reason, value, n, ...(interval && cell.interval ? { interval: cell.interval } : {}) };
  }
  const change = comparison?.changes.find(({ key }) => key === figure);
  if (!change) return { verdict, reason };
  return { verdict, reason, value: change.difference, interval: change.interval, n: cell.n };
}
