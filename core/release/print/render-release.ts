import { displayedN } from '../../judgement/displayed.ts';
import { isTrend, levelKindOf, type TargetOperator } from '../../judgement/operators/operators.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Unit } from '../../indices/figure-method.ts';
import { methodOf } from '../../indices/methods/methods.ts';
import type { Form, ProgrammeSettings } from '../../programme/programme.ts';
import { printedError, pValueClass, roundedByError } from './digits.ts';
import { naturalRange, printedCell, printedChange, printedDifference, roundedCount } from './printed-cell.ts';
import type {
  AreaRanking,
  Cell,
  Comparison,
  PublishedChange,
  PublishedFigure,
  ReleaseForm,
  ReleaseSample,
  TargetResult,
} from '../release.ts';
import type { JudgedEstimate, SealedFigure, SealedSample } from '../sealed-release.ts';

/** What numbers are judged by, by key: on the scale targets are declared on. */
export type Thresholds = ReadonlyMap<string, readonly number[]>;

/** A figure as everybody may read it: with the digits its error leaves, or hidden (rules 29 and 34). */
export function renderedFigure(figure: SealedFigure, form: Form, thresholds: Thresholds): PublishedFigure {
  const { key, statistic, subject, area, unit, definition } = figure;
  return {
    form: figure.form,
    key,
    statistic,
    subject,
    ...(area === undefined ? {} : { area }),
    unit,
    definition: definition.hash,
    cell: renderedCell(figure, form, thresholds.get(key) ?? []),
  };
}

function renderedCell(figure: SealedFigure, form: Form, thresholds: readonly number[]): Cell {
  if (figure.hidden !== undefined)
    return { suppressed: figure.hidden === 'notAsked' ? 'notAsked' : 'hidden' };
  return printedEstimate(figure, figure, form, thresholds);
}

/** An estimate of the kind a figure is, such as that without flagged answers. */
export function printedEstimate(
  { estimate, standing }: JudgedEstimate,
  { unit, statistic, subject }: Pick<SealedFigure, 'unit' | 'statistic' | 'subject'>,
  form: Form,
  thresholds: readonly number[] = [],
): Cell {
  return printedCell(estimate, {
    unit,
    standing,
    thresholds,
    range: rangeOf(form, unit, statistic, subject),
  });
}

/** Between which values the figure can lie. */
export function rangeOf(
  form: Form,
  unit: Unit,
  statistic: string,
  subject: string,
): readonly [number, number] {
  const indicator = form.indicators.find(({ name }) => name === subject);
  if (!indicator || unit === 'share') return naturalRange(unit);
  return methodOf(indicator).rangeOf(indicator, statistic);
}

export function renderedComparison(
  comparison: Comparison,
  unitOf: (key: string) => Unit,
  { unchangedMargin, confidenceLevel }: ProgrammeSettings,
): Comparison {
  return {
    ...comparison,
    changes: comparison.changes.map((change): PublishedChange => ({
      ...change,
      ...printedChange(
        { ...change, level: confidenceLevel },
        {
          unit: unitOf(change.key),
          isByArea: change.key.includes('@'),
          // 1 - 0.95 is a little more than 0.05, and 0.0497 would be printed 0.05 beside a word.
          alpha: Number((1 - confidenceLevel).toFixed(12)),
          ...(unchangedMargin === undefined ? {} : { margin: unchangedMargin }),
        },
      ),
    })),
  };
}

export function renderedRanking(ranking: AreaRanking): AreaRanking {
  return { ...ranking, areas: ranking.areas.map(renderedPlace) };
}

function renderedPlace(place: AreaRanking['areas'][number]): AreaRanking['areas'][number] {
  const { difference, standardError, interval, adjustedPValue, ...rest } = place;
  if (difference === undefined || standardError === undefined || !interval) return rest;
  return {
    ...rest,
    ...printedDifference({ difference, standardError, interval }, { unit: 'points' }),
    standardError: printedError(standardError),
    ...(adjustedPValue === undefined ? {} : { adjustedPValue: pValueClass(adjustedPValue) }),
  };
}

/** How the numbers of a target are printed. */
export interface TargetPrinted {
  readonly unit: Unit;
  /** All that the figure it is about is judged by, by this target and others, on the scale of this one. */
  readonly thresholds: readonly number[];
}

/** The numbers of a target with the digits their error leaves, as they stand with the figure it is about. */
export function renderedTarget<Target extends Omit<TargetResult, 'withoutFlagged'>>(
  target: Target,
  printed: TargetPrinted,
): Target {
  const { judgement, term } = target;
  const { unit } = printed;
  return {
    ...target,
    judgement: renderedJudgement(judgement, target.operator, printed),
    ...(term
      ? {
          term: {
            ...term,
            pairs: term.pairs.map((pair) => ({ ...pair, ...printedDifferenceOf(pair, unit) })),
            ...(term.sinceBase
              ? { sinceBase: { ...term.sinceBase, ...printedDifferenceOf(term.sinceBase, unit) } }
              : {}),
          },
        }
      : {}),
  };
}

function renderedJudgement(
  judgement: TargetResult['judgement'],
  operator: TargetResult['operator'],
  { unit, thresholds }: TargetPrinted,
): TargetResult['judgement'] {
  const { value, standardError, interval, n } = judgement;
  if (value === undefined || standardError === undefined || !interval) return judgement;
  // Of a trend these are the numbers of a difference.
  const isDifference = thresholdsOf(operator).length === 0;
  const printed = (number: number, sides: readonly number[] = isDifference ? [0] : thresholds) =>
    roundedByError(number, standardError, unit, sides);
  return {
    ...judgement,
    value: printed(value, isDifference ? [] : thresholds),
    standardError: printedError(standardError),
    interval: [printed(interval[0]), printed(interval[1])],
    ...(n === undefined ? {} : { n: displayedN(n) }),
  };
}

interface Difference {
  readonly difference?: number;
  readonly standardError?: number;
  readonly interval?: readonly [number, number];
}

function printedDifferenceOf({ difference, standardError, interval }: Difference, unit: Unit) {
  if (difference === undefined || standardError === undefined || !interval) return {};
  const printed = printedDifference({ difference, standardError, interval }, { unit });
  return { ...printed, standardError: printedError(standardError) };
}

/** What a level target is judged by. */
export function thresholdsOf(operator: TargetOperator): readonly number[] {
  return isTrend(operator) ? [] : levelKindOf(operator).ends(operator);
}

export function renderedSample(
  { responses, byChannel, byMode, flagged }: SealedSample,
  strata: number,
  primaryUnits: number,
): ReleaseSample {
  const rounded = (counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, roundedCount(count)]));
  return {
    responses: roundedCount(responses),
    byChannel: rounded(byChannel),
    byMode: rounded(byMode),
    flagged: roundedCount(flagged),
    strata,
    // Where every response is a unit of its own their number is that of the responses.
    primaryUnits: roundedCount(primaryUnits),
  };
}

/** The headline under other conventions has the digits of the headline, and is hidden with it. */
export function renderedAlternatives(
  alternatives: ReleaseForm['alternatives'],
  headline: SealedFigure | undefined,
): ReleaseForm['alternatives'] {
  if (!headline || headline.hidden !== undefined || !isEstimable(headline.estimate)) return [];
  if (headline.standing === 'insufficient') return [];
  const { standardError } = headline.estimate;
  return alternatives.map((each) => ({
    ...each,
    value: roundedByError(each.value, standardError, 'points'),
  }));
}
