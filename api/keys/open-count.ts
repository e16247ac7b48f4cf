import { canonicalJson } from '../../core/canonical-json.ts';
import type { AuditEvent } from '../storage/audit-chain.ts';
import type { ResponseTally } from '../storage/storage.ts';
import type { Keys } from './keys.ts';
import { keyId } from './response-hashes.ts';

/** What an entry `responsesCounted` says of a wave that is open: of its responses in the order they were stored. */
export interface OpenCount {
  readonly moment: 'open';
  /** So many came before those that are counted here. */
  readonly from: number;
  /** So many came with them. */
  readonly responses: number;
  /** Keyed: nobody else can try which of the responses were counted together. */
  readonly digest: string;
}

export function countDigest(
  keys: Keys,
  wave: string,
  { from, responses }: Pick<OpenCount, 'from' | 'responses'>,
  tally: ResponseTally,
): string {
  return `${keyId(keys)}.${keys.mac('chain', canonicalJson(['open', wave, from, responses, tally.digest]))}`;
}

export function openCountIn({ action, details }: AuditEvent): OpenCount | undefined {
  if (action !== 'responsesCounted') return undefined;
  const told = JSON.parse(details) as { readonly moment: string };
  return told.moment === 'open' ? (told as OpenCount) : undefined;
}
