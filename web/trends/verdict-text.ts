import { decimalsToShow } from '../../core/estimation/displayed.ts';
import type { TargetOperatorShown, TargetResult } from '../../core/release/release.ts';
import { formatNumber } from '../staff/formats.ts';
import type { Unit } from './figure-text.ts';
import type { Reader } from './reader.ts';
import type { TrendsKey } from './wording.ts';

/** A verdict as it is written: a shape and a word that mean the same, what was aimed at, and why. */
export interface VerdictText {
  readonly shape: '●' | '■' | '◐' | '◇';
  readonly word: string;
  readonly aim: string;
  readonly why: string;
}

const shapes = { met: '●', notMet: '■', undecided: '◐', insufficientDesign: '◇' } as const;

const trends = ['rising', 'falling', 'risingEachYear', 'fallingEachYear'] as const;
type Trend = (typeof trends)[number];

/** @param unit that of the figure that judges; thresholds of shares are per cent */
export function verdictText(target: TargetResult, unit: Unit, reader: Reader): VerdictText {
  const aim = aimText(target.operator, unit, reader);
  return {
    shape: shapes[target.verdict],
    word: reader.say(`verdict.${target.verdict}`),
    aim,
    why: reader.say(reasonKey(target), { aim, interval: intervalText(target, unit, reader) }),
  };
}

/** What a target asks for in words: `不低于 80%`. */
export function aimText(operator: TargetOperatorShown, unit: Unit, { language, say }: Reader): string {
  const { kind } = operator;
  if (isTrend(kind)) return say(kind);
  const write = (threshold: number) => {
    const text = formatNumber(threshold, language, Number.isInteger(threshold) ? 0 : 1);
    return unit === 'share' ? `${text}%` : text;
  };
  if (kind === 'atLeast' || kind === 'atMost' || kind === 'below') {
    return say(kind, { threshold: write(operator.threshold ?? NaN) });
  }
  const [lowest, highest] = boundsOf(operator);
  return say('within', { lowest: write(lowest), highest: write(highest) });
}

/** The levels a target compares with; none for a target on the change. */
export function thresholdsOf(operator: TargetOperatorShown): readonly number[] {
  if (isTrend(operator.kind)) return [];
  return operator.kind === 'within' || operator.kind === 'about'
    ? boundsOf(operator)
    : [operator.threshold ?? NaN];
}

function boundsOf({
  lowest,
  highest,
  threshold = NaN,
  tolerance = NaN,
}: TargetOperatorShown): [number, number] {
  return [lowest ?? threshold - tolerance, highest ?? threshold + tolerance];
}

function isTrend(kind: string): kind is Trend {
  return trends.some((trend) => trend === kind);
}

const reasonKeys: Readonly<Record<string, TrendsKey>> = {
  tooFew: 'whyTooFew',
  noComparison: 'whyNoComparison',
  dontKnowBounds: 'whyDontKnowBounds',
  flagged: 'whyFlagged',
  design: 'whyDesign',
  suppressed: 'whySuppressed',
  break: 'whyBreak',
};

function reasonKey({ verdict, reason, operator, interval }: TargetResult): TrendsKey {
  if (verdict === 'insufficientDesign') return 'whyDesign';
  if (reason !== 'interval' || interval === undefined) return reasonKeys[reason] ?? 'whyTooFew';
  if (!isTrend(operator.kind)) {
    return ({ met: 'whyMet', notMet: 'whyNotMet', undecided: 'whyUndecided' } as const)[verdict];
  }
  if (verdict === 'met') return 'whyTrendMet';
  const isEachYear = operator.kind === 'risingEachYear' || operator.kind === 'fallingEachYear';
  if (verdict === 'notMet') return isEachYear ? 'whyTrendNotMetEver' : 'whyTrendNotMet';
  return isEachYear && (interval[0] > 0 || interval[1] < 0) ? 'whyTrendUndecidedEver' : 'whyTrendUndecided';
}

/** The ends with as many decimals as keep them on their side of the threshold. */
function intervalText({ operator, interval }: TargetResult, unit: Unit, { language }: Reader): string {
  if (interval === undefined) return '';
  const limits = isTrend(operator.kind) ? [0] : thresholdsOf(operator);
  const decimals = Math.max(...interval.map((end) => decimalsToShow(end, limits)));
  const [lowest, highest] = interval.map((end) => formatNumber(end, language, decimals));
  const percent = unit === 'share' && !isTrend(operator.kind) ? '%' : '';
  return `[${lowest}${percent}, ${highest}${percent}]`;
}
