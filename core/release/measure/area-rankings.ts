import { gather } from '../../gather.ts';
import { differencesFromOthers, groupOf } from '../../estimation/comparisons/against-the-others.ts';
import type { Change } from '../../estimation/comparisons/change-between.ts';
import { holm } from '../../estimation/comparisons/holm.ts';
import type { LinearisedFigure } from '../../estimation/figures/linearised-figure.ts';
import { isEstimable, type NotEstimable } from '../../estimation/figures/not-estimable.ts';
import { rankSets, type RankSet } from '../../estimation/comparisons/rank-sets.ts';
import { rankedFigures } from '../../estimation/comparisons/ranked-figures.ts';
import type { SampleDesign } from '../../estimation/design/sample-design.ts';
import { seededRandom } from '../../numeric/seeded-random.ts';
import { agreeingRanks } from './agreeing-ranks.ts';
import type { EstimatedFigure } from './estimated-figures.ts';
import { published } from '../published.ts';
import type { AreaRanking } from '../release.ts';

/** Draws for the critical value of a set of ranks; with more of them hardly a rank would move. */
const DRAWS = 10_000;

/** Ranks and groups are judged by rule 28, as every figure is. */
const SMALL_SAMPLES = { allowsForSmallSamples: true };

export interface RankingSettings {
  readonly form: string;
  /** The headline: a family of its own; all other nodes are one family together (rule 31). */
  readonly root: string;
  readonly level: number;
  /** Of the simulation: the digest of the data, so that the same data have the same ranks. */
  readonly seed: string;
  /** Sets that were drawn before, and are where the same areas are ranked again. */
  readonly drawn?: Map<string, readonly RankSet[]>;
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
  { form, root, level, seed, drawn = new Map() }: RankingSettings,
): readonly AreaRanking[] {
  const nodes = nodesOf(design, ranked);
  const others = nodes.filter(({ subject }) => subject !== root).length;
  const compared = nodes.map((node) => {
    const isRoot = node.subject === root;
    const own = isRoot ? level : 1 - (1 - level) / others;
    return {
      node,
      isRoot,
      sets: drawnOnce(drawn, `${node.subject} ${own} ${node.areas.join()}`, () =>
        setsOf(design, node, own, seed),
      ),
      differences: differencesFromOthers(design, node.figures, {
        level,
        ...SMALL_SAMPLES,
      }),
    };
  });
  const adjusted = new Map<Change | NotEstimable, number>(
    [true, false].flatMap((isRoot) => adjustedIn(compared.filter((each) => each.isRoot === isRoot))),
  );
  const placeOf = new Map([...new Set(ranked.map(({ area }) => area))].map((area, at) => [area, at]));
  return compared.map(({ node, sets, differences }) => ({
    form,
    subject: node.subject,
    areas: node.areas
      .map((area, at) =>
        rankedArea(area, sets[at]!, node.areas.length, differences[at]!, adjusted.get(differences[at]!)),
      )
      .sort((a, b) => placeOf.get(a.area)! - placeOf.get(b.area)!),
  }));
}

function drawnOnce(
  drawn: Map<string, readonly RankSet[]>,
  name: string,
  draw: () => readonly RankSet[],
): readonly RankSet[] {
  const known = drawn.get(name) ?? draw();
  drawn.set(name, known);
  return known;
}

function nodesOf(design: SampleDesign, ranked: readonly EstimatedFigure[]): readonly RankedNode[] {
  const bySubject = new Map<string, { readonly area: string; readonly figure: LinearisedFigure }[]>();
  for (const { subject, area, figure } of ranked) {
    if (area !== undefined && isEstimable(figure)) gather(bySubject, subject, { area, figure });
  }
  return [...bySubject].flatMap(([subject, unordered]) => {
    // Sets of ranks are drawn: the order in which a file has its areas must not move them.
    const members = [...unordered].sort((a, b) => (a.area < b.area ? -1 : 1));
    const figures = members.map(({ figure }) => figure);
    if (figures.length < 2 || !isEstimable(rankedFigures(design, figures, SMALL_SAMPLES))) return [];
    return [{ subject, areas: members.map(({ area }) => area), figures }];
  });
}

function setsOf(
  design: SampleDesign,
  { subject, figures }: RankedNode,
  level: number,
  seed: string,
): readonly RankSet[] {
  const compared = rankedFigures(design, figures, SMALL_SAMPLES);
  if (!isEstimable(compared)) throw new Error(`the areas of ${subject} were ranked and cannot be`);
  return rankSets(compared, { level, random: seededRandom(`${seed} ${subject}`), draws: DRAWS });
}

/** The p values of a family after Holm's adjustment, by the test they are of. */
function adjustedIn(
  compared: readonly { readonly differences: readonly (Change | NotEstimable)[] }[],
): readonly (readonly [Change, number])[] {
  const tests = compared.flatMap(({ differences }) =>
    differences.flatMap((each) => (isEstimable(each) ? [each] : [])),
  );
  const pValues = holm(tests.map(({ pValue }) => pValue));
  return tests.map((test, at) => [test, pValues[at]!]);
}

function rankedArea(
  area: string,
  ranks: RankSet,
  size: number,
  change: Change | NotEstimable,
  adjustedPValue: number | undefined,
): AreaRanking['areas'][number] {
  if (!isEstimable(change) || adjustedPValue === undefined) return { area, ranks, group: 'noDifference' };
  const { difference, standardError, interval } = change;
  return {
    area,
    ...agreeingRanks(ranks, groupOf(change, adjustedPValue), size),
    difference: published(difference),
    standardError: published(standardError),
    interval: [published(interval[0]), published(interval[1])],
    adjustedPValue: published(adjustedPValue),
  };
}
