import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { AuditEvent } from '../storage/audit-chain.ts';
import type { HeldResponse } from '../storage/storage.ts';
import type { Keys } from './keys.ts';
import { keyId } from './response-hashes.ts';

/** What an entry `responsesCounted` says of answers that are held: of the groups told of since the one before. */
export interface HeldCount {
  readonly moment: 'held';
  /** Behind this group, up to and with the group `told`. */
  readonly from: number;
  readonly told: number;
  /** Keyed, and without a number: what is in no digest of a wave yet is in groups of twenty at least. */
  readonly digest: string;
}

/** Of held answers in the order of groups and, within one, of their keys. */
export function heldTally() {
  const hash = createHash('sha256');
  return {
    add({ told, key, content }: Pick<HeldResponse, 'told' | 'key' | 'content'>): void {
      hash.update(`${told} ${key} ${content}\n`);
    },
    digest(keys: Keys, wave: string, { from, told }: Pick<HeldCount, 'from' | 'told'>): string {
      const all = canonicalJson(['held', wave, from, told, hash.digest('hex')]);
      return `${keyId(keys)}.${keys.mac('chain', all)}`;
    },
  };
}

export function heldCountIn({
  action,
  details,
}: Pick<AuditEvent, 'action' | 'details'>): HeldCount | undefined {
  if (action !== 'responsesCounted') return undefined;
  const told = JSON.parse(details) as { readonly moment: string };
  return told.moment === 'held' ? (told as HeldCount) : undefined;
}
