import type { ArchivedWave } from '../storage/archive.ts';
import type { StoredInvitation } from '../storage/storage.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import type { InvitationBatch } from '../storage/storage.ts';
import { keyId, keyIdIn } from '../keys/response-hashes.ts';
import { batchDigest, tokensDigest, waveTokensDigest } from '../fieldwork/batch-digest.ts';
import type { Begin } from './check.ts';

interface Issued {
  readonly batch?: string;
  readonly count?: number;
  /** Unset in entries of before. */
  readonly digest?: string;
  readonly invitations?: string;
}

/** Batches of invitations as they were issued, against those that stand: weight, unit, stratum, and how many. */
export const batchesByTheChain: Begin = (complain, { keys }) => {
  const batches = new Map<string, InvitationBatch>();
  const invitations = new Map<string, number>();
  const tokens = new Map<string, ReturnType<typeof tokensDigest>>();
  const programmeOf = new Map<string, string>();
  const issued = new Map<string, Issued & { readonly wave: string }>();
  const restored = new Set<string>();
  /** Digests of the invitations that stood when the chain was brought under the keys, by wave. */
  const ofBefore = new Map<string, string>();
  /** Waves whose invitations were removed when their time was over. */
  const retained = new Set<string>();
  return {
    name: 'invitation batches',
    of: 'invitationBatch',
    see: {
      wave: ({ id, programme }: ArchivedWave) => void programmeOf.set(id, programme),
      invitationBatch: (batch: InvitationBatch) => void batches.set(batch.id, batch),
      invitation({ batch, tokenHash }: StoredInvitation) {
        invitations.set(batch, (invitations.get(batch) ?? 0) + 1);
        const digest = tokens.get(batch) ?? tokensDigest(keys, batch);
        tokens.set(batch, digest);
        digest.add(tokenHash);
      },
      auditEntry({ action, subject, details }: AuditEntry) {
        const told = JSON.parse(details) as Issued & { readonly programme?: string };
        if (action === 'invitationsIssued' && told.batch !== undefined) {
          issued.set(told.batch, { ...told, wave: subject });
        }
        if (action === 'auditSealed') {
          const { invitations = {} } = JSON.parse(details) as { invitations?: Record<string, string> };
          for (const [wave, digest] of Object.entries(invitations)) ofBefore.set(wave, digest);
        }
        if (action === 'archiveRestored' && told.programme !== undefined) restored.add(told.programme);
        if (action === 'wavePersonalDataRemoved') retained.add(subject);
      },
    },
    conclude() {
      const digests = new Map([...tokens].map(([batch, digest]) => [batch, digest.end()]));
      concludeOfBefore(digests);
      for (const batch of batches.values()) {
        const { id, wave } = batch;
        const entry = issued.get(id);
        if (!entry) {
          if (!restored.has(programmeOf.get(wave) ?? ''))
            complain(`no audit entry says who issued batch ${id} of wave ${wave}`);
          continue;
        }
        if (entry.digest !== undefined && entry.digest !== batchDigest(batch)) {
          complain(`batch ${id} of wave ${wave} has another weight, unit or name than it was issued with`);
        }
        const isChecked = entry.invitations !== undefined && keyIdIn(entry.invitations) === keyId(keys);
        if (isChecked && !retained.has(wave) && digests.get(id) !== entry.invitations) {
          complain(`batch ${id} of wave ${wave} has other invitations than were issued`);
        }
        const stand = invitations.get(id) ?? 0;
        if (entry.count !== undefined && entry.count !== stand && !retained.has(wave)) {
          complain(`batch ${id} of wave ${wave} has ${stand} invitations, and ${entry.count} were issued`);
        }
      }
      for (const [id, { wave }] of issued) {
        if (!batches.has(id))
          complain(`batch ${id} of wave ${wave} was issued, as the chain says, and is gone`);
      }
    },
  };

  /** Of batches whose entries are of before and do not say it themselves. */
  function concludeOfBefore(digests: ReadonlyMap<string, string>): void {
    for (const [wave, then] of ofBefore) {
      if (retained.has(wave) || keyIdIn(then) !== keyId(keys)) continue;
      const own = [...digests].filter(
        ([id]) => batches.get(id)?.wave === wave && issued.get(id)?.invitations === undefined,
      );
      if (waveTokensDigest(keys, wave, new Map(own)) !== then)
        complain(`wave ${wave} has other invitations than when the chain was brought under the keys`);
    }
  }
};
