import { randomBytes } from 'node:crypto';
import { sha256 } from '../sha256.ts';

/** A secret nobody can guess, for links and cookies: 128 bits fit a small QR code, sessions get 256. */
export function newToken(bits: 128 | 256 = 256): string {
  return randomBytes(bits / 8).toString('base64url');
}

/** What is kept of a secret. It is long and random already, so a fast hash is enough. */
export function hashToken(token: string): string {
  return sha256(token);
}
