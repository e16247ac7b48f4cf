import { canonicalJson } from '../../core/canonical-json.ts';
import type { LocalText } from '../../core/questionnaire/local-text.ts';
import { auditRelease } from '../../core/release/audit-release.ts';
import { draftRelease, type WaveToRelease } from '../../core/release/draft-release.ts';
import type { EarlierWave } from '../../core/release/earlier-wave.ts';
import { MOST_CAUTION } from '../../core/release/hide-cells.ts';
import { needsEarlierAnswers } from '../../core/release/over-common-leaves.ts';
import type { Release } from '../../core/release/release.ts';
import type { SealedRelease } from '../../core/release/sealed-release.ts';
import { highsSolver } from '../estimation/highs-solver.ts';
import type { KeptColumns, LeftOut } from '../estimation/kept-columns.ts';
import type { ReadingStorage, Wave } from '../storage/storage.ts';
import { confirmedExclusions } from './confirmed-exclusions.ts';
import { earlierWaves } from './earlier-waves.ts';
import { fieldworkOfWave } from './fieldwork-of-wave.ts';
import { pinnedWave, type PinnedWave } from './pin-programme.ts';
import { readRelease } from './read-release.ts';

export interface EstimationDeps {
  readonly storage: Omit<ReadingStorage, 'close'>;
  readonly columns: KeptColumns;
  /** The version that makes the figures. */
  readonly software: string;
}

/** What a release is made with beside what is stored. */
export interface Making {
  /** Of the document at full precision: 64 hexadecimal digits; none for a look. */
  readonly secret?: string;
  /** How many of the confirmed exclusions it goes without, to make an earlier release again; all, unless it says. */
  readonly exclusions?: number;
}

/** A release that nobody has published yet. */
export interface EstimatedWave {
  readonly release: Release;
  /** The same at full precision; for a look none is kept. */
  readonly sealed?: SealedRelease;
  /** How many exclusions it knew of. */
  readonly exclusions: number;
  /** Keys of hidden figures that could be worked out too closely: it must not be published. None are looked for at a look. */
  readonly narrowed: readonly string[];
}

/**
 * From the stored responses of a wave to everything that may be published of it. Nothing is stored here and
 * nothing else is read: the same responses, documents, audit chain, secret and software give the same release again.
 *
 * @param number which release of the wave this would be; 0 for a look at figures that are not frozen
 */
export async function estimateWave(
  deps: EstimationDeps,
  wave: Wave,
  number: number,
  { secret, exclusions: first }: Making = {},
): Promise<EstimatedWave> {
  const { storage, software, columns } = deps;
  const pinned = await pinnedWave(storage, wave);
  const { hash: document, programme, form } = pinned;
  const exclusions = await confirmedExclusions(storage, wave.id, first);
  const excluded = exclusions.flatMap(({ responses }) => responses);
  const data = await columns.of(wave, form.questionnaire, leftOut(pinned, excluded));
  const input: WaveToRelease = {
    wave: describe(wave),
    number,
    programme,
    form,
    document,
    software,
    ...data,
    fieldwork: await fieldworkOfWave(storage, wave, programme, exclusions),
    earlier: await withAnswersOfTheLast(deps, wave.period, await earlierWaves(storage, wave), pinned),
    before: await releasesBefore(storage, wave, number),
    ...(secret === undefined ? {} : { secret }),
  };
  if (secret === undefined) {
    return { release: draftRelease(input).release, exclusions: exclusions.length, narrowed: [] };
  }
  const { release, sealed, narrowed } = await guardedRelease(input);
  return { release, sealed, exclusions: exclusions.length, narrowed };
}

/** Where the gate finds that something could be worked out more is hidden, as long as there is more to hide. */
async function guardedRelease(input: WaveToRelease) {
  for (let caution = 0; ; caution++) {
    const { release, sealed, disclosed } = draftRelease({ ...input, caution });
    const found = disclosed ? await auditRelease(disclosed.input, disclosed.hidden, highsSolver) : [];
    const narrowed = [...new Set(found.map(({ name }) => name))].sort();
    if (narrowed.length === 0 || caution === MOST_CAUTION) return { release, sealed, narrowed };
  }
}

/** The releases of the wave that a reader has when this one comes out; beside a look, all there are. */
async function releasesBefore(
  storage: EstimationDeps['storage'],
  wave: Wave,
  number: number,
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const release of await storage.releases(wave.programme)) {
    if (release.wave !== wave.id || (number > 0 && release.number >= number)) continue;
    releases.push(JSON.parse((await readRelease(storage, release)).body) as Release);
  }
  return releases;
}

function leftOut({ programme }: Pick<PinnedWave, 'programme'>, excluded: readonly string[]): LeftOut {
  return { excluded, isLateOut: programme.settings.lateAnswers === 'out' };
}

/** Where an index has other leaves now, both waves are computed over the common ones. */
async function withAnswersOfTheLast(
  { storage, columns }: EstimationDeps,
  period: string,
  earlier: readonly EarlierWave[],
  { programme, form }: Pick<PinnedWave, 'programme' | 'form'>,
): Promise<readonly EarlierWave[]> {
  const last = earlier.filter(({ sealed }) => sealed.wave.period < period).at(-1);
  if (!last || !needsEarlierAnswers(programme, form, last)) return earlier;
  const wave = (await storage.waves(programme.name)).find(({ id }) => id === last.sealed.wave.id)!;
  const without = leftOut(last, last.sealed.sample.excluded);
  const data = await columns.of(wave, last.form.questionnaire, without);
  return earlier.map((each) => (each === last ? { ...last, columns: data.columns } : each));
}

function describe(wave: Wave): WaveToRelease['wave'] {
  return {
    id: wave.id,
    title: JSON.parse(wave.title) as LocalText,
    period: wave.period,
    kind: wave.kind,
  };
}

/** The bytes of a release, or of one at full precision: what is stored, hashed and served. */
export function releaseDocument(release: Release | SealedRelease): string {
  return canonicalJson(release);
}
