import { randomUUID } from 'node:crypto';
import { setImmediate as othersAreServed } from 'node:timers/promises';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { ExclusionReason } from '../../core/release/release.ts';
import { auditEvent } from '../access/audit-event.ts';
import type { Actor } from '../access/authorize.ts';
import type { Deps } from '../deps.ts';
import { exportedIdOf, receiptOf } from '../keys/receipts.ts';
import { Problem } from '../problems.ts';
import type { Exclusion, Wave } from '../storage/storage.ts';
import { mayStillExclude } from './decide-exclusion.ts';
import { exclusionOnRecord } from './exclusion-on-record.ts';
import { plainReceipt } from '../responses/find-receipt.ts';

export interface ExclusionWanted {
  readonly reason: ExclusionReason;
  /** Receipts, or ids of rows in an export. */
  readonly answers: readonly string[];
}

/** So many names are told that are none. */
const MOST_TOLD = 20;

/**
 * Asks for answers to be left out of the figures of a sealed wave; another account has to confirm it. They must be
 * answers that figures rest on.
 */
export async function askExclusion(
  deps: Pick<Deps, 'storage' | 'keys' | 'clock' | 'log'>,
  wave: Wave,
  { reason, answers }: ExclusionWanted,
  by: Actor,
): Promise<Exclusion> {
  await mayStillExclude(deps.storage, wave);
  const ids = await idsOf(deps, wave, answers);
  const exclusion: Exclusion = {
    wave: wave.id,
    id: randomUUID(),
    reason,
    responses: canonicalJson(ids),
    state: 'asked',
    askedAt: deps.clock(),
    askedBy: by.user,
  };
  const event = auditEvent(deps, by, 'exclusionAsked', wave.id, exclusionOnRecord(exclusion));
  const outcome = await deps.storage.askExclusion(exclusion, event);
  if (outcome === 'wrongState') throw new Problem('wrongWaveState');
  if (outcome === 'unknown') throw new Problem('responsesUnknown');
  if (outcome === 'excludedAlready') throw new Problem('excludedAlready');
  deps.log.info({ wave: wave.id, exclusion: exclusion.id, count: ids.length }, 'exclusion asked for');
  return exclusion;
}

/** In binary order. Each response is looked at, as its receipt does not tell which it is. */
async function idsOf(
  { storage, keys }: Pick<Deps, 'storage' | 'keys'>,
  wave: Wave,
  names: readonly string[],
): Promise<readonly string[]> {
  const wanted = new Map(names.map((name) => [isRowId(name) ? name : plainReceipt(name), name]));
  const ids: string[] = [];
  for await (const page of storage.responsesOf(wave.id)) {
    for (const { id, disposition, channel } of page) {
      if (disposition !== 'complete' || channel === 'open') continue;
      const own = [exportedIdOf(keys, wave.id, id), plainReceipt(receiptOf(keys, wave.id, id))];
      if (own.filter((name) => wanted.delete(name)).length > 0) ids.push(id);
    }
    await othersAreServed();
  }
  if (wanted.size > 0) {
    throw new Problem('responsesUnknown', { details: [...wanted.values()].slice(0, MOST_TOLD) });
  }
  return ids;
}

function isRowId(name: string): boolean {
  return /^[0-9a-f]{20}$/.test(name);
}
