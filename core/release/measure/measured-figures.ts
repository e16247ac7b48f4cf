import type { LinearisedFigure } from '../../estimation/figures/linearised-figure.ts';
import type { NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { SampleDesign } from '../../estimation/design/sample-design.ts';
import { estimatedNodes, estimateIndexTree } from '../../indices/estimate-index-tree.ts';
import { meanScore } from '../../indices/items/mean-score.ts';
import type { Unit } from '../../indices/figure-method.ts';
import { linearSatisfactionRate, satisfactionRate } from '../../indices/items/satisfaction-rate.ts';
import { methodOf, type Indicator } from '../../indices/methods/methods.ts';
import type { Form } from '../../programme/programme.ts';
import { answerColumns, ratingColumn } from './columns-of-methods.ts';
import { ratedItems } from '../../programme/rated-items.ts';
import type { WaveColumns } from './wave-columns.ts';

/** A figure with its influence values, before anybody decided whether it may be shown. */
export interface MeasuredFigure {
  readonly statistic: string;
  readonly subject: string;
  readonly unit: Unit;
  readonly figure: LinearisedFigure | NotEstimable;
  /** Leaves an index goes without. */
  readonly leftOut?: readonly string[];
}

export interface MeasuringSettings {
  /** A part of the respondents: 1 for rows in it. */
  readonly domain?: Uint8Array;
  /** Whether a leaf of the index rests on so little that it counts as missing. */
  readonly isThin?: (leaf: LinearisedFigure) => boolean;
  /** Leaves out the bounds of rates and the shares of missing answers: too thin to use by area. */
  readonly isBrief?: boolean;
}

/**
 * Every figure of a form for one part of the respondents: the nodes of the index, satisfaction rates and mean
 * scores of rated items with their bounds and shares of missing answers, and the indicators.
 */
export function measuredFigures(
  form: Form,
  design: SampleDesign,
  columns: WaveColumns,
  settings: MeasuringSettings = {},
): readonly MeasuredFigure[] {
  return [
    ...indexFigures(form, design, columns, settings),
    ...itemFigures(form, design, columns, settings),
    ...form.indicators.flatMap((indicator) => indicatorFigures(indicator, design, columns, settings)),
  ];
}

function indexFigures(form: Form, design: SampleDesign, columns: WaveColumns, settings: MeasuringSettings) {
  const rated = new Map(ratedItems(form).map((item) => [item, ratingColumn(columns, item)]));
  const tree = estimateIndexTree(design, form.index, rated, settings);
  return estimatedNodes(tree).map(({ name, figure, leftOut }): MeasuredFigure => ({
    statistic: 'index',
    subject: name,
    unit: 'points',
    figure,
    leftOut,
  }));
}

function itemFigures(
  form: Form,
  design: SampleDesign,
  columns: WaveColumns,
  { domain, isBrief }: MeasuringSettings,
) {
  const base = domain ? { domain } : {};
  const { convention, satisfiedFrom } = form.index;
  return ratedItems(form).flatMap((item): readonly MeasuredFigure[] => {
    const column = ratingColumn(columns, item);
    const score = meanScore.linearise(design, { column, convention }, base);
    const rates = isBrief
      ? named(
          item,
          { satisfactionRate: 'share' },
          { satisfactionRate: linearSatisfactionRate(design, { column, satisfiedFrom }, base) },
        )
      : named(
          item,
          satisfactionRate.figures,
          satisfactionRate.linearise(design, { column, satisfiedFrom }, base),
        );
    return [{ statistic: 'itemScore', subject: item, unit: 'points', figure: score.meanScore }, ...rates];
  });
}

function indicatorFigures(
  indicator: Indicator,
  design: SampleDesign,
  columns: WaveColumns,
  { domain }: MeasuringSettings,
): readonly MeasuredFigure[] {
  const method = methodOf(indicator);
  const input = method.inputOf(indicator, answerColumns(columns));
  const figures = method.linearise(design, input, domain ? { domain } : {});
  return method.figuresOf(indicator).map((statistic) => ({
    statistic,
    subject: indicator.name,
    unit: method.figures[statistic]!,
    figure: figures[statistic]!,
  }));
}

function named<Name extends string>(
  subject: string,
  units: Readonly<Record<Name, Unit>>,
  figures: Readonly<Record<Name, LinearisedFigure | NotEstimable>>,
): readonly MeasuredFigure[] {
  return (Object.keys(units) as Name[]).map((statistic) => ({
    statistic,
    subject,
    unit: units[statistic],
    figure: figures[statistic],
  }));
}
