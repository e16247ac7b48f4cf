import { decimalsToShow } from '../../core/estimation/displayed.ts';
import type { TargetOperatorShown, TargetResult } from '../../core/release/format-1.ts';
import { formatNumber } from '../staff/formats.ts';
import { readInterval, type Unit } from './figure-text.ts';
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

/**
 * @param unit that of the figure that judges; thresholds of shares are per cent
 * @param periods of waves by id, to call them by; a wave without one is called by its id
 */
export function verdictText(
  target: TargetResult,
  unit: Unit,
  reader: Reader,
  periods: ReadonlyMap<string, string> = new Map(),
): VerdictText {
  const aim = aimText(target.operator, unit, reader);
  return {
    shape: shapes[target.verdict],
    word: reader.say(`verdict.${target.verdict}`),
    aim,
    why: reader.say(reasonKey(target), { aim, interval: intervalText(target, unit, reader, periods) }),
  };
}

/** What a target asks for in words: `不低于80%`. */
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

const reasonKeys = {
  tooFew: 'whyTooFew',
  noComparison: 'whyNoComparison',
  dontKnowBounds: 'whyDontKnowBounds',
  flagged: 'whyFlagged',
  design: 'whyDesign',
} as const satisfies Readonly<Record<Exclude<TargetResult['reason'], 'interval'>, TrendsKey>>;

function reasonKey({ verdict, reason, operator, interval }: TargetResult): TrendsKey {
  if (verdict === 'insufficientDesign') return 'whyDesign';
  if (reason !== 'interval') return reasonKeys[reason];
  if (interval === undefined) return 'whyTooFew';
  const outcome = ({ met: 'Met', notMet: 'NotMet', undecided: 'Undecided' } as const)[verdict];
  if (!isTrend(operator.kind)) return `why${outcome}`;
  return isEachYear(operator.kind) ? `whyEachYear${outcome}` : `whyTrend${outcome}`;
}

function isEachYear(kind: Trend): boolean {
  return kind === 'risingEachYear' || kind === 'fallingEachYear';
}

/** The interval that judges; for a target on every year those of all changes. */
function intervalText(
  target: TargetResult,
  unit: Unit,
  reader: Reader,
  periods: ReadonlyMap<string, string>,
): string {
  const nameOf = (wave: string) => periods.get(wave) ?? wave;
  const { operator, interval, changes } = target;
  if (isTrend(operator.kind) && isEachYear(operator.kind) && changes && changes.length > 0) {
    return changes
      .map(
        ({ from, to, interval: ends }) =>
          `${nameOf(from)}→${nameOf(to)} ${endsText(readInterval(ends, unit), [0], '', reader)}`,
      )
      .join(reader.say('clauseSeparator'));
  }
  if (interval === undefined) return '';
  if (isTrend(operator.kind)) return endsText(interval, [0], '', reader);
  return endsText(interval, thresholdsOf(operator), unit === 'share' ? '%' : '', reader);
}

/** The ends with as many decimals as keep them on their side of what they are compared with. */
function endsText(
  ends: readonly [number, number],
  limits: readonly number[],
  sign: string,
  { language }: Reader,
): string {
  const decimals = Math.max(...ends.map((end) => decimalsToShow(end, limits)));
  return `[${ends.map((end) => `${formatNumber(end, language, decimals)}${sign}`).join(', ')}]`;
}
