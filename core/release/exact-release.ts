import { gather } from '../gather.ts';
import { isEstimable } from '../estimation/not-estimable.ts';
import { isTrend } from '../estimation/verdict.ts';
import { alternativesOf, type AlternativeIndex } from './alternative-indices.ts';
import { areaRankings } from './area-rankings.ts';
import { boundFigure, quantityOf } from './bound-figure.ts';
import { haveTotalsMoved, withEarlierTotals, type ComparedEstimates } from './compared-estimates.ts';
import { comparedFigures } from './compared-figures.ts';
import { disclosedRelease } from './disclosed-release.ts';
import type { DisclosedDraft, ReleaseBefore, WaveToRelease } from './draft-release.ts';
import { figureKey } from './draft-figures.ts';
import type { EarlierWave } from './earlier-wave.ts';
import { estimatedFigures, type EstimatedFigure } from './estimated-figures.ts';
import { familiesOf } from './families.ts';
import { hideCells, type Hiding } from './hide-cells.ts';
import { headlineBefore } from './headline-before.ts';
import { judgedTargets, type JudgedTarget } from './judged-targets.ts';
import { overCommonLeaves } from './over-common-leaves.ts';
import { publishedBefore } from './published-before.ts';
import { published } from './published.ts';
import { quantitiesOf, referencesAt } from './quantities.ts';
import type {
  AreaRanking,
  Cell,
  Comparison,
  FamilyNumber,
  FigureReference,
  ReleaseMethod,
  ReleaseWeighting,
} from './release.ts';
import { printedEstimate, thresholdsOf, type TargetPrinted, type Thresholds } from './render-release.ts';
import type { DisclosureInput, EarlierDisclosure } from './reader-system.ts';
import { sealedFigures } from './sealed-figures.ts';
import type { SealedFigure } from './sealed-release.ts';
import { mayShowUnflagged } from './target-evidence.ts';
import { isSame, tiesBetween, type TiedRelease } from './ties.ts';
import { waveContext, type WaveContext } from './wave-context.ts';

/** All of a release before it is rounded. */
export interface ExactRelease {
  readonly weighting: ReleaseWeighting;
  readonly strata: number;
  readonly primaryUnits: number;
  readonly figures: readonly SealedFigure[];
  readonly references: readonly FigureReference[];
  /** Leaves that nobody answered, by the nodes that go without them. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
  readonly alternatives: readonly AlternativeIndex[];
  /** What a reader can write down of it, for the gate: see `auditRelease`. */
  readonly disclosed?: Omit<DisclosedDraft, 'hidden'>;
  readonly hidden: ReadonlySet<string>;
  readonly thresholds: Thresholds;
  readonly rankings: readonly AreaRanking[];
  readonly comparison?: Comparison;
  readonly families: ReleaseMethod['families'];
  readonly targets: readonly (JudgedTarget & TargetPrinted & { readonly withoutFlagged?: Cell })[];
  readonly headlineBeforeExclusions?: Cell;
}

/** More than what hiding leaves to be ranked has ever needed. */
const MOST_ROUNDS = 4;

const NOTHING: ExactRelease = {
  weighting: { rakedTo: [], leftOut: [] },
  strata: 0,
  primaryUnits: 0,
  figures: [],
  references: [],
  leftOut: new Map(),
  alternatives: [],
  hidden: new Set(),
  thresholds: new Map(),
  rankings: [],
  families: [],
  targets: [],
};

/** Every figure, change, rank and verdict of a wave at full precision, and what is hidden of it. */
export function exactRelease(input: WaveToRelease): ExactRelease {
  const { programme, form, columns, earlier, wave } = input;
  if (columns.rowCount === 0) return NOTHING;
  const own = waveContext(programme, form, columns);
  const { design, weighting } = own;
  const leftOut = new Map(
    [...own.overall().values()].flatMap(({ statistic, subject, leftOut: without = [] }) =>
      statistic === 'index' ? [[subject, without] as const] : [],
    ),
  );
  const root = form.index.root.name;
  const quantities = quantitiesOf(form, leftOut.get(root));
  const references = [undefined, ...programme.areas.map(({ code }) => code)].flatMap((area) =>
    referencesAt(form, quantities, area),
  );
  const otherNames = new Set(references.map(({ key }) => key));
  const estimated = estimatedFigures(own).filter(({ key, area }) =>
    area === '' ? !otherNames.has(key.slice(0, -1)) : !otherNames.has(key),
  );
  const thresholds = thresholdsByKey(own, references);
  const alternatives = alternativesOf(own);
  const before = earlier.filter(({ sealed }) => sealed.wave.period < wave.period).at(-1);
  const asBefore =
    before && haveTotalsMoved(programme, before.programme)
      ? waveContext({ ...programme, margins: before.programme.margins }, form, columns)
      : own;
  const familyOf = familiesOf(form, programme.targets, quantities);
  // What stands in for the two sides of a comparison hangs on definitions, not on what is hidden.
  const unhidden = sealedFigures(form, columns, estimated, new Map());
  const standIns = before ? standInsFor(asBefore, own, before, unhidden, references) : new Map();
  const printed = (figures: readonly SealedFigure[]) => {
    const rankings = areaRankings(design, rankable(estimated, figures), {
      form: form.name,
      root,
      level: programme.settings.confidenceLevel,
      seed: columns.digest,
    });
    const comparison =
      before &&
      comparedFigures(
        {
          programme,
          sample: { byMode: columns.byMode },
          figures,
          references,
          familyOf,
          standIns,
        },
        before,
      );
    return { figures, rankings, ...(comparison ? { comparison } : {}) };
  };
  const tied = { figures: estimated, ids: columns.ids };
  const ofThisWave = beforeInThisWave(input.before ?? [], references, tied);
  const hidden = new Map<string, Hiding>(
    estimated.flatMap(({ key, estimate, standing }) =>
      ofThisWave.hidden.has(key) && isEstimable(estimate) && standing !== 'suppressed'
        ? [[key, 'complement'] as const]
        : [],
    ),
  );
  let all = printed(sealedFigures(form, columns, estimated, hidden));
  const disclosed = (): DisclosureInput =>
    disclosedRelease({
      own,
      estimated,
      references,
      thresholds,
      alternatives,
      before,
      shownBefore: ofThisWave.shown,
      releasesBefore: ofThisWave.releases,
      caution: input.caution,
      besides: input.besides,
      ...all,
    });
  // Differences of ranked areas are printed too, and which areas are ranked hangs on what is hidden.
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
    const shown = new Set(all.figures.flatMap(({ key, hidden: why }) => (why === undefined ? [key] : [])));
    const found = hideCells(withHidden(disclosed(), hidden));
    for (const [key, why] of found) hidden.set(key, hidden.get(key) ?? why);
    if (![...found.keys()].some((key) => shown.has(key))) break;
    all = printed(sealedFigures(form, columns, estimated, hidden));
  }
  const { figures, rankings } = all;
  const comparison = 'comparison' in all ? all.comparison : undefined;
  const judged = judgedTargets({
    own,
    asBefore,
    period: wave.period,
    byMode: columns.byMode,
    figures: new Map(figures.map((figure) => [figure.key, figure])),
    references,
    incomplete: new Set([...leftOut].flatMap(([node, without]) => (without.length > 0 ? [node] : []))),
    earlier,
  });
  return {
    weighting,
    strata: design.stratumCount,
    primaryUnits: design.clusterCount,
    figures,
    references,
    leftOut,
    alternatives,
    disclosed: { input: disclosed(), tied },
    hidden: new Set(hidden.keys()),
    thresholds,
    rankings,
    ...(comparison ? { comparison } : {}),
    families: familiesTested(comparison, rankings, root),
    targets: judged.map((target) => shownWithTarget(target, own, references, thresholds)),
    ...headlineBefore(input, own),
  };
}

/**
 * What a reader has of the earlier releases of the wave. A figure on other answers now is another number: that it was
 * shown does not keep it from being hidden.
 */
function beforeInThisWave(
  before: readonly ReleaseBefore[],
  references: readonly FigureReference[],
  tied: TiedRelease,
) {
  const all = publishedBefore(
    before.map(({ release }) => release),
    references,
  );
  const releases = before.flatMap(({ release, made }): readonly EarlierDisclosure[] => {
    if (!made?.disclosed) return [];
    const { input, tied: then } = made.disclosed;
    const { hidden } = publishedBefore([release], references);
    return [{ input, hidden, ties: tiesBetween(then, tied) }];
  });
  const isOfNow = (key: string) =>
    releases.length === 0 || releases.some(({ ties }) => ties.has(key) && isSame(ties.get(key)!));
  return { hidden: all.hidden, shown: new Set([...all.shown].filter(isOfNow)), releases };
}

/** Newer totals and other leaves at once are a break: one of them can be allowed for, not both. */
function standInsFor(
  asBefore: WaveContext,
  own: WaveContext,
  before: EarlierWave,
  figures: readonly SealedFigure[],
  references: readonly FigureReference[],
): ComparedEstimates {
  if (asBefore !== own) return withEarlierTotals(asBefore);
  if (!before.columns) return new Map();
  return overCommonLeaves(own, before, before.columns, figures, references);
}

/** What was found to have to be hidden stays so. */
function withHidden(input: DisclosureInput, hidden: ReadonlyMap<string, Hiding>): DisclosureInput {
  const figures = input.figures.map((figure) =>
    hidden.has(figure.key) ? { ...figure, standing: 'suppressed' as const } : figure,
  );
  return { ...input, figures };
}

/** By area and of the index, in full standing and not hidden. */
function rankable(
  estimated: readonly EstimatedFigure[],
  figures: readonly SealedFigure[],
): readonly EstimatedFigure[] {
  const judgeable = new Set(
    figures.flatMap(({ key, standing, hidden }) =>
      standing === 'full' && hidden === undefined ? [key] : [],
    ),
  );
  return estimated.filter(
    ({ statistic, area, key }) => statistic === 'index' && area !== undefined && judgeable.has(key),
  );
}

/** What the figures of level targets are judged by, on the scale of the figure that has the key: shares in per cent. */
function thresholdsByKey(context: WaveContext, references: readonly FigureReference[]): Thresholds {
  const found = new Map<string, number[]>();
  for (const target of context.programme.targets) {
    if (isTrend(target.operator)) continue;
    const { key, offset, factor } = readAs(boundFigure(target, context.form), context, references);
    for (const threshold of thresholdsOf(target.operator)) {
      gather(found, key, published((threshold - offset) / factor));
    }
  }
  return found;
}

/** All that a figure is judged by, on the scale of one target about it: each prints the number alike. */
function thresholdsOfTarget(
  { target: { operator } }: JudgedTarget,
  { key, offset, factor }: ReadAs,
  thresholds: Thresholds,
): readonly number[] {
  const others = (thresholds.get(key) ?? []).map((threshold) => published(offset + factor * threshold));
  return [...new Set([...(isTrend(operator) ? [] : thresholdsOf(operator)), ...others])];
}

/** A figure as it is read is `offset` and `factor` times what is read at `key`: shares in per cent. */
interface ReadAs {
  readonly key: string;
  readonly offset: number;
  readonly factor: number;
}

function readAs(
  bound: ReturnType<typeof boundFigure>,
  { overall }: WaveContext,
  references: readonly FigureReference[],
): ReadAs {
  const name = figureKey(bound.statistic, bound.subject);
  const key = quantityOf(bound, references);
  const scaleOf = (figure: string) => (overall().get(figure)?.unit === 'share' ? 100 : 1);
  const { factor, offset } = references.find((each) => each.key === name) ?? { factor: 1, offset: 0 };
  return { key, offset: scaleOf(name) * offset, factor: (scaleOf(name) * factor) / scaleOf(key) };
}

function familiesTested(
  comparison: Comparison | undefined,
  rankings: readonly AreaRanking[],
  root: string,
): ReleaseMethod['families'] {
  const tests = new Map<FamilyNumber, number>();
  const count = (family: FamilyNumber, by: number) => tests.set(family, (tests.get(family) ?? 0) + by);
  for (const { family } of comparison?.changes ?? []) count(family, 1);
  for (const { subject, areas } of rankings) count(subject === root ? 9 : 10, areas.length);
  return [...tests].sort(([a], [b]) => a - b).map(([number, of]) => ({ number, tests: of }));
}

function shownWithTarget(
  judged: JudgedTarget,
  own: WaveContext,
  references: readonly FigureReference[],
  byKey: Thresholds,
): ExactRelease['targets'][number] {
  const { result, sealed, target } = judged;
  const bound = boundFigure(target, own.form);
  const { unit } = own.overall().get(figureKey(bound.statistic, bound.subject))!;
  const thresholds = thresholdsOfTarget(judged, readAs(bound, own, references), byKey);
  const without = sealed.evidence?.readings.withoutFlagged;
  if (!without || !mayShowUnflagged(own, bound) || result.judgement.reason === 'tooFew') {
    return { ...judged, unit, thresholds };
  }
  return {
    ...judged,
    unit,
    thresholds,
    withoutFlagged: printedEstimate(without, { unit, ...bound }, own.form, thresholds),
  };
}
