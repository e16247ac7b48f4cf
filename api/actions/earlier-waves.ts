import type { EarlierWave } from '../../core/release/earlier-wave.ts';
import type { Release as Format1 } from '../../core/release/format-1.ts';
import { format1Sealed, type AroundFormat1 } from '../../core/release/format-1-sealed.ts';
import type { ReadingStorage, StoredRelease, Wave } from '../storage/storage.ts';
import { pinnedWave, type PinnedWave } from './pin-programme.ts';

type Storage = Pick<ReadingStorage, 'waves' | 'releases' | 'document'>;

/** The definitions of the figures of a wave, by the document it pinned. */
export type DefinitionsOf = (pinned: PinnedWave) => AroundFormat1['definitionOf'];

/**
 * The waves of the programme that stand for an earlier period and have a release, the oldest first, each with its
 * latest release. A wave without one is not among them: nothing of it was published that another could be held against.
 */
export async function earlierWaves(
  storage: Storage,
  wave: Wave,
  definitionsOf: DefinitionsOf,
): Promise<readonly EarlierWave[]> {
  const latest = new Map<string, StoredRelease>();
  // In the order of their numbers.
  for (const release of await storage.releases(wave.programme)) latest.set(release.wave, release);
  const earlier = (await storage.waves(wave.programme)).filter(
    ({ id, period }) => id !== wave.id && period < wave.period && latest.has(id),
  );
  const waves: EarlierWave[] = [];
  for (const each of earlier)
    waves.push(await earlierWave(storage, each, latest.get(each.id)!, definitionsOf));
  return waves;
}

async function earlierWave(
  storage: Storage,
  wave: Wave,
  { hash }: StoredRelease,
  definitionsOf: DefinitionsOf,
): Promise<EarlierWave> {
  const pinned = await pinnedWave(storage, wave);
  const { hash: document, programme, form } = pinned;
  const body = await storage.document(hash);
  if (body === undefined) throw new Error(`release ${hash} has no document`);
  const release = JSON.parse(body) as Format1;
  const sealed = format1Sealed(release, { form: form.name, definitionOf: definitionsOf(pinned) });
  return { hash, document, programme, form, sealed };
}
