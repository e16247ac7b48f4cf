import type { Form, Programme } from '../../core/programme/programme.ts';
import type { SealedRelease } from '../../core/release/sealed-release.ts';
import type { EarlierRelease } from '../../core/release/compare/earlier-wave.ts';
import type { Release as Format1 } from '../../core/release/format-1/format-1.ts';
import { format1Sealed } from '../../core/release/format-1/format-1-sealed.ts';
import type { ReadingStorage, StoredRelease, Wave } from '../storage/storage.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';

type Storage = Pick<ReadingStorage, 'waves' | 'releases' | 'document'>;

/**
 * The other waves of the programme that stand for an earlier period or the same one and have a release, the oldest
 * first, each with its latest release. Figures are compared with an earlier period; promises look at all. A wave without one is not among them: nothing of it was published that another could be held against.
 */
export async function earlierWaves(storage: Storage, wave: Wave): Promise<readonly EarlierRelease[]> {
  const latest = new Map<string, StoredRelease>();
  // In the order of their numbers.
  for (const release of await storage.releases(wave.programme)) latest.set(release.wave, release);
  const earlier = (await storage.waves(wave.programme)).filter(
    ({ id, period }) => id !== wave.id && period <= wave.period && latest.has(id),
  );
  const waves: EarlierRelease[] = [];
  for (const each of earlier) waves.push(await earlierWave(storage, each, latest.get(each.id)!));
  return waves;
}

async function earlierWave(storage: Storage, wave: Wave, release: StoredRelease): Promise<EarlierRelease> {
  const { hash: document, programme, forms, frames } = await pinnedWave(storage, wave);
  const sealed = await sealedRelease(storage, release, programme, forms[0].form);
  return { hash: release.hash, document, frames, sealed };
}

/** At full precision, of whatever format. */
async function sealedRelease(
  storage: Pick<Storage, 'document'>,
  { hash, sealed = hash }: StoredRelease,
  programme: Programme,
  form: Form,
): Promise<SealedRelease> {
  const body = await storage.document(sealed);
  if (body === undefined) throw new Error(`release ${hash} has no document ${sealed}`);
  const document = JSON.parse(body) as Format1 | SealedRelease;
  return document.format === 'manyi-release-1' ? format1Sealed(document, programme, form) : document;
}
