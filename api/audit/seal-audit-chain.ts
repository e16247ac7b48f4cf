import { auditEvent, commandLine } from '../access/audit-event.ts';
import { KeysFault } from '../keys/open-keys.ts';
import { sayAuditIsSealed, saysAuditIsSealed } from '../keys/keys-file.ts';
import type { Deps } from '../deps.ts';
import type { Keys } from '../keys/keys.ts';
import { archiveKinds } from '../storage/archive.ts';
import type { Storage } from '../storage/storage.ts';
import { tokensDigest, waveTokensDigest } from '../fieldwork/batch-digest.ts';
import { passwordDigest } from '../verify/password-digest.ts';

type Sealing = Pick<Deps, 'storage' | 'keys' | 'clock'>;

/**
 * Brings the audit chain of a version before there were seals under the keys: an entry with a seal, which names how
 * the chain ended and what it does not say itself: the passwords and invitations that stood, by keyed digests. From there on each entry bears one.
 */
export async function sealAuditChain({ storage, keys, clock }: Sealing): Promise<void> {
  const last = await storage.lastAudit();
  if (!last || last.seal !== undefined) return;
  const withPassword = (await storage.users()).filter(({ passwordHash }) => passwordHash !== undefined);
  const passwords = Object.fromEntries(
    withPassword.map(({ id, passwordHash }) => [id, passwordDigest(keys, id, passwordHash!)]),
  );
  const invitations = await invitationsByWave(storage, keys);
  const details = { entries: last.number, head: last.hash, passwords, invitations };
  await storage.appendAudit(auditEvent({ clock }, commandLine, 'auditSealed', '', details));
}

async function invitationsByWave(storage: Storage, keys: Keys): Promise<Readonly<Record<string, string>>> {
  const waves = new Map<string, Map<string, ReturnType<typeof tokensDigest>>>();
  for await (const page of storage.readArchive()) {
    if (archiveKinds.indexOf(page.kind) > archiveKinds.indexOf('invitation')) break;
    if (page.kind !== 'invitation') continue;
    for (const { wave, batch, tokenHash } of page.rows) {
      const batches = waves.get(wave) ?? new Map<string, ReturnType<typeof tokensDigest>>();
      waves.set(wave, batches);
      const digest = batches.get(batch) ?? tokensDigest(keys, batch);
      batches.set(batch, digest);
      digest.add(tokenHash);
    }
  }
  const digests = [...waves].map(([wave, batches]) => {
    const ended = new Map([...batches].map(([batch, digest]) => [batch, digest.end()]));
    return [wave, waveTokensDigest(keys, wave, ended)] as const;
  });
  return Object.fromEntries(digests);
}

/**
 * The same once in the life of a keys file, which says afterwards that it was done: a chain without seals is then one
 * that somebody without the keys wrote anew, and is left as it is for `verify` to tell of.
 *
 * @returns whether the file says so; false where it cannot be written
 */
export async function sealAuditChainOnce(sealing: Sealing, path: string): Promise<boolean> {
  if (await saysAuditIsSealed(path)) {
    const last = await sealing.storage.lastAudit();
    if (last && last.seal === undefined) throw new KeysFault(writtenAnew(path, last.number));
    return true;
  }
  await sealAuditChain(sealing);
  return sayAuditIsSealed(path);
}

function writtenAnew(path: string, number: number): string {
  return (
    `The keys file ${path} says that the audit chain bears seals, and its last entry, ${number}, bears none: it was ` +
    'written by somebody who had the database and not the keys. Keep a copy of the database, look at it with ' +
    '"manyi verify", and restore a backup into a new one. If this database is really one of a version before there ' +
    'were seals, which these keys were not used with until now: take "audit" out of that file, and start again.'
  );
}
