import { auditEvent, commandLine } from '../access/audit.ts';
import { KeysFault } from '../keys/open-keys.ts';
import { sayAuditIsSealed, saysAuditIsSealed } from '../keys/keys-file.ts';
import type { Deps } from '../deps.ts';
import { passwordDigest } from '../verify/password-digest.ts';

type Sealing = Pick<Deps, 'storage' | 'keys' | 'clock'>;

/**
 * Brings the audit chain of a version before there were seals under the keys: an entry with a seal, which names how
 * the chain ended and what it does not say itself, the passwords that stood. From there on each entry bears one.
 */
export async function sealAuditChain({ storage, keys, clock }: Sealing): Promise<void> {
  const last = await storage.lastAudit();
  if (!last || last.seal !== undefined) return;
  const withPassword = (await storage.users()).filter(({ passwordHash }) => passwordHash !== undefined);
  const passwords = Object.fromEntries(
    withPassword.map(({ id, passwordHash }) => [id, passwordDigest(keys, id, passwordHash!)]),
  );
  const details = { entries: last.number, head: last.hash, passwords };
  await storage.appendAudit(auditEvent({ clock }, commandLine, 'auditSealed', '', details));
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
