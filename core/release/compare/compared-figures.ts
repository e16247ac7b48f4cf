import { changeBetween, type Change } from '../../estimation/comparisons/change-between.ts';
import { changeWord } from '../../judgement/change-word.ts';
import type { Estimate } from '../../estimation/errors/estimate.ts';
import { holm } from '../../estimation/comparisons/holm.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import type { Programme } from '../../programme/programme.ts';
import type { ComparedEstimates } from './compared-estimates.ts';
import { earlierFigure } from './earlier-figure.ts';
import type { EarlierWave } from './earlier-wave.ts';
import type { Family } from '../define/families.ts';
import { breaksBetween } from '../define/compared-definitions.ts';
import { published } from '../published.ts';
import type {
  BreakReason,
  Comparison,
  FamilyNumber,
  FigureBreak,
  FigureReference,
  PublishedChange,
} from '../release.ts';
import type { SealedFigure, SealedSample } from '../sealed-release.ts';
import type { TestedChange } from './words-and-dont-know.ts';

/** Of the wave that is compared: its figures at full precision, which of them are hidden, and their families. */
export interface ComparedWave {
  readonly programme: Programme;
  readonly sample: Pick<SealedSample, 'byMode'>;
  readonly figures: readonly SealedFigure[];
  readonly references: readonly FigureReference[];
  readonly familyOf: (figure: SealedFigure) => Family | undefined;
  /** Estimates that stand in for the two sides of a comparison, where they are not those of the releases. */
  readonly standIns: ComparedEstimates;
  /** Whether a change hangs on how "don't know" is read. */
  readonly hangsOnDontKnow: (figure: SealedFigure, was: SealedFigure, change: TestedChange) => boolean;
}

/** Shares of modes may drift this far before waves count as done in another way. */
const MOST_MODE_DRIFT = 0.1;

/**
 * The changes since the wave before, figure by figure: where a figure's definition is another its line breaks, with the
 * reason, and elsewhere it goes on (rule 27). Families of tests are adjusted by Holm's method, each at 5 % (rule 31).
 * All numbers are at full precision.
 */
export function comparedFigures(now: ComparedWave, before: EarlierWave): Comparison {
  const { wave } = before.sealed;
  const breaks: { readonly figure: SealedFigure; readonly reasons: readonly BreakReason[] }[] = [];
  const families = new Map<string, { readonly number: FamilyNumber; readonly pairs: Pair[] }>();
  const shifted = modesShifted(before.sealed.sample.byMode, now.sample.byMode);
  for (const figure of now.figures) {
    const was = earlierFigure(before, figure.key, now.references, figure.definition);
    const reasons = reasonsOf(was, figure, shifted);
    const standIn = standInOf(now.standIns.get(figure.key), reasons);
    const family = now.familyOf(figure);
    // A target's figure is not made up from other branches.
    const isOverCommonLeaves = standIn?.commonLeaves !== undefined && !shifted && family?.number !== 2;
    if (reasons.length > 0 && !isOverCommonLeaves) {
      breaks.push({ figure, reasons });
      continue;
    }
    const pair = was && pairOf(was, figure, standIn);
    if (!family || !pair) continue;
    const pairs = families.get(family.group)?.pairs ?? ([] as Pair[]);
    pairs.push(pair);
    families.set(family.group, { number: family.number, pairs });
  }
  return {
    wave: wave.id,
    waveTitle: wave.title,
    period: wave.period,
    release: before.hash,
    breaks: gathered(breaks),
    changes: [...families.values()].flatMap(({ number, pairs }) => changesOf(number, pairs, now)).sort(byKey),
  };
}

interface Pair {
  readonly figure: SealedFigure;
  readonly before: SealedFigure;
  readonly was: Estimate;
  readonly is: Estimate;
  readonly notes: Pick<PublishedChange, 'hasEarlierTotals' | 'commonLeaves'>;
}

/** Common leaves are for indices that are others by their leaves: one that has its line under another name is not. */
function standInOf(standIn: ReturnType<ComparedEstimates['get']>, reasons: readonly BreakReason[]) {
  return standIn?.commonLeaves !== undefined && reasons.length === 0 ? undefined : standIn;
}

function reasonsOf(
  was: SealedFigure | undefined,
  is: SealedFigure,
  haveModesShifted: boolean,
): readonly BreakReason[] {
  if (!was) return ['newFigure'];
  return [
    ...breaksBetween(was.definition, is.definition),
    ...(haveModesShifted ? (['modeMix'] as const) : []),
  ];
}

/** Both sides where both may be judged. */
function pairOf(
  was: SealedFigure,
  is: SealedFigure,
  standIn: ReturnType<ComparedEstimates['get']>,
): Pair | undefined {
  if (!isJudgeable(was) || !isJudgeable(is)) return undefined;
  const [before, now] = [standIn?.before ?? was.estimate, standIn?.now ?? is.estimate];
  if (!isEstimable(before) || !isEstimable(now)) return undefined;
  if (!(before.standardError > 0 && now.standardError > 0)) return undefined;
  const { commonLeaves, now: other } = standIn ?? {};
  const notes = {
    ...(commonLeaves ? { commonLeaves } : {}),
    ...(other && !commonLeaves ? { hasEarlierTotals: true as const } : {}),
  };
  return { figure: is, before: was, was: before, is: now, notes };
}

/** In full standing, and to be seen: a change would tell of what is hidden. */
export function isJudgeable({ standing, hidden }: SealedFigure): boolean {
  return standing === 'full' && hidden === undefined;
}

function changesOf(
  family: FamilyNumber,
  pairs: readonly Pair[],
  now: ComparedWave,
): readonly PublishedChange[] {
  const { confidenceLevel: level } = now.programme.settings;
  const changes = pairs.map(({ was, is }) => changeBetween(was, is, { level, comparisons: pairs.length }));
  const adjusted = holm(changes.map(({ pValue }) => pValue));
  return pairs.map((pair, place) => {
    const tested = { ...changes[place]!, adjusted: adjusted[place]!, comparisons: pairs.length };
    return changeOf(pair, family, tested, now);
  });
}

function changeOf(
  { figure, before, notes }: Pair,
  family: FamilyNumber,
  { adjusted: adjustedPValue, comparisons, ...change }: Change & { adjusted: number; comparisons: number },
  { programme, hangsOnDontKnow }: ComparedWave,
): PublishedChange {
  const { unchangedMargin } = programme.settings;
  // Declared in points; a share of 0-1 is read in per cent.
  const unit = figure.unit === 'share' ? 100 : 1;
  const { word, isRawOnly } = changeWord(change, {
    adjustedPValue: Math.max(adjustedPValue, change.pValue),
    ...(unchangedMargin === undefined ? {} : { unchangedMargin: unchangedMargin / unit }),
  });
  const hasWord = word === 'rose' || word === 'fell';
  const isOpen = hangsOnDontKnow(figure, before, { ...change, hasWord, comparisons });
  return {
    form: figure.form,
    key: figure.key,
    family,
    difference: published(change.difference),
    standardError: published(change.standardError),
    interval: [published(change.interval[0]), published(change.interval[1])],
    degreesOfFreedom: published(change.degreesOfFreedom),
    pValue: published(change.pValue),
    adjustedPValue: published(Math.max(adjustedPValue, change.pValue)),
    word: isOpen ? 'open' : word,
    isRawOnly,
    detectable: published(change.detectable),
    ...notes,
  };
}

/** Those with the same reasons together. */
function gathered(
  breaks: readonly { readonly figure: SealedFigure; readonly reasons: readonly BreakReason[] }[],
): readonly FigureBreak[] {
  const alike = new Map<string, FigureBreak & { readonly figures: string[] }>();
  for (const { figure, reasons } of breaks) {
    const name = `${figure.form} ${reasons.join(' ')}`;
    const known = alike.get(name) ?? { form: figure.form, reasons, figures: [] };
    known.figures.push(figure.key);
    alike.set(name, known);
  }
  return [...alike].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** Whether people were asked in another mix of ways than before. */
export function modesShifted(
  before: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number>>,
): boolean {
  const share = (counts: Readonly<Record<string, number>>, mode: string) =>
    (counts[mode] ?? 0) /
    Math.max(
      1,
      Object.values(counts).reduce((sum, count) => sum + count, 0),
    );
  const modes = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...modes].some((mode) => Math.abs(share(before, mode) - share(now, mode)) > MOST_MODE_DRIFT);
}

function byKey(a: PublishedChange, b: PublishedChange): number {
  return a.key < b.key ? -1 : 1;
}
