import { decide, type Interval, type Verdict } from './operators/operator.ts';
import {
  isTrend,
  levelKindOf,
  trendOperators,
  type TargetOperator,
  type TrendOperator,
} from './operators/operators.ts';

/**
 * `interval`: the interval decided, or straddles the threshold. `tooFew`: the figure's standing bars verdicts.
 * `noComparison`: there is no wave to compare with. `dontKnowBounds`, `flagged`: see `agreeingVerdict`.
 */
export type VerdictReason = 'interval' | 'tooFew' | 'noComparison' | 'dontKnowBounds' | 'flagged';

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: VerdictReason;
}

/**
 * The verdict on a level by the interval [L, U] of the figure, on a trend by the intervals of the changes.
 *
 * | operator       | met                | not met          |
 * |----------------|--------------------|------------------|
 * | `atLeast` T    | L >= T             | U < T            |
 * | `atMost` T     | U <= T             | L > T            |
 * | `below` T      | U < T              | L >= T           |
 * | `within` [a,b] | L >= a and U <= b  | U < a or L > b   |
 * | `about` T      | as `within` [T - tolerance, T + tolerance] | |
 * | `rising`       | L(change) > 0      | U(change) < 0    |
 * | `falling`      | U(change) < 0      | L(change) > 0    |
 *
 * Otherwise `undecided`, which is exported with the sentence 不能认定已达标. The operators `...EachYear` are met if
 * every change is, and not met if one is not. There is no verdict by a point estimate.
 *
 * `interval` belongs to level operators. `changes` holds the interval of every consecutive comparable pair of
 * waves, oldest first; `rising` and `falling` look at the last one.
 *
 * @example
 * verdict({ kind: 'atLeast', threshold: 80 }, { interval: [80.4, 83.1] }); // { verdict: 'met', reason: 'interval' }
 * verdict({ kind: 'atLeast', threshold: 80 }, { interval: [79.4, 83.1] }).verdict; // 'undecided'
 * verdict({ kind: 'rising' }, { changes: [[-2, -1], [0.3, 2.1]] }).verdict; // 'met'
 * verdict({ kind: 'risingEachYear' }, { changes: [[-2, -1], [0.3, 2.1]] }).verdict; // 'notMet'
 */
export function verdict(
  operator: TargetOperator,
  evidence: {
    readonly interval?: Interval | undefined;
    readonly changes?: readonly Interval[];
    /** Whether every figure it rests on is in full standing (`ladder`). */
    readonly hasFullStanding?: boolean;
  },
): Judgement {
  if (evidence.hasFullStanding === false) return { verdict: 'undecided', reason: 'tooFew' };
  if (isTrend(operator)) return trendVerdict(operator, evidence.changes ?? []);
  if (evidence.interval === undefined) return { verdict: 'undecided', reason: 'tooFew' };
  return { verdict: levelKindOf(operator).verdict(operator, evidence.interval), reason: 'interval' };
}

function trendVerdict(operator: TrendOperator, changes: readonly Interval[]): Judgement {
  const last = changes.at(-1);
  if (last === undefined) return { verdict: 'undecided', reason: 'noComparison' };
  const { isRise, isEachYear } = trendOperators[operator.kind];
  const verdicts = (isEachYear ? changes : [last]).map(([lowest, highest]) =>
    isRise ? decide(lowest > 0, highest < 0) : decide(highest < 0, lowest > 0),
  );
  const everyIsMet = verdicts.every((each) => each === 'met');
  return { verdict: decide(everyIsMet, verdicts.includes('notMet')), reason: 'interval' };
}
