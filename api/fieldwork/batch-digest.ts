import { createHash } from 'node:crypto';
import { contentHash } from '../../core/content-hash.ts';
import type { Keys } from '../keys/keys.ts';
import { keyId } from '../keys/response-hashes.ts';
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

/**
 * What it notes of the invitations of a batch: a keyed digest of the hashes of their tokens, which are given to it in
 * binary order. One that is put in the place of another is found.
 */
export function tokensDigest(keys: Keys, batch: string) {
  const tokens = createHash('sha256');
  return {
    add: (tokenHash: string) => void tokens.update(`${tokenHash}\n`),
    end: () =>
      `${keyId(keys)}.${keys.mac('chain', JSON.stringify(['invitations', batch, tokens.digest('hex')]))}`,
  };
}

/** The same of all batches of a wave whose own entry does not say it, by the digests of each. */
export function waveTokensDigest(keys: Keys, wave: string, byBatch: ReadonlyMap<string, string>): string {
  const all = [...byBatch].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${keyId(keys)}.${keys.mac('chain', JSON.stringify(['invitations of a wave', wave, all]))}`;
}
