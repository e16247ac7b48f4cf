import { auditEvent, type Doer } from '../access/audit-event.ts';
import type { Deps } from '../deps.ts';
import type { StoredRelease } from '../storage/storage.ts';

/**
 * A release at full precision, with what is hidden in it; who reads it is on record before it is given. A release of
 * format 1 has its 12 digits in the document itself.
 */
export async function readSealedRelease(
  deps: Pick<Deps, 'storage' | 'clock'>,
  { hash, sealed = hash, wave, number }: StoredRelease,
  by: Doer,
): Promise<string> {
  const document = await deps.storage.document(sealed);
  if (document === undefined) throw new Error(`release ${hash} has no document ${sealed}`);
  await deps.storage.appendAudit(auditEvent(deps, by, 'sealedReleaseRead', hash, { wave, number, sealed }));
  return document;
}
