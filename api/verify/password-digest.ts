import type { Keys } from '../keys/keys.ts';
import { keyId, keyIdIn } from '../keys/response-hashes.ts';

/**
 * What the audit chain notes of a password when it is set: a keyed digest of its stored hash, from which nothing
 * can be tried, but by which `verify` sees that the hash was replaced by somebody else. Put it into the details of
 * `passwordSet` as `password`.
 */
export function passwordDigest(keys: Keys, user: string, passwordHash: string): string {
  return `${keyId(keys)}.${keys.mac('chain', JSON.stringify(['password', user, passwordHash]))}`;
}

/** The keys a digest was made with. */
export const passwordKeyIn = keyIdIn;
