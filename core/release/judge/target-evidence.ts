import type { LinearisedFigure } from '../../estimation/figures/linearised-figure.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import {
  dontKnowReadings,
  dontKnowScore,
  itemsScored,
  judgedReading,
} from '../measure/dont-know-readings.ts';
import { figureKey } from '../figure-key.ts';
import type { FigureName } from '../figure-names.ts';
import type { DontKnowScore, Readings, TargetEvidence } from '../sealed-release.ts';
import type { WaveContext } from '../measure/wave-context.ts';

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
  const common = { official: judgedReading(context, official), ...unflaggedReading(context, bound) };
  const items = itemsScored(context, bound);
  const own = items.map((item) => dontKnowScore(context, item));
  const read = (scores: readonly DontKnowScore[]): Readings => ({
    ...common,
    ...dontKnowReadings(context, bound, scores),
  });
  return {
    definition,
    readings: read(own),
    ...(items.length === 0
      ? {}
      : { ...(before ? { asBefore: read([...before, ...own]) } : {}), dontKnowScores: own }),
  };
}

function unflaggedReading(context: WaveContext, bound: FigureName): Pick<Readings, 'withoutFlagged'> {
  const figure = context.unflagged()?.get(figureKey(bound.statistic, bound.subject));
  return figure ? { withoutFlagged: judgedReading(context, figure) } : {};
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
