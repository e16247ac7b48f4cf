import { changeBetween, type Change } from '../../estimation/comparisons/change-between.ts';
import { isEstimable } from '../../estimation/figures/not-estimable.ts';
import { modesShifted } from '../compare/compared-figures.ts';
import type { EarlierPromise } from './earlier-promises.ts';
import type { EarlierWave } from '../compare/earlier-wave.ts';
import { figureKey } from '../figure-key.ts';
import { breaksBetween } from '../define/compared-definitions.ts';
import type { FigureDefinition } from '../definition.ts';
import type { FigureName } from '../figure-names.ts';
import type { LockedTerm } from './locked-term.ts';
import { published } from '../published.ts';
import type { BreakReason, TargetTerm, TermPair } from '../release.ts';
import type { Reading } from './other-readings.ts';
import type { JudgedEstimate, SealedFigure, SealedRelease, TargetEvidence } from '../sealed-release.ts';

/** What a wave has to say of a promise: how the figure stood, by the definition the promise began with. */
export interface WaveOfTerm {
  readonly period: string;
  readonly byMode: Readonly<Record<string, number>>;
  readonly evidence: TargetEvidence;
}

/**
 * What the earlier waves have to say of a promise: what they sealed for it, or the figure of its definition, or else the
 * one of its name.
 *
 * @param hashes of the definitions the figure has now and had in the promise
 */
export function wavesOfTerm(
  promise: EarlierPromise | undefined,
  bound: FigureName,
  hashes: ReadonlySet<string>,
  earlier: readonly EarlierWave[],
): readonly WaveOfTerm[] {
  return earlier.flatMap((wave) => {
    const own = promise?.links.find((link) => link.wave === wave)?.target.evidence;
    return waveOf(wave.sealed, own ?? evidenceOfFigures(bound, hashes, wave.sealed.figures));
  });
}

/** What the wave before has to say of a target on the change since then, whatever it was called there. */
export function waveBefore(
  name: string,
  bound: FigureName,
  { hash }: FigureDefinition,
  { sealed }: EarlierWave,
): WaveOfTerm | undefined {
  const same = sealed.targets.filter(({ evidence }) => evidence?.definition.hash === hash);
  const own = same.find((target) => target.name === name) ?? same.find(({ term }) => term === undefined);
  return waveOf(sealed, own?.evidence ?? evidenceOfFigures(bound, new Set([hash]), sealed.figures))[0];
}

function waveOf(
  { wave: { period }, sample: { byMode } }: SealedRelease,
  evidence: TargetEvidence | undefined,
): readonly WaveOfTerm[] {
  return evidence ? [{ period, byMode, evidence }] : [];
}

/** Of a wave that did not have the target, or was published before evidence was sealed. */
function evidenceOfFigures(
  bound: FigureName,
  hashes: ReadonlySet<string>,
  figures: readonly SealedFigure[],
): TargetEvidence | undefined {
  const find = (of: string, about: string) => figures.find(({ key }) => key === figureKey(of, about));
  const namesake = find(bound.statistic, bound.subject);
  const isSame = (figure: SealedFigure | undefined) => figure && hashes.has(figure.definition.hash);
  const figure = isSame(namesake) ? namesake : (figures.find((each) => isSame(each)) ?? namesake);
  if (!figure) return undefined;
  const { statistic, subject } = figure;
  const judgedOf = ({ estimate, standing, hidden }: SealedFigure): JudgedEstimate => ({
    estimate,
    standing: hidden === undefined ? standing : 'suppressed',
  });
  const bounds =
    statistic === 'satisfactionRate'
      ? [find('rateIfDontKnowIs', subject), find('rateIfDontKnowIsNot', subject)]
      : [];
  const [is, isNot] = bounds;
  return {
    definition: figure.definition,
    readings: {
      official: judgedOf(figure),
      ...(is ? { dontKnowIs: judgedOf(is) } : {}),
      ...(isNot ? { dontKnowIsNot: judgedOf(isNot) } : {}),
    },
  };
}

export interface PairSettings {
  readonly level: number;
  readonly reading: Reading;
  /** What the figure was when the term began. */
  readonly locked: FigureDefinition;
  /** The outcome that breaks the promise. */
  readonly broken: 'rose' | 'fell';
  /** The pairs as they were published last. */
  readonly published: readonly TermPair[];
}

/**
 * The pairs of successive periods of a term, in one reading of the answers. A pair over a break, with a figure below
 * full standing or a period without a wave is not judgeable, and never forgotten (rule 30). Where a period has several
 * waves the pair is what the worst of them makes it: measuring until it rises is no rise. A pair that was published as
 * broken stays so, whatever is computed now.
 *
 * @param waves those of before and the one that is judged
 * @param now period of the wave that is judged
 */
export function termPairs(
  { base, periods }: LockedTerm,
  waves: readonly WaveOfTerm[],
  now: string,
  settings: PairSettings,
): readonly TermPair[] {
  const of = (period: string) => waves.filter((wave) => wave.period === period);
  return [base, ...periods].slice(0, -1).map((from, place): TermPair => {
    const to = periods[place]!;
    if (to > now) return { from, to, outcome: 'ahead' };
    const stays = settings.published.find(
      (pair) => pair.from === from && pair.to === to && pair.outcome === settings.broken,
    );
    if (stays && settings.reading === 'official') return stays;
    const all = of(from).flatMap((before) =>
      of(to).map((after) => pairOf(from, to, before, after, settings)),
    );
    return worstOf(all, settings.broken) ?? { from, to, outcome: 'noWave' };
  });
}

function pairOf(
  from: string,
  to: string,
  before: WaveOfTerm,
  after: WaveOfTerm,
  { level, reading, locked }: PairSettings,
): TermPair {
  const reasons = reasonsBetween(before, after, locked);
  if (reasons.length > 0) return { from, to, outcome: 'break', reasons };
  const change = changeOf(before.evidence, after.evidence, reading, level);
  if (!change) return { from, to, outcome: 'standing' };
  return { from, to, ...shownChange(change), outcome: outcomeOf(change.interval) };
}

/** Broken before not judgeable, that before undecided, and that before kept. */
function worstOf(pairs: readonly TermPair[], broken: 'rose' | 'fell'): TermPair | undefined {
  const order: readonly TermPair['outcome'][] = [broken, 'break', 'standing', 'neither'];
  const place = ({ outcome }: TermPair) => (order.includes(outcome) ? order.indexOf(outcome) : order.length);
  return [...pairs].sort((a, b) => place(a) - place(b))[0];
}

/** The change since the base, without verdict. */
export function sinceBase(
  { base }: LockedTerm,
  waves: readonly WaveOfTerm[],
  now: WaveOfTerm,
  { level, locked }: { readonly level: number; readonly locked: FigureDefinition },
): TargetTerm['sinceBase'] {
  const first = waves.find(({ period }) => period === base);
  if (!first || base === now.period || reasonsBetween(first, now, locked).length > 0) return undefined;
  const change = changeOf(first.evidence, now.evidence, 'official', level);
  return change && shownChange(change);
}

/** The change of two waves in one reading, "don't know" counted alike in both; none where one may not be judged. */
export function changeOf(
  before: TargetEvidence,
  after: TargetEvidence,
  reading: Reading,
  level: number,
): Change | undefined {
  const was = before.readings[reading] ?? before.readings.official;
  const other = (after.asBefore ?? after.readings)[reading];
  // "Don't know" is read alike in both, or not at all.
  const isAlike = reading === 'withoutFlagged' || before.readings[reading] !== undefined;
  const is = (isAlike ? other : undefined) ?? after.readings.official;
  const [old, own] = [judgeable(was), judgeable(is)];
  return old && own && changeBetween(old, own, { level });
}

function judgeable({ estimate, standing }: JudgedEstimate) {
  return standing === 'full' && isEstimable(estimate) && estimate.standardError > 0 ? estimate : undefined;
}

function reasonsBetween(
  before: WaveOfTerm,
  after: WaveOfTerm,
  locked: FigureDefinition,
): readonly BreakReason[] {
  const parts = [before, after].flatMap(({ evidence }) => breaksBetween(locked, evidence.definition));
  return [...new Set(parts), ...(modesShifted(before.byMode, after.byMode) ? (['modeMix'] as const) : [])];
}

function outcomeOf([lowest, highest]: readonly [number, number]): 'rose' | 'fell' | 'neither' {
  if (lowest > 0) return 'rose';
  return highest < 0 ? 'fell' : 'neither';
}

function shownChange({ difference, standardError, interval }: Change) {
  return {
    difference: published(difference),
    standardError: published(standardError),
    interval: [published(interval[0]), published(interval[1])] as const,
  };
}
