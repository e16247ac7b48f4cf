import { contentHash } from '../../core/content-hash.ts';
import type { InvitationBatch } from '../storage/storage.ts';

/** What the audit chain notes of a batch when it is issued: the frame its answers take stands for good. */
export function batchDigest({
  id,
  wave,
  name,
  stratum,
  primaryUnit,
  weight,
  createdAt,
}: InvitationBatch): string {
  return contentHash({ id, wave, name, stratum, primaryUnit, weight, createdAt });
}
