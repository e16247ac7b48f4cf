import { gather } from '../gather.ts';
import { againstTheOthers, type GroupedFigure } from '../estimation/against-the-others.ts';
import { holm } from '../estimation/holm.ts';
import type { LinearisedFigure } from '../estimation/linearised-figure.ts';
import { isEstimable, type NotEstimable } from '../estimation/not-estimable.ts';
import { rankSets, type RankSet } from '../estimation/rank-sets.ts';
import { rankedFigures } from '../estimation/ranked-figures.ts';
import type { SampleDesign } from '../estimation/sample-design.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import type { EstimatedFigure } from './estimated-figures.ts';
import { published } from './published.ts';
import type { AreaRanking } from './release.ts';

/** Draws for the critical value of a set of ranks; with more of them hardly a rank would move. */
const DRAWS = 10_000;

export interface RankingSettings {
  readonly form: string;
  /** The headline: a family of its own; all other nodes are one family together (rule 31). */
  readonly root: string;
  readonly level: number;
  /** Of the simulation: the digest of the data, so that the same data have the same ranks. */
  readonly seed: string;
}

interface RankedNode {
  readonly subject: string;
  readonly areas: readonly string[];
  readonly figures: readonly LinearisedFigure[];
}

/**
 * How the areas stand to each other, for every node of the index: sets of ranks that hold all at once, and which areas
 * lie above or below the mean of the others (rule 14). Only areas in full standing take part, and at least two of them;
 * which these are says nothing that their cells do not say.
 *
 * What is said of the root is one family, at the level; what is said of all other nodes is another one: their groups are
 * adjusted together, and the rank sets of k of them hold at 1 - (1 - level) / k each, so all at once (rule 31). With a
 * family for each node, half of all releases of areas that are all alike would call one above or below.
 *
 * @param ranked figures of the index by area that may be seen and judged
 */
export function areaRankings(
  design: SampleDesign,
  ranked: readonly EstimatedFigure[],
  { form, root, level, seed }: RankingSettings,
): readonly AreaRanking[] {
  const nodes = nodesOf(design, ranked);
  const others = nodes.filter(({ subject }) => subject !== root).length;
  const compared = nodes.map((node) => {
    const isRoot = node.subject === root;
    const own = isRoot ? level : 1 - (1 - level) / others;
    return {
      node,
      isRoot,
      sets: setsOf(design, node, own, seed),
      groups: againstTheOthers(design, node.figures, { level }),
    };
  });
  const adjusted = new Map<GroupedFigure | NotEstimable, number>(
    [true, false].flatMap((isRoot) => adjustedIn(compared.filter((each) => each.isRoot === isRoot))),
  );
  return compared.map(({ node, sets, groups }) => ({
    form,
    subject: node.subject,
    areas: node.areas.map((area, at) =>
      rankedArea(area, sets[at]!, groups[at]!, adjusted.get(groups[at]!), level),
    ),
  }));
}

function nodesOf(design: SampleDesign, ranked: readonly EstimatedFigure[]): readonly RankedNode[] {
  const bySubject = new Map<string, { readonly area: string; readonly figure: LinearisedFigure }[]>();
  for (const { subject, area, figure } of ranked) {
    if (area !== undefined && isEstimable(figure)) gather(bySubject, subject, { area, figure });
  }
  return [...bySubject].flatMap(([subject, members]) => {
    const figures = members.map(({ figure }) => figure);
    if (figures.length < 2 || !isEstimable(rankedFigures(design, figures))) return [];
    return [{ subject, areas: members.map(({ area }) => area), figures }];
  });
}

function setsOf(
  design: SampleDesign,
  { subject, figures }: RankedNode,
  level: number,
  seed: string,
): readonly RankSet[] {
  const compared = rankedFigures(design, figures);
  if (!isEstimable(compared)) throw new Error(`the areas of ${subject} were ranked and cannot be`);
  return rankSets(compared, { level, random: seededRandom(`${seed} ${subject}`), draws: DRAWS });
}

/** The p values of a family after Holm's adjustment, by the test they are of. */
function adjustedIn(
  compared: readonly { readonly groups: readonly (GroupedFigure | NotEstimable)[] }[],
): readonly (readonly [GroupedFigure, number])[] {
  const tests = compared.flatMap(({ groups }) => groups.flatMap((each) => (isEstimable(each) ? [each] : [])));
  const pValues = holm(tests.map(({ difference }) => difference.pValue));
  return tests.map((test, at) => [test, pValues[at]!]);
}

function rankedArea(
  area: string,
  [best, worst]: RankSet,
  against: GroupedFigure | NotEstimable,
  adjustedPValue: number | undefined,
  level: number,
): AreaRanking['areas'][number] {
  if (!isEstimable(against) || adjustedPValue === undefined)
    return { area, ranks: [best, worst], group: 'noDifference' };
  const { difference } = against;
  const isSignificant = adjustedPValue < 1 - level;
  return {
    area,
    ranks: [best, worst],
    group: !isSignificant ? 'noDifference' : difference.difference > 0 ? 'above' : 'below',
    difference: published(difference.difference),
    standardError: published(difference.standardError),
    interval: [published(difference.interval[0]), published(difference.interval[1])],
    adjustedPValue: published(adjustedPValue),
  };
}
