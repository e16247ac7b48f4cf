import { randomUUID } from 'node:crypto';
import { auditEvent, type Doer } from '../access/audit-event.ts';
import { hashToken, newToken } from '../access/token.ts';
import { batchDigest, tokensDigest } from './batch-digest.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';
import type { InvitationBatch } from '../storage/storage.ts';

export interface InvitationsWanted {
  readonly wave: string;
  readonly name: string;
  readonly stratum: string;
  readonly primaryUnit: string;
  readonly weight: number;
  readonly count: number;
}

/**
 * So many at least share a primary unit and a weight, which are stored with the answers: fewer, and whoever knows
 * which invitation went to whom knows whose answers they are.
 */
export const LEAST_OF_A_UNIT = 10;

/** Makes one-time invitations. The tokens are handed out here and never again: only hashes are kept. */
export async function issueInvitations(
  deps: Pick<Deps, 'storage' | 'clock' | 'keys'>,
  { count, ...wanted }: InvitationsWanted,
  by: Doer,
): Promise<{ readonly batch: InvitationBatch; readonly tokens: readonly string[] }> {
  const alike = (await deps.storage.invitationBatches(wanted.wave)).filter(
    ({ stratum, primaryUnit, weight }) =>
      stratum === wanted.stratum && primaryUnit === wanted.primaryUnit && weight === wanted.weight,
  );
  // Invitations are never taken back, so what was enough stays enough.
  const issued = alike.reduce((sum, batch) => sum + batch.issued, 0);
  if (issued + count < LEAST_OF_A_UNIT) {
    throw new Problem('tooFewInvitations', {
      details: [
        `${LEAST_OF_A_UNIT} invitations at least share a primary unit and a weight; here there would be ${issued + count}`,
      ],
      parameters: { least: LEAST_OF_A_UNIT, wouldBe: issued + count },
    });
  }
  const batch = { ...wanted, id: randomUUID(), createdAt: deps.clock() };
  const tokens = Array.from({ length: count }, () => newToken(128));
  const tokenHashes = tokens.map(hashToken).sort();
  const digest = tokensDigest(deps.keys, batch.id);
  tokenHashes.forEach(digest.add);
  const event = auditEvent(deps, by, 'invitationsIssued', wanted.wave, {
    batch: batch.id,
    count,
    digest: batchDigest(batch),
    invitations: digest.end(),
  });
  await deps.storage.addInvitations(batch, tokenHashes, event);
  return { batch, tokens };
}
