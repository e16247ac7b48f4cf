import { randomUUID } from 'node:crypto';
import { auditEvent, type Doer } from '../access/audit.ts';
import { hashToken, newToken } from '../access/token.ts';
import type { Deps } from '../deps.ts';
import type { InvitationBatch } from '../storage/storage.ts';

export interface InvitationsWanted {
  readonly wave: string;
  readonly name: string;
  readonly stratum: string;
  readonly primaryUnit: string;
  readonly weight: number;
  readonly count: number;
}

/** Makes one-time invitations. The tokens are handed out here and never again: only hashes are kept. */
export async function issueInvitations(
  deps: Pick<Deps, 'storage' | 'clock'>,
  { count, ...wanted }: InvitationsWanted,
  by: Doer,
): Promise<{ readonly batch: InvitationBatch; readonly tokens: readonly string[] }> {
  const batch = { ...wanted, id: randomUUID(), createdAt: deps.clock() };
  const tokens = Array.from({ length: count }, () => newToken(128));
  const event = auditEvent(deps, by, 'invitationsIssued', wanted.wave, { batch: batch.id, count });
  await deps.storage.addInvitations(batch, tokens.map(hashToken), event);
  return { batch, tokens };
}
