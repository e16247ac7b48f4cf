import type { Estimate } from '../../estimation/errors/estimate.ts';
import { studentQuantile } from '../../numeric/student-distribution.ts';
import { methodOf } from '../../indices/methods/methods.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import { agreeingRanks } from '../measure/agreeing-ranks.ts';
import { printedError, pValueClass, roundedByError } from '../print/digits.ts';
import { format1Definitions } from './format-1-definitions.ts';
import { format1Family } from './format-1-family.ts';
import { format1Hidden } from './format-1-hidden.ts';
import { format1Judgement } from './format-1-judgement.ts';
import { thresholdsOf } from '../print/render-release.ts';
import type * as format1 from './format-1.ts';
import {
  naturalRange,
  printedCell,
  printedChange,
  printedDifference,
  roundedCount,
} from '../print/printed-cell.ts';
import type {
  AreaRanking,
  BreakReason,
  Cell,
  FamilyNumber,
  Fieldwork,
  Release,
  TargetResult,
} from '../release.ts';

/** What format 1 does not say of itself. */
export interface Format1Context {
  /** Of the document that was published. */
  readonly hash: string;
  /** What its wave pinned. */
  readonly programme: Programme;
  readonly form: Form;
  readonly fieldwork: Fieldwork;
  /** Keys of figures that are hidden in the release it was compared with. */
  readonly hiddenBefore?: ReadonlySet<string>;
}

/**
 * A release of format 1 as readers get it: with the digits its errors leave and hidden as `format1Hidden` says. Verdicts,
 * words, ranks and groups are those that were published, never made again; numbers beside them go where they would tell of
 * what is hidden. Its hash stands where format 2 names the document at full precision, which it is.
 */
export function format1Rendered(release: format1.Release, context: Format1Context): Release {
  const { programme, form, hash } = context;
  const { method } = release;
  const hidden = format1Hidden(release);
  const definitionOf = format1Definitions(release, programme, form);
  const printer = {
    release,
    context,
    hidden,
    figures: new Map(release.figures.map((each) => [each.key, each])),
  };
  const { rakedTo = [], leftOut = [], lowestWeight, highestWeight, designEffect } = method.weighting ?? {};
  return {
    format: 'manyi-release-2',
    programme: release.programme,
    wave: release.wave,
    number: release.number,
    provenance: { ...release.provenance, sealed: hash },
    method: {
      confidenceLevel: method.confidenceLevel,
      minimumCell: method.minimumCell,
      isProbabilitySample: method.isProbabilitySample,
      weighting: {
        rakedTo,
        leftOut,
        ...(lowestWeight === undefined ? {} : { lowestWeight }),
        ...(highestWeight === undefined ? {} : { highestWeight }),
        ...(designEffect === undefined ? {} : { designEffect }),
      },
      families: familiesOf(release),
    },
    forms: [
      {
        name: form.name,
        title: form.questionnaire.title,
        index: method.index,
        convention: method.convention,
        alternatives: alternativesOf(printer),
        satisfiedFrom: method.satisfiedFrom,
      },
    ],
    frames: [{ name: method.index.name, title: method.index.title, form: form.name }],
    sample: sampleOf(release.sample),
    fieldwork: context.fieldwork,
    areas: release.areas,
    nodes: release.nodes.map((node) => ({ form: form.name, frame: method.index.name, ...node })),
    indicators: release.indicators.map((indicator) => ({ form: form.name, ...indicator })),
    figures: release.figures.map(({ key, statistic, subject, area, unit, cell }) => ({
      form: form.name,
      key,
      statistic,
      subject,
      ...(area === undefined ? {} : { area }),
      unit,
      definition: definitionOf({ statistic, subject, ...(area === undefined ? {} : { area }) }).hash,
      cell: hidden.has(key) ? { suppressed: 'hidden' } : cellOf(printer, key, cell),
    })),
    references: [],
    rankings: (release.rankings ?? []).map((ranking) => rankingOf(printer, ranking)),
    ...(release.comparison ? { comparison: comparisonOf(printer, release.comparison) } : {}),
    targets: release.targets.map((target) => targetOf(printer, target)),
    departments: release.departments,
  };
}

interface Printer {
  readonly release: format1.Release;
  readonly context: Format1Context;
  readonly hidden: ReadonlySet<string>;
  readonly figures: ReadonlyMap<string, format1.PublishedFigure>;
}

/** A cell of format 1 as an estimate: on 10-29 answers it printed no error, and counts of acts then keep one decimal. */
function cellOf({ release, context, figures }: Printer, key: string, cell: format1.Cell): Cell {
  if ('suppressed' in cell) return { suppressed: 'hidden' };
  const { unit, statistic, subject } = figures.get(key)!;
  const indicator = context.form.indicators.find(({ name }) => name === subject);
  const estimate: Estimate = {
    value: cell.value,
    standardError: cell.standardError ?? 0.1,
    interval: cell.interval ?? [cell.value, cell.value],
    level: release.method.confidenceLevel,
    degreesOfFreedom: cell.degreesOfFreedom ?? 1,
    n: cell.n,
    effectiveN: cell.effectiveN ?? cell.n,
    designEffect: cell.designEffect ?? 1,
    kishDesignEffect: 1,
    varianceFactor: 1,
  };
  return printedCell(estimate, {
    unit,
    standing: cell.standing,
    thresholds: release.targets
      .filter((target) => target.figure === key)
      .flatMap(({ operator }) => thresholdsOf(operator)),
    range:
      indicator && unit !== 'share' ? methodOf(indicator).rangeOf(indicator, statistic) : naturalRange(unit),
  });
}

/** They were rounded to 5, so that 10 may have been 8. */
function sampleOf({
  responses,
  byChannel,
  byMode,
  flagged,
  strata,
  primaryUnits,
}: format1.ReleaseSample): Release['sample'] {
  const count = (rounded: number) => roundedCount(rounded <= 10 ? 0 : rounded);
  const counts = (all: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(all).map(([name, rounded]) => [name, count(rounded)]));
  return {
    responses: count(responses),
    byChannel: counts(byChannel),
    byMode: counts(byMode),
    flagged: count(flagged),
    strata,
    primaryUnits: count(primaryUnits),
  };
}

function alternativesOf({ release, hidden, figures }: Printer): Release['forms'][number]['alternatives'] {
  const key = `index/${release.nodes[0]?.name}`;
  const cell = figures.get(key)?.cell;
  if (!cell || hidden.has(key) || !('value' in cell) || cell.standardError === undefined) return [];
  const { standardError } = cell;
  return release.method.alternatives.map((each) => ({
    ...each,
    value: roundedByError(each.value, standardError, 'points'),
  }));
}

/** Who differs from the mean of the others by how much tells of every area that is in that mean. */
function rankingOf(
  { release, context, hidden }: Printer,
  { subject, areas }: format1.AreaRanking,
): AreaRanking {
  const isTold = areas.every(({ area }) => !hidden.has(`index/${subject}@${area}`));
  return {
    form: context.form.name,
    subject,
    areas: areas.map(({ area, ranks, group, difference, interval, adjustedPValue }) => {
      const place = { area, ...agreeingRanks(ranks, group, areas.length) };
      if (!isTold || difference === undefined || !interval) return place;
      const standardError = errorOf(interval, release.method.confidenceLevel);
      return {
        ...place,
        ...printedDifference({ difference, standardError, interval }, { unit: 'points' }),
        standardError: printedError(standardError),
        ...(adjustedPValue === undefined ? {} : { adjustedPValue: pValueClass(adjustedPValue) }),
      };
    }),
  };
}

/** Format 1 did not say it: by a normal interval it is no smaller than it was, and never gives a digit too many. */
function errorOf([lowest, highest]: readonly [number, number], level: number): number {
  return (highest - lowest) / (2 * studentQuantile((1 + level) / 2, Infinity));
}

const reasons: Readonly<Record<format1.ComparisonBreak, BreakReason>> = {
  conventionChanged: 'convention',
  indexChanged: 'leaves',
  questionsChanged: 'wording',
  weightingChanged: 'margins',
  modeMixChanged: 'modeMix',
};

function comparisonOf(
  { release, context, hidden, figures }: Printer,
  { breaks, changes, ...comparison }: format1.Comparison,
): NonNullable<Release['comparison']> {
  const { form, programme, hiddenBefore } = context;
  const margin = programme.settings.unchangedMargin;
  const isShown = ({ key }: format1.PublishedChange) => !hidden.has(key) && hiddenBefore?.has(key) !== true;
  return {
    ...comparison,
    breaks:
      breaks.length === 0
        ? []
        : [
            {
              form: form.name,
              reasons: breaks.map((each) => reasons[each]),
              figures: release.figures.map(({ key }) => key),
            },
          ],
    changes: changes.filter(isShown).map((change) => ({
      form: form.name,
      family: format1Family(release, change.key),
      ...change,
      ...printedChange(
        { ...change, level: release.method.confidenceLevel },
        {
          unit: figures.get(change.key)!.unit,
          alpha: 1 - release.method.confidenceLevel,
          isByArea: change.key.includes('@'),
          ...(margin === undefined ? {} : { margin }),
        },
      ),
    })),
  };
}

function targetOf(printer: Printer, target: format1.TargetResult): TargetResult {
  const { release, context, hidden, figures } = printer;
  const { name, text, departments, operator, figure, verdict, reason, withoutFlagged } = target;
  const isHidden = hidden.has(figure) || !figures.has(figure);
  const { value, interval, n } = format1Judgement(release, target);
  const trend = release.comparison?.changes.find(({ key }) => key === figure);
  const cell = figures.get(figure)?.cell;
  const level = cell && 'value' in cell ? cell : undefined;
  const thresholds = thresholdsOf(operator);
  const isLevel = thresholds.length > 0;
  const standardError = isLevel ? level?.standardError : trend?.standardError;
  const isTold = !isHidden && (isLevel || context.hiddenBefore?.has(figure) !== true);
  return {
    name,
    text,
    departments,
    operator,
    form: context.form.name,
    figure,
    judgement: {
      verdict,
      reason,
      ...(isTold && value !== undefined && interval && standardError !== undefined
        ? {
            value: printed(value, isLevel ? thresholds : []),
            standardError: printedError(standardError),
            interval: [printed(interval[0]), printed(interval[1])],
            ...(n === undefined ? {} : { n }),
          }
        : {}),
    },
    ...(withoutFlagged && !isHidden ? { withoutFlagged: cellOf(printer, figure, withoutFlagged) } : {}),
  };

  function printed(number: number, judgedBy: readonly number[] = isLevel ? thresholds : [0]): number {
    return roundedByError(number, standardError!, figures.get(figure)!.unit, judgedBy);
  }
}

/** Each trend target was a family of its own; each node with ranks was one. */
function familiesOf(release: format1.Release): Release['method']['families'] {
  const tests = new Map<FamilyNumber, number>();
  const count = (number: FamilyNumber, more: number) => tests.set(number, (tests.get(number) ?? 0) + more);
  for (const { key } of release.comparison?.changes ?? []) count(format1Family(release, key), 1);
  for (const { subject, areas } of release.rankings ?? []) {
    count(
      subject === release.nodes[0]?.name ? 9 : 10,
      areas.filter(({ difference }) => difference !== undefined).length,
    );
  }
  return [...tests]
    .filter(([, tests]) => tests > 0)
    .map(([number, tests]) => ({ number, tests }))
    .sort((a, b) => a.number - b.number);
}
