import { canonicalJson } from '../../core/canonical-json.ts';
import type { LocalText } from '../../core/questionnaire/local-text.ts';
import { draftRelease, type WaveToRelease } from '../../core/release/draft-release.ts';
import type { Release } from '../../core/release/format-1.ts';
import type { KeptColumns } from '../estimation/kept-columns.ts';
import type { ReadingStorage, Wave } from '../storage/storage.ts';
import { pinnedWave } from './pin-programme.ts';

export interface EstimationDeps {
  readonly storage: Omit<ReadingStorage, 'close'>;
  readonly columns: KeptColumns;
  /** The version that makes the figures. */
  readonly software: string;
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
): Promise<Release> {
  const { hash: document, programme, form } = await pinnedWave(storage, wave);
  const data = await columns.of(wave, form.questionnaire);
  const before = await releaseBefore(storage, wave);
  return draftRelease({
    wave: describe(wave),
    number,
    programme,
    form,
    document,
    software,
    ...data,
    ...(before ? { before } : {}),
  });
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

/** The bytes of a release: what is stored, hashed and served. */
export function releaseDocument(release: Release): string {
  return canonicalJson(release);
}
