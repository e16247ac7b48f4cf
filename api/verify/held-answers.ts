import { heldContentOf, isHeldWith, openHeld } from '../keys/held-answers.ts';
import { keyId, keyIdIn } from '../keys/response-hashes.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ArchivedWave } from '../storage/archive.ts';
import type { HeldResponse, InvitationBatch } from '../storage/storage.ts';
import type { Begin } from './check.ts';

/**
 * Answers that wait until their wave is sealed: each opens with the keys, under its own key and in its own wave, says
 * what it is compared by, and is of the unit its invitation was issued for. A wave that is sealed holds none.
 */
export const heldAnswers: Begin = (complain, { keys }) => {
  const waves = new Map<string, ArchivedWave>();
  const batches = new Map<string, InvitationBatch>();
  /** Those that can never be read again, by the keys they were sealed with, which were given up. */
  const byOtherKeys = new Map<string, number>();
  /** How many the audit chain says were lost with their keys. */
  const givenUp = new Map<string, number>();
  return {
    name: 'held answers',
    of: 'heldResponse',
    see: {
      wave: (wave: ArchivedWave) => void waves.set(wave.id, wave),
      invitationBatch: (batch: InvitationBatch) => void batches.set(`${batch.wave} ${batch.id}`, batch),
      heldResponse(held: HeldResponse) {
        const { wave, key, batch, content } = held;
        const name = `held answer ${key} of wave ${wave}`;
        if (!isHeldWith(keys, held)) {
          const by = keyIdIn(held.sealed);
          byOtherKeys.set(by, (byOtherKeys.get(by) ?? 0) + 1);
          return;
        }
        const response = openHeld(keys, held);
        if (!response) {
          complain(`${name} was changed or put in another place: it cannot be opened`);
          return;
        }
        if (waves.get(wave)?.sealedDigest !== undefined) complain(`${name} was put in after it was sealed`);
        if (heldContentOf(keys, response).content !== content)
          complain(`${name} is compared by other content`);
        const { stratum, primaryUnit, weight } = batches.get(`${wave} ${batch}`) ?? {};
        if (
          response.stratum !== stratum ||
          response.primaryUnit !== primaryUnit ||
          response.weight !== weight
        ) {
          complain(`${name} stands for another unit than its invitation`);
        }
      },
      auditEntry({ action, details }: AuditEntry) {
        if (action !== 'keysAdopted') return;
        const told = JSON.parse(details) as { readonly instead: string; readonly givenUp?: number };
        givenUp.set(keyId({ fingerprint: told.instead }), told.givenUp ?? 0);
      },
    },
    conclude() {
      for (const [id, count] of byOtherKeys) {
        if (count > (givenUp.get(id) ?? 0))
          complain(`${count} held answers were sealed with the keys ${id}, and cannot be read without them`);
      }
    },
  };
};
