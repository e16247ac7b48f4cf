import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** OWASP's first choice for scrypt: 128 MB and some tenths of a second for each guess. */
const COST_EXPONENT = 17;
const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const KEY_BYTES = 32;

/** `scrypt$17$8$1$salt$key`, the salt and the key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, COST_EXPONENT, BLOCK_SIZE, PARALLELISM);
  const parts = [
    COST_EXPONENT,
    BLOCK_SIZE,
    PARALLELISM,
    salt.toString('base64url'),
    key.toString('base64url'),
  ];
  return `scrypt$${parts.join('$')}`;
}

export async function isPassword(password: string, encoded: string): Promise<boolean> {
  const [, exponent, blockSize, parallelism, salt, key] = encoded.split('$');
  if (key === undefined || salt === undefined) return false;
  const expected = Buffer.from(key, 'base64url');
  const given = await deriveKey(
    password,
    Buffer.from(salt, 'base64url'),
    Number(exponent),
    Number(blockSize),
    Number(parallelism),
  );
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Spends the time a check would have taken, so that a wrong name cannot be told from a wrong password. */
export async function spendPasswordCheck(password: string): Promise<void> {
  await deriveKey(password, Buffer.alloc(16), COST_EXPONENT, BLOCK_SIZE, PARALLELISM);
}

const commonest = ['password', '12345678', 'qwertyui', '11111111', '88888888', 'iloveyou', 'admin', 'manyi'];

export function isStrongEnough(password: string, name: string): boolean {
  if ([...password].length < 10 || password.length > 200) return false;
  const lower = password.toLowerCase();
  if (name !== '' && lower.includes(name.toLowerCase())) return false;
  return new Set(lower).size >= 5 && !commonest.some((common) => lower.startsWith(common));
}

function deriveKey(
  password: string,
  salt: Buffer,
  exponent: number,
  blockSize: number,
  parallelism: number,
): Promise<Buffer> {
  const N = 2 ** exponent;
  const maxmem = 256 * N * blockSize;
  return derive(password.normalize('NFKC'), salt, KEY_BYTES, { N, r: blockSize, p: parallelism, maxmem });
}
