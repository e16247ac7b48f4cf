import type { AuditEvent } from '../audit-chain.ts';

export interface InvitationBatch {
  readonly id: string;
  readonly wave: string;
  readonly name: string;
  readonly stratum: string;
  readonly primaryUnit: string;
  readonly weight: number;
  readonly createdAt: number;
}
export interface StoredInvitation {
  readonly wave: string;
  readonly tokenHash: string;
  /** Id of the batch. */
  readonly batch: string;
  readonly isUsed: boolean;
}
export interface InvitationStorage {
  /** The batch and its invitations (hashed tokens) at once. */
  addInvitations(batch: InvitationBatch, tokenHashes: readonly string[], event?: AuditEvent): Promise<void>;
  invitationBatches(wave: string): Promise<readonly (InvitationBatch & { issued: number; used: number })[]>;
  /** The batch an invitation is of, whether it was used or not. */
  invitationBatchOf(wave: string, tokenHash: string): Promise<InvitationBatch | undefined>;
  /** Whether an invitation can still be used. Looking never uses it up. */
  invitationState(wave: string, tokenHash: string): Promise<'unused' | 'used' | 'unknown'>;
}
