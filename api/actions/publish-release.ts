import { hashText } from '../../core/content-hash.ts';
import { auditEvent, type Doer } from '../access/audit.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { StoredRelease, Wave } from '../storage/storage.ts';
import { releaseDocument } from './estimate-wave.ts';

/**
 * Freezes a release of a closed wave. From here on the wave takes no more answers, late ones included, and
 * what officials read of it never changes; a later release stands beside it under the next number.
 */
export async function publishRelease(deps: Deps, wave: Wave, by: Doer): Promise<StoredRelease> {
  if (wave.state !== 'closed' && wave.state !== 'published') throw new Problem('wrongWaveState');
  const earlier = (await deps.storage.releases(wave.programme)).filter((each) => each.wave === wave.id);
  const number = earlier.length + 1;
  const draft = await deps.estimator.estimate(wave, number);
  if (draft.sample.responses < draft.method.minimumCell) {
    throw new Problem('notPublishable', { details: ['fewer responses than a single cell needs'] });
  }
  const document = releaseDocument(draft);
  const release: StoredRelease = {
    hash: hashText(document),
    programme: wave.programme,
    wave: wave.id,
    number,
    publishedAt: deps.clock(),
    publishedBy: by.name,
  };
  const event = auditEvent(deps, by, 'releasePublished', release.hash, { wave: wave.id, number });
  if ((await deps.storage.addRelease(release, document, event)) === 'stale')
    throw new Problem('wrongWaveState');
  deps.log.info({ wave: wave.id, release: release.hash, number }, 'release published');
  return release;
}
