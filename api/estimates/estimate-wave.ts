import { canonicalJson } from '../../core/canonical-json.ts';
import type { Programme } from '../../core/programme/programme.ts';
import { disclosedFrames, lookAtWave, makeRelease } from '../../core/release/make/make-release.ts';
import { seenByFrames, type EarlierRelease } from '../../core/release/compare/earlier-wave.ts';
import { needsEarlierAnswers } from '../../core/release/compare/over-common-leaves.ts';
import { passTheGate } from '../../core/release/disclose/pass-the-gate.ts';
import type { Look, Release } from '../../core/release/release.ts';
import type { SealedRelease } from '../../core/release/sealed-release.ts';
import type { ReleaseBefore } from '../../core/release/disclose/disclosed-frame.ts';
import type { WaveToMeasure } from '../../core/release/make/wave-to-release.ts';
import { highsSolver } from './highs-solver.ts';
import type { KeptColumns, LeftOut } from './kept-columns.ts';
import type { ReadingStorage, Wave } from '../storage/storage.ts';
import { confirmedExclusions } from '../exclusions/confirmed-exclusions.ts';
import { earlierWaves } from './earlier-waves.ts';
import { fieldworkOfWave } from '../fieldwork/fieldwork-of-wave.ts';
import { pinnedWave, type PinnedWave } from '../programmes/pinned-wave.ts';
import { readRelease } from './read-release.ts';

export interface EstimationDeps {
  readonly storage: Omit<ReadingStorage, 'close'>;
  readonly columns: KeptColumns;
  /** The version that makes the figures. */
  readonly software: string;
}

/** What a release is made with beside what is stored. */
export interface Making {
  /** Which release of the wave this would be. */
  readonly number: number;
  /** Of the document at full precision: 64 hexadecimal digits. */
  readonly secret: string;
  /** How many of the confirmed exclusions it goes without, to make an earlier release again; all, unless it says. */
  readonly exclusions?: number;
}

/** A release that nobody has published yet. */
export interface EstimatedWave {
  readonly release: Release;
  /** The same at full precision. */
  readonly sealed: SealedRelease;
  /** How many exclusions it knew of. */
  readonly exclusions: number;
  /** Keys of hidden figures that could be worked out too closely: it must not be published. */
  readonly narrowed: readonly string[];
}

/**
 * From the stored responses of a wave to everything that may be published of it. Nothing is stored here and
 * nothing else is read: the same responses, documents, audit chain, secret and software give the same release again.
 */
export async function estimateWave(
  deps: EstimationDeps,
  wave: Wave,
  { number, secret, exclusions: first }: Making,
): Promise<EstimatedWave> {
  const { exclusions, ...made } = await waveToMeasure(deps, wave, first);
  const published = await releasesBefore(deps.storage, wave, number);
  const before = await madeAgain(deps, wave, published);
  const input = { ...made.input, number, before, secret };
  const { draft, narrowed } = await passTheGate((asked) => makeRelease({ ...input, ...asked }), highsSolver);
  return {
    release: draft.release,
    sealed: draft.sealed,
    exclusions,
    narrowed: [...new Set(narrowed.map(({ name }) => name))].sort(),
  };
}

/** The figures of now, which nobody publishes: what could be worked out of hidden ones is not looked for. */
export async function lookAt(deps: EstimationDeps, wave: Wave): Promise<Look> {
  const { input } = await waveToMeasure(deps, wave);
  const before = await releasesBefore(deps.storage, wave);
  return lookAtWave({ ...input, before: before.map(({ release }) => ({ release })) });
}

/** All that figures of a wave are made from but its earlier releases. */
async function waveToMeasure(deps: EstimationDeps, wave: Wave, first?: number) {
  const { storage, software, columns } = deps;
  const pinned = await pinnedWave(storage, wave);
  const { hash: document, programme, frames } = pinned;
  const exclusions = await confirmedExclusions(storage, wave.id, first);
  const excluded = exclusions.flatMap(({ responses }) => responses);
  const data = await columns.of(wave, frames, leftOut(programme, excluded));
  const input: WaveToMeasure = {
    wave: describe(wave),
    programme,
    document,
    software,
    ...data,
    fieldwork: await fieldworkOfWave(storage, wave, programme, exclusions),
    earlier: await withAnswersOfTheLast(deps, wave.period, await earlierWaves(storage, wave), pinned),
  };
  return { input, exclusions: exclusions.length };
}

/** An earlier release of the wave as readers have it, and how many exclusions it knew of. */
interface PublishedRelease {
  readonly release: Release;
  readonly exclusions: number;
  /** Of disclosure control, by the gate. */
  readonly asked: SealedRelease['asked'];
}

/** The releases of the wave that a reader has when one of this number comes out; without one, all. Oldest first. */
async function releasesBefore(
  storage: EstimationDeps['storage'],
  wave: Wave,
  number = Infinity,
): Promise<readonly PublishedRelease[]> {
  const releases: PublishedRelease[] = [];
  for (const release of await storage.releases(wave.programme)) {
    if (release.wave !== wave.id || release.number >= number) continue;
    const document = JSON.parse((await readRelease(storage, release)).body) as Release;
    const sealed = release.sealed === undefined ? undefined : await storage.document(release.sealed);
    const { asked } = sealed === undefined ? {} : (JSON.parse(sealed) as Pick<SealedRelease, 'asked'>);
    releases.push({ release: document, exclusions: release.exclusions ?? 0, asked });
  }
  return releases.sort((a, b) => a.release.number - b.release.number);
}

/** With what a reader can write down of each: whoever has them all must not work out more than of one. */
async function madeAgain(
  deps: EstimationDeps,
  wave: Wave,
  releases: readonly PublishedRelease[],
): Promise<readonly ReleaseBefore[]> {
  const before: ReleaseBefore[] = [];
  for (const { release, exclusions, asked } of releases) {
    const { input } = await waveToMeasure(deps, wave, exclusions);
    const disclosed = disclosedFrames({ ...input, ...asked, before: [...before] });
    before.push({ release, made: { disclosed } });
  }
  return before;
}

function leftOut({ settings }: Programme, excluded: readonly string[]): LeftOut {
  return { excluded, isLateOut: settings.lateAnswers === 'out' };
}

/** Where an index has other leaves now, both waves are computed over the common ones. */
async function withAnswersOfTheLast(
  { storage, columns }: EstimationDeps,
  period: string,
  earlier: readonly EarlierRelease[],
  { programme, frames }: Pick<PinnedWave, 'programme' | 'frames'>,
): Promise<readonly EarlierRelease[]> {
  const last = earlier.filter(({ sealed }) => sealed.wave.period < period).at(-1);
  const seen = last ? seenByFrames(frames, last) : [];
  const areNeeded = frames.some(
    ({ programme: of, form }, place) => seen[place] && needsEarlierAnswers(of, form, seen[place]),
  );
  if (!last || !areNeeded) return earlier;
  const wave = (await storage.waves(programme.name)).find(({ id }) => id === last.sealed.wave.id)!;
  const without = leftOut(last.frames[0]!.programme, last.sealed.sample.excluded);
  const data = await columns.of(wave, last.frames, without);
  return earlier.map((each) => (each === last ? { ...last, frames: data.frames } : each));
}

function describe(wave: Wave): WaveToMeasure['wave'] {
  return {
    id: wave.id,
    title: wave.title,
    period: wave.period,
    kind: wave.kind,
  };
}

/** The bytes of a release, or of one at full precision: what is stored, hashed and served. */
export function releaseDocument(release: Release | SealedRelease): string {
  return canonicalJson(release);
}
