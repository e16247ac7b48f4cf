import type { AlternativeIndex } from '../measure/alternative-indices.ts';
import { scoreTable } from '../../indices/conventions/conventions.ts';
import { itemsByName, scaleOf } from '../../questionnaire/questionnaire-variables.ts';
import { methodOf } from '../../indices/methods/methods.ts';
import type { Form } from '../../programme/programme.ts';
import { gridByError, printedWindow } from '../print/digits.ts';
import { figureKey } from '../figure-key.ts';
import type { ComparedEstimates } from '../compare/compared-estimates.ts';
import type { EarlierWave } from '../compare/earlier-wave.ts';
import { earlierFigure } from '../compare/earlier-figure.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import type { EstimatedFigure } from '../measure/estimated-figures.ts';
import { leafShares } from '../define/leaf-shares.ts';
import { nodesOf } from '../../indices/index-tree.ts';
import { ratedItems } from '../../programme/rated-items.ts';
import type {
  ComposedFigure,
  CoupledTables,
  DisclosureInput,
  EarlierDisclosure,
  OtherWeights,
  PrintedNumber,
} from './reader-system.ts';
import type { AreaRanking, Comparison, FigureReference } from '../release.ts';
import { rangeOf, renderedComparison, renderedRanking, type Thresholds } from '../print/render-release.ts';
import type { WaveContext } from '../measure/wave-context.ts';

/** All that is printed of a wave, before it is known what of it is hidden. */
export interface ToDisclose {
  readonly own: WaveContext;
  readonly estimated: readonly EstimatedFigure[];
  readonly references: readonly FigureReference[];
  readonly thresholds: Thresholds;
  readonly alternatives: readonly AlternativeIndex[];
  /** Of pairs of waves that targets print. */
  readonly terms: readonly PrintedNumber[];
  readonly rankings: readonly AreaRanking[];
  readonly comparison?: Comparison;
  /** What stands in for figures of either wave in changes. */
  readonly standIns: ComparedEstimates;
  /** The same answers raked to the totals of the wave before, and how their figures stand to those of the release. */
  readonly otherwise?: {
    readonly estimated: readonly EstimatedFigure[];
    readonly ties: OtherWeights['ties'];
  };
  readonly before: EarlierWave | undefined;
  /** Keys of figures that earlier releases of this wave showed, and that rest on the same answers now. */
  readonly shownBefore: ReadonlySet<string>;
  readonly releasesBefore: readonly EarlierDisclosure[];
  /** See `DisclosureInput`. */
  readonly caution: number | undefined;
  readonly besides: readonly string[] | undefined;
}

/** What a reader can write down of a wave, as disclosure control takes it (rule 34). */
export function disclosedRelease(printed: ToDisclose): DisclosureInput {
  const { own, estimated, references, thresholds, shownBefore } = printed;
  const { form, programme } = own;
  return {
    figures: estimated.map((figure) => ({
      ...figure,
      ...(shownBefore.has(figure.key) ? { isFixed: true } : {}),
      thresholds: thresholds.get(figure.key) ?? [],
      range: rangeOf(form, figure.unit, figure.statistic, figure.subject),
    })),
    composed: composedFigures(form, estimated, references),
    coupled: coupledTables(form, references),
    references,
    numbers: [
      ...alternativeNumbers(printed),
      ...changeNumbers(printed, false),
      ...commonLeavesNumbers(printed),
      ...printed.terms,
      ...rankingNumbers(printed),
    ],
    minimum: programme.settings.minimumCell,
    ...(printed.otherwise ? { otherwise: otherWeights(printed, printed.otherwise) } : {}),
    before: printed.releasesBefore,
    ...(printed.caution === undefined ? {} : { caution: printed.caution }),
    ...(printed.besides === undefined ? {} : { besides: printed.besides }),
  };
}

/** The key of a quantity under any of its names. */
function keyOf(references: readonly FigureReference[], name: string): string {
  return references.find(({ key }) => key === name)?.to ?? name;
}

/** Nodes of leaves by public weights, and what indicators say is a sum of other figures of theirs. */
function composedFigures(
  form: Form,
  estimated: readonly EstimatedFigure[],
  references: readonly FigureReference[],
): readonly ComposedFigure[] {
  const to = new Map(references.map((each) => [each.key, each.to]));
  const nodes = new Map(nodesOf(form.index.root).map((node) => [node.name, node]));
  const answered = new Set(estimated.filter(({ figure }) => isEstimable(figure)).map(({ key }) => key));
  const sums = new Map(
    form.indicators.flatMap((indicator) =>
      Object.entries(methodOf(indicator).sums ?? {}).map(
        ([figure, sum]) => [figureKey(figure, indicator.name), sum ?? []] as const,
      ),
    ),
  );
  return estimated.flatMap(({ key, statistic, subject, area, leftOut = [] }): readonly ComposedFigure[] => {
    const named = (other: string, of = subject) => figureKey(other, of, area);
    const sum = sums.get(figureKey(statistic, subject));
    if (sum) return [{ key, parts: sum.map(({ of, coefficient }) => ({ key: named(of), coefficient })) }];
    const node = statistic === 'index' ? nodes.get(subject) : undefined;
    if (!node) return [];
    const parts = leafShares(node, new Set(leftOut)).map(({ item, share }) => {
      const leaf = named('itemScore', item);
      // Of respondents of no known area there are no references.
      return { key: to.get(leaf) ?? (area === '' ? quantityAt(to, item) : leaf), coefficient: share };
    });
    // In an area a leaf may have no answers: the node is then made of the others.
    const made = parts.filter((part) => answered.has(part.key));
    const total = made.reduce((sum, { coefficient }) => sum + coefficient, 0);
    if (made.length === 0 || parts.some((part) => part.key === key)) return [];
    return [{ key, parts: made.map((part) => ({ ...part, coefficient: part.coefficient / total })) }];
  });
}

function quantityAt(to: ReadonlyMap<string, string>, item: string): string {
  const name = figureKey('itemScore', item);
  return `${to.get(name) ?? name}@`;
}

/** Mean score and satisfaction rate of an item: what each point of the scale adds to either. */
function coupledTables(form: Form, references: readonly FigureReference[]): readonly CoupledTables[] {
  const { convention, satisfiedFrom } = form.index;
  const items = itemsByName(form.questionnaire);
  return ratedItems(form).flatMap((item) => {
    const scale = scaleOf(items.get(item)!);
    if (!scale) return [];
    const scores = scoreTable(convention, scale);
    const points = Array.from(
      scores,
      (score, at) => [score, scale.lowest + at >= satisfiedFrom ? 100 : 0] as const,
    );
    const tables = [
      keyOf(references, figureKey('itemScore', item)),
      keyOf(references, figureKey('satisfactionRate', item)),
    ] as const;
    return tables[0] === tables[1] ? [] : [{ tables, points }];
  });
}

function alternativeNumbers({ own, estimated, alternatives }: ToDisclose): readonly PrintedNumber[] {
  const key = figureKey('index', own.form.index.root.name);
  const headline = estimated.find((figure) => figure.key === key)?.estimate;
  if (!headline || !isEstimable(headline)) return [];
  const grid = gridByError(headline.standardError);
  return alternatives.flatMap(({ convention, value, sum }) => {
    if (!sum) return [];
    const [lowest, highest] = printedWindow(grid, Number(value.toFixed(grid.decimals)));
    const { terms, constant } = sum;
    const name = `${key} as ${convention.kind}`;
    return [{ name, terms, lowest: lowest - constant, highest: highest - constant, shownWith: [key] }];
  });
}

/** Nothing of the figures is printed, but their changes are. */
function otherWeights(
  printed: ToDisclose,
  { estimated, ties }: NonNullable<ToDisclose['otherwise']>,
): OtherWeights {
  const { form, programme } = printed.own;
  const { references } = printed;
  return {
    ties,
    input: {
      figures: estimated.map((figure) => ({
        ...figure,
        standing: 'suppressed',
        range: rangeOf(form, figure.unit, figure.statistic, figure.subject),
      })),
      composed: composedFigures(form, estimated, references),
      coupled: coupledTables(form, references),
      references,
      numbers: changeNumbers(printed, true),
      minimum: programme.settings.minimumCell,
    },
  };
}

/**
 * A change over leaves in common is a window on those of now: the same leaves of the wave before, as they were printed,
 * are what it goes out from.
 */
function commonLeavesNumbers({
  comparison,
  before,
  standIns,
  references,
}: ToDisclose): readonly PrintedNumber[] {
  if (!comparison || !before) return [];
  const then = (item: string): readonly [number, number] => {
    const figure = earlierFigure(before, figureKey('itemScore', item), references);
    if (!figure || figure.hidden !== undefined || !isEstimable(figure.estimate)) return [0, 100];
    return windowOfNumber(figure.estimate.value, figure.estimate.standardError);
  };
  return comparison.changes.flatMap((change): readonly PrintedNumber[] => {
    const { leaves } = standIns.get(change.key) ?? {};
    if (!change.commonLeaves || !leaves) return [];
    const was = leaves.map(({ before: item, share }) => then(item).map((end) => share * end));
    const [low, high] = [0, 1].map((end) => was.reduce((sum, window) => sum + window[end]!, 0));
    const [least, most] = windowOfNumber(change.difference, change.standardError);
    return [
      {
        name: `change of ${change.key} over common leaves`,
        terms: leaves.map(({ now, share }) => ({ key: figureKey('itemScore', now), coefficient: share })),
        lowest: low! + least,
        highest: high! + most,
        shownWith: [change.key],
      },
    ];
  });
}

/** A change and what was printed of the wave before are two windows on the figure of now. */
function changeNumbers(
  { own, estimated, comparison, before, references }: ToDisclose,
  hasEarlierTotals: boolean,
): readonly PrintedNumber[] {
  if (!comparison || !before) return [];
  const figures = new Map(estimated.map((figure) => [figure.key, figure]));
  const unitOf = (key: string) => figures.get(key)?.unit ?? 'points';
  const printed = renderedComparison(comparison, unitOf, own.programme.settings);
  return comparison.changes.flatMap((change, at) => {
    const figure = figures.get(change.key);
    const definition = figure && own.definitionOf(figure);
    const was = earlierFigure(before, change.key, references, definition)?.estimate;
    if (!was || !isEstimable(was) || change.commonLeaves) return [];
    if ((change.hasEarlierTotals === true) !== hasEarlierTotals) return [];
    const scale = unitOf(change.key) === 'share' ? 100 : 1;
    const [low, high] = windowOfNumber(scale * was.value, scale * was.standardError);
    const [least, most] = windowOfNumber(
      scale * printed.changes[at]!.difference,
      scale * change.standardError,
    );
    const terms = [{ key: change.key, coefficient: 1 }];
    return [
      {
        name: `change of ${change.key}`,
        terms,
        lowest: low + least,
        highest: high + most,
        shownWith: [change.key],
      },
    ];
  });
}

/** What is known of a number that is printed with the digits its error leaves, as it is read. */
export function windowOfNumber(value: number, error: number): readonly [number, number] {
  const grid = gridByError(error);
  return printedWindow(grid, Number(value.toFixed(grid.decimals)));
}

/** An area less the mean of the others that are ranked. */
function rankingNumbers({ rankings }: ToDisclose): readonly PrintedNumber[] {
  return rankings.flatMap((ranking) => {
    const keys = ranking.areas.map(({ area }) => figureKey('index', ranking.subject, area));
    const printed = renderedRanking(ranking).areas;
    return ranking.areas.flatMap(({ standardError }, at) => {
      const { difference } = printed[at]!;
      if (difference === undefined || standardError === undefined) return [];
      const [lowest, highest] = printedWindow(gridByError(standardError), difference);
      const terms = keys.map((key, place) => ({
        key,
        coefficient: place === at ? 1 : -1 / (keys.length - 1),
      }));
      return [{ name: `${keys[at]} less the others`, terms, lowest, highest, shownWith: keys }];
    });
  });
}
