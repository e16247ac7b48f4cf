import { combine } from '../../estimation/figures/combine.ts';
import { DONT_KNOW } from '../../estimation/figures/coded-column.ts';
import { linearMean } from '../../estimation/figures/linear-mean.ts';
import type { Base } from '../../estimation/figures/linearised-figure.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { valuesOfCodes } from '../../estimation/figures/values-of-codes.ts';
import { scoreTable } from '../../indices/conventions/conventions.ts';
import { satisfactionRate } from '../../indices/items/satisfaction-rate.ts';
import { ratingColumn } from './columns-of-methods.ts';
import type { MeasuredFigure } from './measured-figures.ts';
import { figureKey } from '../figure-key.ts';
import { judged } from './estimated-figures.ts';
import type { FigureName } from '../figure-names.ts';
import { rowsWith } from './label-column.ts';
import { leafShares, type LeafShare } from '../define/leaf-shares.ts';
import { publishedEstimate } from '../published.ts';
import { nodeNamed } from '../../indices/index-tree.ts';
import type { DontKnowScore, JudgedEstimate, Readings } from '../sealed-release.ts';
import type { WaveContext } from './wave-context.ts';

/** A figure with "don't know" counted as satisfied, and as not. */
export type DontKnowReadings = Pick<Readings, 'dontKnowIs' | 'dontKnowIsNot'>;

/**
 * A figure with all who said "don't know" counted as satisfied, and with none of them (rule 32). In a rate they are put
 * into its base. In an index or a mean score each counts what the item's mean is among the satisfied, and among the
 * others. Of indicators, which know no satisfied, there are none.
 *
 * @param scores of each item, the first that is found of it: those of the wave before, where waves are to be read alike
 */
export function dontKnowReadings(
  context: WaveContext,
  figure: FigureName,
  scores: readonly DontKnowScore[],
): DontKnowReadings {
  if (figure.statistic === 'satisfactionRate') return boundsOfRate(context, figure);
  const leaves = leavesOf(context, figure);
  if (leaves.length === 0) return {};
  const scoreOf = (item: string) => scores.find((each) => each.item === item)!;
  const base = baseOf(context, figure);
  return {
    dontKnowIs: scored(context, leaves, base, (item) => scoreOf(item).satisfied),
    dontKnowIsNot: scored(context, leaves, base, (item) => scoreOf(item).others),
  };
}

/** The items behind an index or a mean score, which count by their scores; none of other figures. */
export function itemsScored(context: WaveContext, figure: FigureName): readonly string[] {
  return leavesOf(context, figure).map(({ item }) => item);
}

/** The mean score among the satisfied, and among the others; at the border of the two where there is nobody. */
export function dontKnowScore({ form, columns, design }: WaveContext, item: string): DontKnowScore {
  const { convention, satisfiedFrom } = form.index;
  const column = ratingColumn(columns, item);
  const scores = scoreTable(convention, column.scale);
  const border = satisfiedFrom - column.scale.lowest;
  const mean = (belongs: (code: number) => boolean, otherwise: number) => {
    const values = valuesOfCodes(column, (code) =>
      code >= 0 && belongs(code) ? (scores[code] ?? NaN) : NaN,
    );
    const figure = linearMean(design, values, { askingProbabilities: column.askingProbabilities });
    return isEstimable(figure) ? figure.value : otherwise;
  };
  return {
    item,
    satisfied: mean((code) => code >= border, scores[border] ?? 100),
    others: mean((code) => code < border, scores[border - 1] ?? 0),
  };
}

/** An estimate as it is kept with the readings of a figure. */
export function judgedReading(
  context: WaveContext,
  figure: Pick<MeasuredFigure, 'figure' | 'unit' | 'leftOut'>,
): JudgedEstimate {
  const { estimate, standing } = judged(context.programme, context.design, figure);
  return { estimate: publishedEstimate(estimate), standing };
}

function baseOf({ columns }: WaveContext, { area }: FigureName): Base {
  return area === undefined ? {} : { domain: rowsWith(columns.areas, area) };
}

function boundsOfRate(context: WaveContext, figure: FigureName): DontKnowReadings {
  const { rateIfDontKnowIs: is, rateIfDontKnowIsNot: isNot } = ratesOf(context, figure);
  return {
    dontKnowIs: judgedReading(context, { figure: is, unit: 'share' }),
    dontKnowIsNot: judgedReading(context, { figure: isNot, unit: 'share' }),
  };
}

/** Over all they are figures of their own; by area they are made for this alone. */
function ratesOf(context: WaveContext, figure: FigureName) {
  const { design, form, columns } = context;
  const column = ratingColumn(columns, figure.subject);
  const { satisfiedFrom } = form.index;
  const [is, isNot] = ['rateIfDontKnowIs', 'rateIfDontKnowIsNot'].map(
    (statistic) => context.overall().get(figureKey(statistic, figure.subject))?.figure,
  );
  if (figure.area === undefined && is && isNot) return { rateIfDontKnowIs: is, rateIfDontKnowIsNot: isNot };
  return satisfactionRate.linearise(design, { column, satisfiedFrom }, baseOf(context, figure));
}

/** The items of an index or a mean score with their shares of it; none of other figures. */
function leavesOf({ form }: WaveContext, { statistic, subject }: FigureName): readonly LeafShare[] {
  if (statistic === 'itemScore') return [{ leaf: subject, item: subject, share: 1 }];
  const node = nodeNamed(form.index.root, subject);
  return statistic === 'index' && node ? leafShares(node) : [];
}

/** The index with "don't know" as an answer that scores as told. */
function scored(
  context: WaveContext,
  leaves: readonly LeafShare[],
  base: Base,
  scoreOf: (item: string) => number,
): JudgedEstimate {
  const { design, form, columns } = context;
  const figures = leaves.map(({ item, share: weight }) => {
    const column = ratingColumn(columns, item);
    const scores = scoreTable(form.index.convention, column.scale);
    const dontKnow = scoreOf(item);
    const values = valuesOfCodes(column, (code) => (code === DONT_KNOW ? dontKnow : (scores[code] ?? NaN)));
    const { askingProbabilities } = column;
    return { weight, figure: linearMean(design, values, { ...base, askingProbabilities }) };
  });
  const present = figures.flatMap(({ weight, figure }) =>
    isEstimable(figure) ? [{ coefficient: weight, figure }] : [],
  );
  const sum = present.reduce((all, { coefficient }) => all + coefficient, 0);
  if (present.length === 0) return { estimate: { notEstimable: 'noAnswers' }, standing: 'suppressed' };
  const terms = present.map(({ coefficient, figure }) => ({ coefficient: coefficient / sum, figure }));
  return judgedReading(context, { figure: combine(design, terms), unit: 'points' });
}
