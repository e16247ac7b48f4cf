import { hashText } from '../../core/content-hash.ts';
import { auditEvent, type Doer } from '../access/audit.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { StoredRelease, Wave } from '../storage/storage.ts';
import { releaseDocument } from './estimate-wave.ts';
import { hasEnough } from './has-enough.ts';
import { pinnedWave } from './pin-programme.ts';
import { sealedWave } from './seal-wave.ts';

/**
 * Freezes a release of a wave that is sealed, or can be: what is estimated is what stands, and stays. What
 * officials read of it never changes; a later release stands beside it under the next number.
 *
 * @param endGrace seal a wave that was closed less than the grace ago: answers on their way are refused
 */
export async function publishRelease(
  deps: Deps,
  given: Wave,
  by: Doer,
  { endGrace = false }: { readonly endGrace?: boolean } = {},
): Promise<StoredRelease> {
  if (given.state !== 'closed' && given.state !== 'published') throw new Problem('wrongWaveState');
  // Asked first: a wave with too few can be opened again as long as it is not sealed.
  if (!(await hasEnough(deps, given))) {
    const { minimumCell: least } = (await pinnedWave(deps.storage, given)).programme.settings;
    throw new Problem('notPublishable', {
      details: [
        `fewer than ${least} complete responses, not counting the open link: a single cell needs as many`,
      ],
      parameters: { least },
    });
  }
  const wave = await sealedWave(deps, given, by, endGrace);
  const { sealedResponses, sealedDigest } = wave;
  if (sealedResponses === undefined || sealedDigest === undefined) throw new Problem('wrongWaveState');
  const earlier = (await deps.storage.releases(wave.programme)).filter((each) => each.wave === wave.id);
  const number = earlier.length + 1;
  const draft = await deps.estimator.estimate(wave, number);
  const document = releaseDocument(draft);
  const release: StoredRelease = {
    hash: hashText(document),
    programme: wave.programme,
    wave: wave.id,
    number,
    publishedAt: deps.clock(),
    publishedBy: by.name,
    responses: sealedResponses,
    digest: sealedDigest,
  };
  const event = auditEvent(deps, by, 'releasePublished', release.hash, {
    wave: wave.id,
    number,
    responses: sealedResponses,
    digest: sealedDigest,
  });
  const outcome = await deps.storage.addRelease(release, { release: document }, event);
  if (outcome === 'stale') throw new Problem('wrongWaveState');
  if (outcome === 'tooClose') throw new Problem('releasesTooClose');
  if (outcome === 'tooMany') throw new Problem('mostReleases');
  deps.log.info({ wave: wave.id, release: release.hash, number }, 'release published');
  return release;
}
