import type { RankSet } from '../../estimation/comparisons/rank-sets.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { alternativesOf, type AlternativeIndex } from '../measure/alternative-indices.ts';
import { areaRankings } from '../measure/area-rankings.ts';
import { haveTotalsMoved, withEarlierTotals, type ComparedEstimates } from '../compare/compared-estimates.ts';
import { comparedFigures } from '../compare/compared-figures.ts';
import { disclosedRelease } from '../disclose/disclosed-release.ts';
import type { DisclosedFrame } from '../disclose/disclosed-frame.ts';
import type { FrameToRelease, WaveToMeasure } from './wave-to-release.ts';
import type { EarlierWave } from '../compare/earlier-wave.ts';
import { estimatedFigures, type EstimatedFigure } from '../measure/estimated-figures.ts';
import { familiesOf } from '../define/families.ts';
import { hideCells, type Hiding } from '../disclose/hide-cells.ts';
import { headlineBefore } from './headline-before.ts';
import { judgedTargets } from '../judge/judged-targets.ts';
import { overCommonLeaves } from '../compare/over-common-leaves.ts';
import { quantitiesOf, referencesAt } from '../define/quantities.ts';
import type {
  AreaRanking,
  Cell,
  Comparison,
  FamilyNumber,
  FigureReference,
  ReleaseMethod,
  ReleaseWeighting,
} from '../release.ts';
import { type Thresholds } from '../print/render-release.ts';
import type { DisclosureInput } from '../disclose/reader-system.ts';
import { sealedFigures } from './sealed-figures.ts';
import { beforeInThisWave, type FrameBefore } from '../disclose/published-before.ts';
import { targetToPrint, type TargetToPrint } from '../judge/target-to-print.ts';
import { tiesBetween } from '../disclose/ties.ts';
import { thresholdsByKey } from '../print/figure-thresholds.ts';
import type { SealedDontKnow, SealedFigure } from '../sealed-release.ts';
import { hangsOnDontKnow, sealedDontKnow } from '../compare/words-and-dont-know.ts';
import { termNumbers } from '../judge/term-numbers.ts';
import { waveContext, type WaveContext } from '../measure/wave-context.ts';

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
  readonly disclosed?: Omit<DisclosedFrame, 'hidden' | 'form'>;
  readonly hidden: ReadonlySet<string>;
  readonly thresholds: Thresholds;
  readonly dontKnow: SealedDontKnow;
  readonly rankings: readonly AreaRanking[];
  readonly comparison?: Comparison;
  readonly families: ReleaseMethod['families'];
  readonly targets: readonly TargetToPrint[];
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
  dontKnow: { scores: [], readings: [] },
  rankings: [],
  families: [],
  targets: [],
};

/** A frame of a wave, and what it is held against. */
interface ExactInput extends FrameToRelease {
  readonly period: string;
  /** The waves before that measured the frame, oldest first. */
  readonly earlier: readonly EarlierWave[];
  /** The last of them, where it is that of an earlier period. */
  readonly comparedWith: EarlierWave | undefined;
  readonly before: readonly FrameBefore[];
  readonly caution: WaveToMeasure['caution'];
  readonly besides: WaveToMeasure['besides'];
}

/** Every figure, change, rank and verdict of a frame at full precision, and what is hidden of it. */
export function exactRelease(input: ExactInput): ExactRelease {
  const { programme, form, columns, earlier, period, comparedWith: before } = input;
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
  const isNamed = ({ key, area }: EstimatedFigure) => !otherNames.has(area === '' ? key.slice(0, -1) : key);
  const estimated = estimatedFigures(own).filter(isNamed);
  const thresholds = thresholdsByKey(own, references);
  const alternatives = alternativesOf(own);
  const asBefore =
    before && haveTotalsMoved(programme, before.programme)
      ? waveContext({ ...programme, margins: before.programme.margins }, form, columns)
      : own;
  const familyOf = familiesOf(form, programme.targets, quantities);
  // What stands in for the two sides of a comparison hangs on definitions, not on what is hidden.
  const unhidden = sealedFigures(form, columns, estimated, new Map());
  const estimatedAsBefore = asBefore === own ? undefined : estimatedFigures(asBefore);
  const standIns = before
    ? standInsFor(estimatedAsBefore, own, before, unhidden, references)
    : new Map<string, never>();
  const judge = (figures: readonly SealedFigure[], changes: Comparison['changes'] = []) =>
    judgedTargets({
      changes,
      own,
      asBefore,
      period,
      byMode: columns.byMode,
      figures: new Map(figures.map((figure) => [figure.key, figure])),
      references,
      incomplete: new Set([...leftOut].flatMap(([node, without]) => (without.length > 0 ? [node] : []))),
      earlier,
    });
  // Without a wave before there is no pair, and judging takes a while.
  const terms = before ? termNumbers(judge(unhidden), own, references, earlier) : [];
  const dontKnow = sealedDontKnow(
    own,
    unhidden.filter((figure) => familyOf(figure) !== undefined),
  );
  const drawn = new Map<string, readonly RankSet[]>();
  const printed = (figures: readonly SealedFigure[]) => {
    const rankings = areaRankings(design, rankable(estimated, figures), {
      form: form.name,
      root,
      level: programme.settings.confidenceLevel,
      seed: columns.digest,
      drawn,
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
          hangsOnDontKnow: hangsOnDontKnow(asBefore, dontKnow.scores, before),
        },
        before,
      );
    return { figures, rankings, ...(comparison ? { comparison } : {}) };
  };
  const tied = { figures: estimated, ids: columns.ids };
  const figuresAsBefore = estimatedAsBefore?.filter(isNamed);
  const otherwise = figuresAsBefore && {
    estimated: figuresAsBefore,
    ties: tiesBetween({ figures: figuresAsBefore, ids: columns.ids }, tied),
  };
  const ofThisWave = beforeInThisWave(input.before, references, tied);
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
      terms,
      standIns,
      ...(otherwise ? { otherwise } : {}),
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
    dontKnow,
    rankings,
    ...(comparison ? { comparison } : {}),
    families: familiesTested(comparison, rankings, root),
    targets: judge(figures, comparison?.changes).map((target) =>
      targetToPrint(target, { own, figures, references, thresholds }),
    ),
    ...headlineBefore(input, own),
  };
}

/** Newer totals and other leaves at once are a break: one of them can be allowed for, not both. */
function standInsFor(
  asBefore: readonly EstimatedFigure[] | undefined,
  own: WaveContext,
  before: EarlierWave,
  figures: readonly SealedFigure[],
  references: readonly FigureReference[],
): ComparedEstimates {
  if (asBefore) return withEarlierTotals(asBefore);
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
