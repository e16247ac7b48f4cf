import { randomBytes, scrypt, scryptSync, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import type { DeriveKey, KeyWanted } from './password-queue.ts';

const scryptLater = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

/** OWASP's first choice for scrypt: 128 MB and some tenths of a second for each guess. */
const COST = { exponent: 17, blockSize: 8, parallelism: 1 } as const;
const KEY_BYTES = 32;

/** `scrypt$17$8$1$salt$key`, the salt and the key in base64url. */
export async function hashPassword(password: string, derive: DeriveKey = deriveKeyHere): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive({ password, salt, ...COST });
  const { exponent, blockSize, parallelism } = COST;
  const parts = [
    exponent,
    blockSize,
    parallelism,
    salt.toString('base64url'),
    Buffer.from(key).toString('base64url'),
  ];
  return `scrypt$${parts.join('$')}`;
}

export async function isPassword(
  password: string,
  encoded: string,
  derive: DeriveKey = deriveKeyHere,
): Promise<boolean> {
  const [, exponent, blockSize, parallelism, salt, key] = encoded.split('$');
  if (key === undefined || salt === undefined) return false;
  const expected = Buffer.from(key, 'base64url');
  const given = await derive({
    password,
    salt: Buffer.from(salt, 'base64url'),
    exponent: Number(exponent),
    blockSize: Number(blockSize),
    parallelism: Number(parallelism),
  });
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Spends the time a check would have taken, so that a wrong name cannot be told from a wrong password. */
export async function spendPasswordCheck(password: string, derive: DeriveKey): Promise<void> {
  await derive({ password, salt: Buffer.alloc(16), ...COST });
}

/** Keeps the thread it runs on busy until the key is there. */
export function deriveKeyNow(wanted: KeyWanted): Uint8Array {
  const { password, salt } = wanted;
  return scryptSync(password.normalize('NFKC'), salt, KEY_BYTES, optionsOf(wanted));
}

/** On the threads that also compress pages: for commands and tests. */
export const deriveKeyHere: DeriveKey = (wanted) =>
  scryptLater(wanted.password.normalize('NFKC'), wanted.salt, KEY_BYTES, optionsOf(wanted));

function optionsOf({ exponent, blockSize, parallelism }: KeyWanted): ScryptOptions {
  const N = 2 ** exponent;
  return { N, r: blockSize, p: parallelism, maxmem: 256 * N * blockSize };
}
