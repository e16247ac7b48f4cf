import { describe, expect, it } from 'vitest';
import { deriveKeyHere, deriveKeyNow, hashPassword, isPassword } from './password.ts';

describe('a password', () => {
  it('is kept as scrypt at full cost, and known again in either of the ways Unicode writes it', async () => {
    const encoded = await hashPassword('Re\u0301sum\u00e9 和平 27');
    expect(encoded).toMatch(/^scrypt\$17\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await isPassword('R\u00e9sume\u0301 和平 27', encoded)).toBe(true);
    expect(await isPassword('Resume 和平 27', encoded)).toBe(false);
  }, 30_000);

  it('gives the same key on a thread of its own as here', async () => {
    const wanted = {
      password: 'Ａ和平',
      salt: new Uint8Array(16).fill(3),
      exponent: 7,
      blockSize: 8,
      parallelism: 1,
    };
    expect(Buffer.from(deriveKeyNow(wanted))).toEqual(Buffer.from(await deriveKeyHere(wanted)));
  });

  it('that is kept in another form is none', async () => {
    for (const encoded of ['', 'scrypt$17$8$1', 'plain text']) {
      expect(await isPassword('plain text', encoded)).toBe(false);
    }
  });
});
