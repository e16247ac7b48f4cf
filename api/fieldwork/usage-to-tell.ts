import { LEAST_TOLD, type InvitationStorage, type Wave } from '../storage/storage.ts';

/**
 * Batches with how many of each were used. Until the wave is sealed only whole groups of 20 are told: which unit
 * answered in this minute would tell of one person.
 */
export async function usageToTell(storage: Pick<InvitationStorage, 'invitationBatches'>, wave: Wave) {
  const batches = await storage.invitationBatches(wave.id);
  if (wave.sealedAt !== undefined) return batches;
  return batches.map((batch) => ({ ...batch, used: batch.used - (batch.used % LEAST_TOLD) }));
}
