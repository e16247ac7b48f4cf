import { createHmac } from 'node:crypto';
import { type AuditEntry, chainedEntry, faultOfEntry } from './audit-chain.ts';

/** What entries of the audit chain are sealed with. It comes from the file of keys and is never stored. */
export interface AuditKey {
  /** By which a seal names the keys it was made with. */
  readonly id: string;
  readonly secret: Uint8Array;
}

const keyOfConnection = new WeakMap<object, AuditKey>();

/** The key belongs to the connection that writes, so that no verb has to hand it on. */
export function setAuditKey(connection: object, key: AuditKey | undefined): void {
  if (key) keyOfConnection.set(connection, key);
}
export function auditKeyOf(connection: object): AuditKey | undefined {
  return keyOfConnection.get(connection);
}

/** The entry with its seal, where there is a key: the hash says all of the entry, and all that stands before it. */
export function sealedEntry(entry: AuditEntry, key: AuditKey | undefined): AuditEntry {
  return key ? { ...entry, seal: sealOf(entry, key) } : entry;
}

function sealOf({ hash }: AuditEntry, { id, secret }: AuditKey): string {
  return `${id}.${createHmac('sha256', secret).update(hash, 'utf8').digest('hex')}`;
}

/** Whether whoever wrote the entry had the key; of its place in the chain it says nothing. */
export function isSealedWith(entry: AuditEntry, key: AuditKey): boolean {
  const { number, previous } = entry;
  const before = number === 1 ? undefined : { number: number - 1, hash: previous };
  return chainedEntry(before, entry).hash === entry.hash && entry.seal === sealOf(entry, key);
}

/** What may be the first entry with a seal of these keys, if entries without one stand before it. */
const beginnings: readonly string[] = ['auditSealed', 'keysAdopted', 'archiveRestored'];

export interface ChainFollower {
  /** The entries from the first on, one after the other: what is wrong with this one. */
  readonly faultOf: (entry: AuditEntry) => string | undefined;
  /** When all have been followed: what is wrong with the whole. */
  readonly faultOfEnd: () => string | undefined;
  /** Number of the first entry with a seal of these keys; what stands before it stood so when it was made. */
  readonly sealedFrom: () => number | undefined;
}

/**
 * Follows a chain from its beginning. Entries without a seal, or with seals of keys that were given up, may stand
 * only before the first one sealed with `key`, which says why; behind it each bears a right seal of `key`.
 *
 * @param key unset: nobody has the keys here, and only what everybody can see is looked at
 */
export function chainFollower(key: AuditKey | undefined): ChainFollower {
  let last: AuditEntry | undefined;
  let sealedFrom: number | undefined;

  function faultOfSeal(entry: AuditEntry): string | undefined {
    const { number, seal, action } = entry;
    if (seal === undefined) {
      return last?.seal === undefined
        ? undefined
        : `entry ${number} bears no seal, and the one before it does`;
    }
    if (!key) return undefined;
    const id = seal.slice(0, seal.indexOf('.'));
    if (id !== key.id) {
      return sealedFrom === undefined ? undefined : `entry ${number} is sealed with other keys (${id})`;
    }
    if (seal !== sealOf(entry, key)) {
      return `entry ${number} bears a false seal: whoever wrote it had no keys`;
    }
    if (sealedFrom === undefined && number > 1 && !beginnings.includes(action)) {
      return `entry ${number} is the first one sealed with these keys, and nothing says why`;
    }
    sealedFrom ??= number;
    return undefined;
  }

  return {
    faultOf(entry) {
      const fault = faultOfEntry(last, entry) ?? faultOfSeal(entry);
      last = entry;
      return fault;
    },
    faultOfEnd() {
      if (!key || last?.seal === undefined || sealedFrom !== undefined) return undefined;
      return `entry ${last.number}, the last, is sealed with other keys than these`;
    },
    sealedFrom: () => sealedFrom,
  };
}
