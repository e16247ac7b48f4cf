import { combine } from '../estimation/combine.ts';
import { DONT_KNOW } from '../estimation/coded-column.ts';
import { linearMean } from '../estimation/linear-mean.ts';
import type { LinearisedFigure } from '../estimation/linearised-figure.ts';
import { isEstimable } from '../estimation/not-estimable.ts';
import { valuesOfCodes } from '../estimation/values-of-codes.ts';
import { scoreTable } from '../indices/conventions/conventions.ts';
import { ratingColumn } from './columns-of-methods.ts';
import { figureKey, type DraftFigure } from './draft-figures.ts';
import { judged } from './estimated-figures.ts';
import { publishedEstimate } from './published.ts';
import type { FigureName } from './figure-names.ts';
import { leafShares, type LeafShare } from './leaf-shares.ts';
import { nodesWithParents } from './rated-items.ts';
import type { DontKnowScore, JudgedEstimate, Readings, TargetEvidence } from './sealed-release.ts';
import type { WaveContext } from './wave-context.ts';

/**
 * The figure a target is about, and the same answers read in other ways: without flagged ones, and with all who said
 * "don't know" counted as satisfied, and as not (rule 32). In a rate they are put into its base. In an index or a mean
 * score each counts what the item's mean is among the satisfied, and among the others.
 *
 * @param before scores of the wave before: the two waves of a comparison are read alike
 */
export function targetEvidence(
  context: WaveContext,
  bound: FigureName,
  before?: readonly DontKnowScore[],
): TargetEvidence {
  const definition = context.definitionOf(bound);
  const official = context.overall().get(figureKey(bound.statistic, bound.subject));
  if (!official)
    throw new Error(`a target is about ${figureKey(bound.statistic, bound.subject)}, which is no figure`);
  const common = { official: judge(context, official), ...unflaggedReading(context, bound) };
  if (bound.statistic === 'satisfactionRate') {
    return { definition, readings: { ...common, ...boundsOfRate(context, bound) } };
  }
  const leaves = leavesOf(context, bound);
  if (leaves.length === 0) return { definition, readings: common };
  const own = leaves.map(({ item }) => scoresOf(context, item));
  const read = (scores: readonly DontKnowScore[]): Readings => ({
    ...common,
    dontKnowIs: scored(context, leaves, (item) => scoreIn(scores, own, item).satisfied),
    dontKnowIsNot: scored(context, leaves, (item) => scoreIn(scores, own, item).others),
  });
  return {
    definition,
    readings: read(own),
    ...(before ? { asBefore: read(before) } : {}),
    dontKnowScores: own,
  };
}

function judge(
  context: WaveContext,
  figure: Pick<DraftFigure, 'figure' | 'unit' | 'leftOut'>,
): JudgedEstimate {
  const { estimate, standing } = judged(context.programme, context.design, figure);
  return { estimate: publishedEstimate(estimate), standing };
}

function unflaggedReading(context: WaveContext, bound: FigureName): Pick<Readings, 'withoutFlagged'> {
  const figure = context.unflagged()?.get(figureKey(bound.statistic, bound.subject));
  return figure ? { withoutFlagged: judge(context, figure) } : {};
}

/**
 * Whether enough answers were left out of every part of the figure, or none: with and without a few it would tell of
 * those few, in a branch of an index as well.
 */
export function mayShowUnflagged(context: WaveContext, { statistic, subject }: FigureName): boolean {
  const key = figureKey(statistic, subject);
  const [all, unflagged] = [context.overall(), context.unflagged()].map((figures) => {
    const figure = figures?.get(key)?.figure;
    return figure && isEstimable(figure) ? countsOf(figure) : undefined;
  });
  if (!all || all.length !== unflagged?.length) return false;
  return all.every((count, part) => {
    const leftOut = count - unflagged[part]!;
    return leftOut === 0 || leftOut >= context.programme.settings.minimumCell;
  });
}

/** How many answered the figure, and each of what it is made of. */
function countsOf({ n, leaves = [] }: LinearisedFigure): readonly number[] {
  return [n, ...leaves.map(({ figure }) => figure.n)];
}

function boundsOfRate(
  context: WaveContext,
  { subject }: FigureName,
): Pick<Readings, 'dontKnowIs' | 'dontKnowIsNot'> {
  const figures = context.overall();
  const [is, isNot] = ['rateIfDontKnowIs', 'rateIfDontKnowIsNot'].map((name) =>
    figures.get(figureKey(name, subject)),
  );
  return {
    ...(is ? { dontKnowIs: judge(context, is) } : {}),
    ...(isNot ? { dontKnowIsNot: judge(context, isNot) } : {}),
  };
}

/** The items of an index or a mean score with their shares of it; none of other figures. */
function leavesOf({ form }: WaveContext, { statistic, subject }: FigureName): readonly LeafShare[] {
  if (statistic === 'itemScore') return [{ leaf: subject, item: subject, share: 1 }];
  const node = nodesWithParents(form.index.root).find((each) => each.node.name === subject)?.node;
  return statistic === 'index' && node ? leafShares(node) : [];
}

/** The index with "don't know" as an answer that scores as told. */
function scored(
  context: WaveContext,
  leaves: readonly LeafShare[],
  scoreOf: (item: string) => number,
): JudgedEstimate {
  const { design, form, columns } = context;
  const figures = leaves.map(({ item, share: weight }) => {
    const column = ratingColumn(columns, item);
    const scores = scoreTable(form.index.convention, column.scale);
    const dontKnow = scoreOf(item);
    const values = valuesOfCodes(column, (code) => (code === DONT_KNOW ? dontKnow : (scores[code] ?? NaN)));
    const { askingProbabilities } = column;
    return { weight, figure: linearMean(design, values, { askingProbabilities }) };
  });
  const present = figures.flatMap(({ weight, figure }) =>
    isEstimable(figure) ? [{ coefficient: weight, figure }] : [],
  );
  const sum = present.reduce((all, { coefficient }) => all + coefficient, 0);
  if (present.length === 0) return { estimate: { notEstimable: 'noAnswers' }, standing: 'suppressed' };
  const terms = present.map(({ coefficient, figure }) => ({ coefficient: coefficient / sum, figure }));
  return judge(context, { figure: combine(design, terms), unit: 'points' });
}

function scoreIn(
  scores: readonly DontKnowScore[],
  own: readonly DontKnowScore[],
  item: string,
): DontKnowScore {
  return [...scores, ...own].find((each) => each.item === item)!;
}

/** The mean score among the satisfied, and among the others; at the border of the two where there is nobody. */
function scoresOf({ form, columns, design }: WaveContext, item: string): DontKnowScore {
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
