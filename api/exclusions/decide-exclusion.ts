import { auditEvent } from '../access/audit-event.ts';
import type { Actor } from '../access/authorize.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { type Exclusion, MOST_RELEASES, type Storage, type Wave } from '../storage/storage.ts';
import { exclusionOnRecord } from './exclusion-on-record.ts';

/** Confirms what another account asked for; from then on no release of the wave rests on these answers. */
export async function confirmExclusion(
  deps: Pick<Deps, 'storage' | 'clock' | 'log'>,
  wave: Wave,
  id: string,
  by: Actor,
): Promise<void> {
  await mayStillExclude(deps.storage, wave);
  const exclusion = await askedExclusion(deps.storage, wave, id);
  if (exclusion.askedBy === by.user) throw new Problem('ownExclusion');
  await decide(deps, exclusion, 'confirmed', by);
}

/** Rejects what was asked for, or takes back what one asked for oneself: the answers stay in the figures. */
export async function rejectExclusion(
  deps: Pick<Deps, 'storage' | 'clock' | 'log'>,
  wave: Wave,
  id: string,
  by: Actor,
): Promise<void> {
  await decide(deps, await askedExclusion(deps.storage, wave, id), 'rejected', by);
}

/** Before it is sealed nobody knows which answers there are, and after the third release none can follow. */
export async function mayStillExclude(storage: Pick<Storage, 'releases'>, wave: Wave): Promise<void> {
  if (wave.sealedDigest === undefined) throw new Problem('wrongWaveState');
  const releases = (await storage.releases(wave.programme)).filter((release) => release.wave === wave.id);
  if (releases.length >= MOST_RELEASES) throw new Problem('mostReleases');
}

async function askedExclusion(storage: Storage, wave: Wave, id: string): Promise<Exclusion> {
  const found = (await storage.exclusions(wave.id)).find((each) => each.id === id);
  if (found?.state !== 'asked') throw new Problem('exclusionGone');
  return found;
}

async function decide(
  deps: Pick<Deps, 'storage' | 'clock' | 'log'>,
  exclusion: Exclusion,
  state: 'confirmed' | 'rejected',
  by: Actor,
): Promise<void> {
  const { wave, id } = exclusion;
  const action = state === 'confirmed' ? 'exclusionConfirmed' : 'exclusionRejected';
  const event = auditEvent(deps, by, action, wave, exclusionOnRecord(exclusion));
  const decision = { state, decidedAt: deps.clock(), decidedBy: by.user };
  if (!(await deps.storage.decideExclusion(wave, id, decision, event))) throw new Problem('exclusionGone');
  deps.log.info({ wave, exclusion: id }, `exclusion ${state}`);
}
