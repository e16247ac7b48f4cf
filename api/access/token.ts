import { randomBytes } from 'node:crypto';
import type { Keys } from '../keys/keys.ts';
import { sha256 } from '../keys/sha256.ts';

/** A secret nobody can guess, for links and cookies: 128 bits fit a small QR code, sessions get 256. */
export function newToken(bits: 128 | 256 = 256): string {
  return randomBytes(bits / 8).toString('base64url');
}

/** What is kept of a secret. It is long and random already, so a fast hash is enough. */
export function hashToken(token: string): string {
  return sha256(token);
}

/** Characters of base64url for 128 bits. */
const PROOF_LENGTH = 22;

/**
 * A secret that proves by itself whose it is and what it is for. Whoever writes a row into the database, or changes
 * whom or what one is for, has no token that leads there: that takes the keys.
 *
 * @param boundTo what the row says that must stay so
 */
export function newBoundToken(keys: Keys, bits: 128 | 256, boundTo: readonly string[]): string {
  const random = newToken(bits);
  return random + proofOf(keys, random, boundTo);
}

export function isBoundTo(keys: Keys, token: string, boundTo: readonly string[]): boolean {
  const random = token.slice(0, -PROOF_LENGTH);
  return random !== '' && token.slice(-PROOF_LENGTH) === proofOf(keys, random, boundTo);
}

function proofOf(keys: Keys, random: string, boundTo: readonly string[]): string {
  const mac = keys.mac('tokens', JSON.stringify([random, ...boundTo]));
  return Buffer.from(mac, 'hex').toString('base64url').slice(0, PROOF_LENGTH);
}
