import { canonicalJson } from '../../core/canonical-json.ts';
import type { LocalText } from '../../core/questionnaire/local-text.ts';
import type { SealedRelease } from '../../core/release/sealed-release.ts';
import { draftRelease, type WaveToRelease } from '../../core/release/before/draft-release.ts';
import type { Release } from '../../core/release/format-1.ts';
import type { KeptColumns } from '../estimation/kept-columns.ts';
import type { ReadingStorage, Wave } from '../storage/storage.ts';
import { confirmedExclusions } from './confirmed-exclusions.ts';
import { pinnedWave } from './pin-programme.ts';

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
  /** The same at full precision. */
  readonly sealed?: SealedRelease;
  /** How many exclusions it knew of. */
  readonly exclusions: number;
}

/**
 * From the stored responses of a wave to everything that may be published of it. Nothing is stored here and
 * nothing else is read: the same responses, documents and software give the same release again.
 *
 * @param number which release of the wave this would be; 0 for a look at figures that are not frozen
 */
export async function estimateWave(
  { storage, software, columns }: EstimationDeps,
  wave: Wave,
  number: number,
  { exclusions: first }: Making = {},
): Promise<EstimatedWave> {
  const { hash: document, programme, form } = await pinnedWave(storage, wave);
  const exclusions = await confirmedExclusions(storage, wave.id, first);
  const data = await columns.of(wave, form.questionnaire, {
    excluded: exclusions.flatMap(({ responses }) => responses),
    isLateOut: programme.settings.lateAnswers === 'out',
  });
  const before = await releaseBefore(storage, wave);
  const draft = draftRelease({
    wave: describe(wave),
    number,
    programme,
    form,
    document,
    software,
    ...data,
    ...(before ? { before } : {}),
  });
  const release = { ...draft, provenance: { ...draft.provenance, responses: data.responses } };
  return { release, exclusions: exclusions.length };
}

/** The last release of the last wave before this one, with its hash. */
async function releaseBefore(storage: EstimationDeps['storage'], wave: Wave) {
  const periodOf = new Map((await storage.waves(wave.programme)).map(({ id, period }) => [id, period]));
  const earlier = (await storage.releases(wave.programme)).filter(
    (release) => release.wave !== wave.id && (periodOf.get(release.wave) ?? '') < wave.period,
  );
  const last = earlier.at(-1);
  const body = last && (await storage.document(last.hash));
  return last && body !== undefined ? { hash: last.hash, release: JSON.parse(body) as Release } : undefined;
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
