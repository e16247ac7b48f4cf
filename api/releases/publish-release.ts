import { randomBytes } from 'node:crypto';
import { hashText } from '../../core/content-hash.ts';
import { auditEvent, type Doer } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { MOST_RELEASES, type StoredRelease, type Wave } from '../storage/storage.ts';
import { releaseDocument } from '../estimates/estimate-wave.ts';
import { hasEnough } from '../fieldwork/has-enough.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';
import { refuseFewDiffering } from './refuse-few-differing.ts';
import { sealedWave } from '../fieldwork/seal-wave.ts';

/** So many figures are named. */
const MOST_TOLD = 20;

/**
 * Freezes a release of a wave that is sealed, or can be: what is estimated is what stands, and stays. What
 * officials read of it never changes; a later release stands beside it under the next number. Refused where answers of a few
 * could be worked out from it, alone or beside an earlier one.
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
  if (number > MOST_RELEASES) throw new Problem('mostReleases');
  await refuseFewDiffering(deps.storage, wave, earlier);
  const secret = randomBytes(32).toString('hex');
  const estimated = await deps.estimator.estimate(wave, { number, secret });
  if (estimated.narrowed.length > 0) {
    deps.log.error({ wave: wave.id, figures: estimated.narrowed }, 'release would tell of few');
    throw new Problem('tellsOfFew', { details: estimated.narrowed.slice(0, MOST_TOLD) });
  }
  const documents = {
    release: releaseDocument(estimated.release),
    ...(estimated.sealed ? { sealed: releaseDocument(estimated.sealed) } : {}),
  };
  const release: StoredRelease = {
    hash: hashText(documents.release),
    programme: wave.programme,
    wave: wave.id,
    number,
    publishedAt: deps.clock(),
    publishedBy: by.name,
    responses: sealedResponses,
    digest: sealedDigest,
    ...(documents.sealed === undefined ? {} : { sealed: hashText(documents.sealed) }),
    exclusions: estimated.exclusions,
  };
  const event = auditEvent(deps, by, 'releasePublished', release.hash, {
    wave: wave.id,
    number,
    responses: sealedResponses,
    digest: sealedDigest,
    ...(release.sealed === undefined ? {} : { sealed: release.sealed }),
    exclusions: estimated.exclusions,
  });
  const outcome = await deps.storage.addRelease(release, documents, event);
  if (outcome === 'stale') throw new Problem('wrongWaveState');
  if (outcome === 'tooClose') throw new Problem('releasesTooClose');
  if (outcome === 'tooMany') throw new Problem('mostReleases');
  deps.log.info({ wave: wave.id, release: release.hash, number }, 'release published');
  return release;
}
