import { gather } from '../../gather.ts';
import { againstTheOthers } from '../../estimation/against-the-others.ts';
import type { LinearisedFigure } from '../../estimation/linearised-figure.ts';
import { isEstimable } from '../../estimation/not-estimable.ts';
import { rankSets } from '../../estimation/rank-sets.ts';
import { rankedFigures } from '../../estimation/ranked-figures.ts';
import type { SampleDesign } from '../../estimation/sample-design.ts';
import { seededRandom, type SeededRandom } from '../../numeric/seeded-random.ts';
import type { EstimatedFigure } from './estimated-figures.ts';
import { published } from './published-cell.ts';
import type { AreaRanking, PublishedFigure } from '../format-1.ts';

/** Draws for the critical value of a set of ranks; with more of them hardly a rank would move. */
const DRAWS = 10_000;

/**
 * How the areas stand to each other, for every node of the index: sets of ranks that hold all at once, and which areas
 * lie above or below the mean of the others (rule 14). Only areas in full standing take part, and at least two of them;
 * which these are says nothing that their cells do not say.
 *
 * @param seed of the simulation: the digest of the data, so that the same data have the same ranks
 */
export function areaRankings(
  design: SampleDesign,
  estimated: readonly EstimatedFigure[],
  figures: readonly PublishedFigure[],
  { level, seed }: { readonly level: number; readonly seed: string },
): readonly AreaRanking[] {
  const isJudgeable = new Set(
    figures.flatMap(({ key, cell }) => ('value' in cell && cell.standing === 'full' ? [key] : [])),
  );
  const bySubject = new Map<string, { readonly area: string; readonly figure: LinearisedFigure }[]>();
  for (const { key, statistic, subject, area, figure } of estimated) {
    if (statistic !== 'index' || area === undefined || !isJudgeable.has(key) || !isEstimable(figure))
      continue;
    gather(bySubject, subject, { area, figure });
  }
  return [...bySubject].flatMap(([subject, areas]) => {
    const ranking = ranked(design, areas, level, seededRandom(`${seed} ${subject}`));
    return ranking.length > 1 ? [{ subject, areas: ranking }] : [];
  });
}

function ranked(
  design: SampleDesign,
  areas: readonly { readonly area: string; readonly figure: LinearisedFigure }[],
  level: number,
  random: SeededRandom,
): AreaRanking['areas'] {
  const figures = areas.map(({ figure }) => figure);
  const compared = rankedFigures(design, figures);
  if (figures.length < 2 || !isEstimable(compared)) return [];
  const sets = rankSets(compared, { level, random, draws: DRAWS });
  const groups = againstTheOthers(design, figures, { level });
  return areas.map(({ area }, at) => {
    const against = groups[at]!;
    const [best, worst] = sets[at]!;
    if (!isEstimable(against)) return { area, ranks: [best, worst], group: 'noDifference' };
    const { group, difference, adjustedPValue } = against;
    return {
      area,
      ranks: [best, worst],
      group,
      difference: published(difference.difference),
      interval: [published(difference.interval[0]), published(difference.interval[1])],
      adjustedPValue: published(adjustedPValue),
    };
  });
}
