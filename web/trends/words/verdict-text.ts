import {
  isTrend,
  levelKindOf,
  trendOperators,
  type LevelOperator,
} from '../../../core/judgement/operators/operators.ts';
import { asRead } from '../../../core/release/print/digits.ts';
import type { Cell, TargetOperatorShown, TargetResult } from '../../../core/release/release.ts';
import { formatNumber } from '../../parts/formats.ts';
import { breakReasons } from './break-text.ts';
import { inChangeUnit, signedAmount, signedParts } from './change-text.ts';
import {
  readError,
  figureText,
  rangeText,
  readInterval,
  type FigureText,
  type Unit,
} from '../../parts/figure/figure-text.ts';
import { printedDecimals } from '../../parts/figure/printed-decimals.ts';
import type { Reader } from '../../parts/figure/reader.ts';
import type { TrendsKey } from '../../wording/trends/simplified-chinese.ts';
import { yearText } from './year-text.ts';

/** A verdict as it is written: shape, word and what was judged are never shown apart from each other. */
export interface VerdictText {
  readonly shape: '●' | '■' | '◐' | '◇' | '○';
  readonly word: string;
  readonly aim: string;
  /** Value, interval and n that judge; of a trend target those of the change. */
  readonly figure: FigureText;
  readonly why: string;
}

/** Points of 0-100, from the threshold or from wave to wave. */
const PLANNED_DISTANCE = 3;

const shapes = { met: '●', notMet: '■', undecided: '◐', insufficientDesign: '◇' } as const;

/**
 * A promise whose term has only its base so far is no verdict of anything: it says from when it is judged.
 *
 * @param unit that of the figure that judges; thresholds of shares are per cent
 * @param cell of that figure, which stands where nothing could be judged and has the n of this wave
 * @param dontKnow what those who said “don't know” come to, where they turn the verdict
 */
export function verdictText(
  target: TargetResult,
  unit: Unit,
  reader: Reader,
  cell?: Cell,
  dontKnow = '',
): VerdictText {
  const { say } = reader;
  const { verdict } = target.judgement;
  const aim = aimText(target.operator, unit, reader);
  const word = say(`verdict.${verdict}`);
  const figure = judgedFigure(target, unit, reader, cell);
  if (isAtBase(target)) {
    return { shape: '○', word: baseText(target, reader), aim, figure, why: say('whyAtBase') };
  }
  return {
    shape: shapes[verdict],
    word: verdict === 'met' && isUnderWay(target) ? say('soFar', { word }) : word,
    aim,
    figure,
    why: say(reasonKey(target), {
      aim,
      interval: judgedInterval(target, unit, reader),
      pairs: namesOf(contraryPairs(target), reader),
      settled: settledPairs(target)
        .map((pair) => settledText(pair, unit, reader))
        .join(say('clauseSeparator')),
      until: untilText(target, reader),
      distance: distanceText(target, unit, reader),
      dontKnow: dontKnow === '' ? '' : `${say('clauseSeparator')}${dontKnow}`,
    }),
  };
}

/** What a target asks for in words: `不低于80%`. */
export function aimText(operator: TargetOperatorShown, unit: Unit, { language, say }: Reader): string {
  if (isTrend(operator)) return say(operator.kind);
  const write = (threshold: number) => {
    const text = formatNumber(threshold, language, printedDecimals([threshold]));
    return unit === 'share' ? `${text}%` : text;
  };
  const [lowest = NaN, highest] = thresholdsOf(operator);
  if (operator.kind !== 'within' && operator.kind !== 'about') {
    return say(operator.kind, { threshold: write(lowest) });
  }
  return say('within', { lowest: write(lowest), highest: write(highest ?? lowest) });
}

/** The levels a target compares with; none for a target on the change. */
export function thresholdsOf(operator: TargetOperatorShown): readonly number[] {
  return isTrend(operator) ? [] : levelKindOf(operator).ends(operator);
}

/** Two periods and the way between them. */
export function pairName(from: string, to: string): string {
  return `${from}→${to}`;
}

/** Value, interval and n as they were judged, or what stands in the figure's place. */
function judgedFigure(target: TargetResult, unit: Unit, reader: Reader, cell?: Cell): FigureText {
  const { language, say } = reader;
  const judged = target.term?.pairs.filter(({ outcome }) => outcome !== 'ahead').at(-1);
  const deciding = decidingPair(target);
  const isLast = deciding === judged && deciding?.difference !== undefined;
  if (deciding && !isLast) return decidingFigure(deciding, unit, reader);
  const { value, interval, n = cell && 'n' in cell ? cell.n : undefined } = target.judgement;
  if (value === undefined) {
    return isTrend(target.operator)
      ? { value: '–', error: '', n: '', note: say('noChangeToJudge') }
      : figureText(cell, unit, reader);
  }
  const read = asRead(value, unit);
  const decimals = judgedDecimals(target, unit);
  const number = formatNumber(read, language, decimals);
  return {
    value: isTrend(target.operator)
      ? inChangeUnit(`${read > 0 ? '+' : ''}${number}`, unit, reader)
      : `${number}${unit === 'share' ? '%' : ''}`,
    error: interval ? rangeText(readInterval(interval, unit), decimals, reader) : '',
    n: n === undefined ? '' : say('answers', { n: formatNumber(n, language) }),
    note: judged ? pairName(judged.from, judged.to) : '',
  };
}

/** Of a pair before this wave there is no n: that of the judgement is of the answers of now. */
function decidingFigure(
  { from, to, difference, interval, standardError }: Pair,
  unit: Unit,
  reader: Reader,
): FigureText {
  const note = pairName(from, to);
  if (difference === undefined) return { value: '–', error: '', n: '', note };
  const [value, error = ''] = signedParts(difference, interval, unit, reader, standardError);
  return { value, error, n: '', note };
}

function judgedInterval(target: TargetResult, unit: Unit, reader: Reader): string {
  const { interval } = target.judgement;
  if (interval === undefined) return '';
  const sign = unit === 'share' && !isTrend(target.operator) ? '%' : '';
  return rangeText(readInterval(interval, unit), judgedDecimals(target, unit), reader, sign);
}

function judgedDecimals({ judgement }: TargetResult, unit: Unit): number {
  const { value, standardError, interval } = judgement;
  const numbers = [...(value === undefined ? [] : [value]), ...(interval ?? [])];
  return printedDecimals(
    numbers.map((number) => asRead(number, unit)),
    readError(standardError, unit),
  );
}

const reasonKeys = {
  tooFew: 'whyTooFew',
  hidden: 'whyHidden',
  manyTargets: 'whyManyTargets',
  noComparison: 'whyNoComparison',
  dontKnowBounds: 'whyDontKnowBounds',
  flagged: 'whyFlagged',
  design: 'whyDesign',
  pairFell: 'whyPairFell',
  openPairs: 'whyOpenPairs',
  notWhole: 'whyNotWhole',
} as const satisfies Readonly<Record<Exclude<TargetResult['judgement']['reason'], 'interval'>, TrendsKey>>;

function reasonKey(target: TargetResult): TrendsKey {
  const { verdict, reason, interval } = target.judgement;
  if (verdict === 'insufficientDesign') return 'whyDesign';
  const isOfPairs = reason === 'openPairs' || reason === 'interval';
  if (verdict === 'undecided' && isOfPairs && settledPairs(target).length > 0) return 'whyEachYearSettled';
  if (reason !== 'interval') return reasonKeys[reason];
  const outcome = ({ met: 'Met', notMet: 'NotMet', undecided: 'Undecided' } as const)[verdict];
  if (target.term && verdict !== 'undecided') return verdict === 'met' ? 'whyEachYearMet' : 'whyPairFell';
  if (interval === undefined) return 'whyTooFew';
  return isTrend(target.operator) ? `whyTrend${outcome}` : `why${outcome}`;
}

type Pair = NonNullable<TargetResult['term']>['pairs'][number];

/** Pairs that ran against what was promised. */
function contraryPairs({ operator, term }: TargetResult): readonly Pair[] {
  const contrary = operator.kind.startsWith('falling') ? 'rose' : 'fell';
  const all = term?.pairs.filter(({ outcome }) => outcome === contrary) ?? [];
  const inEveryReading = all.filter(({ hangsOn }) => hangsOn === undefined);
  return inEveryReading.length > 0 ? inEveryReading : all;
}

/** Pairs that did not keep what was promised, or could not be judged: with one the term is not met any more (rule 30). */
function settledPairs({ term }: TargetResult): readonly Pair[] {
  return (
    term?.pairs.filter(
      ({ outcome, hangsOn }) =>
        hangsOn !== undefined || (outcome !== 'rose' && outcome !== 'fell' && outcome !== 'ahead'),
    ) ?? []
  );
}

/** The pair that decides what is said of the term: the first that ran against it, or did not keep it. */
function decidingPair(target: TargetResult): Pair | undefined {
  const { verdict } = target.judgement;
  if (verdict === 'notMet') return contraryPairs(target)[0];
  return verdict === 'undecided' ? settledPairs(target)[0] : undefined;
}

function namesOf(pairs: readonly Pair[], { say }: Reader): string {
  return pairs.map(({ from, to }) => pairName(from, to)).join(say('listSeparator'));
}

/** `2023→2024变化+0.2分（−0.7至1.2），在误差之内`, or why it could not be judged. */
function settledText(
  { from, to, outcome, hangsOn, difference, interval, standardError, reasons = [] }: Pair,
  unit: Unit,
  reader: Reader,
): string {
  const { say } = reader;
  const pair = pairName(from, to);
  if (outcome === 'break') {
    return say('pairNotJudged', { pair, why: say('pairBroken', { reasons: breakReasons(reasons, reader) }) });
  }
  if (outcome === 'standing' || outcome === 'noWave') {
    return say('pairNotJudged', { pair, why: say(`pair.${outcome}`) });
  }
  if (difference === undefined && !hangsOn) return say('pairNotEstablished', { pair });
  const amount =
    difference === undefined ? '' : signedAmount(difference, interval, unit, reader, standardError);
  return hangsOn
    ? say('pairHangsOn', { pair, amount, why: say(`hangsOn.${hangsOn}`) })
    : say('pairWithinError', { pair, amount });
}

function untilText({ term }: TargetResult, reader: Reader): string {
  const last = term?.periods.at(-1);
  return last === undefined || term?.isOpen
    ? reader.say('everAfter')
    : reader.say('untilEnd', { last: yearText(last, reader) });
}

/** Every pair of its term is still to come. */
function isAtBase({ term, judgement }: TargetResult): boolean {
  return (
    term !== undefined &&
    judgement.reason === 'noComparison' &&
    term.pairs.every(({ outcome }) => outcome === 'ahead')
  );
}

function baseText({ term }: TargetResult, reader: Reader): string {
  const { base = '', periods: [first] = [] } = term ?? {};
  return first === undefined
    ? reader.say('baseOnly', { base: yearText(base, reader) })
    : reader.say('baseAndFirst', { base: yearText(base, reader), first: yearText(first, reader) });
}

/** How far the truth is supposed to be from what is asked for when a sample is planned (rule 32). */
function distanceText({ operator }: TargetResult, unit: Unit, reader: Reader): string {
  const { say } = reader;
  if (isTrend(operator) && trendOperators[operator.kind].isEachYear) return say('plannedStep');
  const number = formatNumber(PLANNED_DISTANCE, reader.language);
  return say(plannedKey(operator), {
    amount: inChangeUnit(number, unit === 'count' ? 'points' : unit, reader),
  });
}

function plannedKey(operator: TargetOperatorShown): TrendsKey {
  if (isTrend(operator)) return 'plannedChange';
  return plannedKeys[operator.kind];
}

const plannedKeys: Readonly<Record<LevelOperator['kind'], TrendsKey>> = {
  atLeast: 'plannedAbove',
  atMost: 'plannedBelow',
  below: 'plannedBelow',
  within: 'plannedInside',
  about: 'plannedInside',
};

/** More of the term is to come. */
function isUnderWay({ term }: TargetResult): boolean {
  return (
    term !== undefined && (term.isOpen === true || term.pairs.some(({ outcome }) => outcome === 'ahead'))
  );
}
