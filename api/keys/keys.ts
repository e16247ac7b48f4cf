import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { sha256 } from './sha256.ts';

/**
 * What keys are for. Each purpose has a key of its own, made from the one secret of the keys file, so that what
 * is told or lost of one says nothing of the others. A new purpose needs no new file.
 *
 * | purpose         | makes                                                                        |
 * |-----------------|------------------------------------------------------------------------------|
 * | `receipts`      | the number a resident may quote                                              |
 * | `exportedIds`   | the ids of rows in exports                                                   |
 * | `answers`       | hashes that show whether an answer is as it was stored                       |
 * | `holding`       | the seal of answers by invitation until their wave is sealed, and their ids  |
 * | `backups`       | the seal of archives                                                         |
 * | `secondFactors` | the seal of what second factors of people are computed from                  |
 * | `chain`         | digests on the audit chain of what must not stand in it itself                 |
 * | `audit`         | the seals of the entries of the audit chain                                  |
 * | `tokens`        | what sessions and one-time links prove themselves with                         |
 * | `counting`      | what is counted to limit it, without keeping what was typed                  |
 * | `invitations`   | nothing yet: invitations that are computed instead of kept                   |
 */
export const keyPurposes = [
  'receipts',
  'exportedIds',
  'answers',
  'holding',
  'backups',
  'secondFactors',
  'chain',
  'audit',
  'tokens',
  'counting',
  'invitations',
] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

export interface Keys {
  /** What the database knows the keys by; nothing of them can be told from it. */
  readonly fingerprint: string;
  /** The 32 bytes of one purpose, for what the functions below do not do. */
  keyOf(purpose: KeyPurpose): Uint8Array;
  /** HMAC-SHA-256 over a text, in hexadecimal. Texts of several parts are joined by the caller without ambiguity. */
  mac(purpose: KeyPurpose, text: string): string;
  /** AES-256-GCM with a random nonce: nonce, sealed bytes, tag. `context` must be given again to open it. */
  seal(purpose: KeyPurpose, plain: Uint8Array, context: string): Buffer;
  /** What was sealed; throws when it was changed, or sealed with other keys or in another context. */
  unseal(purpose: KeyPurpose, sealed: Uint8Array, context: string): Buffer;
}

export const SECRET_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param secret 32 random bytes, from which the keys of all purposes follow */
export function keysFrom(secret: Uint8Array): Keys {
  if (secret.length !== SECRET_BYTES) throw new Error(`The secret of the keys has ${SECRET_BYTES} bytes.`);
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, 'manyi-keys-1', purpose, SECRET_BYTES));
  const byPurpose = Object.fromEntries(
    keyPurposes.map((purpose) => [purpose, derive(purpose)]),
  ) as unknown as Readonly<Record<KeyPurpose, Buffer>>;
  return {
    fingerprint: sha256(derive('fingerprint').toString('hex')).slice(0, 32),
    keyOf: (purpose) => byPurpose[purpose],
    mac: (purpose, text) => createHmac('sha256', byPurpose[purpose]).update(text, 'utf8').digest('hex'),
    seal(purpose, plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', byPurpose[purpose], nonce);
      cipher.setAAD(Buffer.from(context, 'utf8'));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    unseal: (purpose, sealed, context) => unsealWith(byPurpose[purpose], sealed, context),
  };
}

function unsealWith(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('What is to be opened is too short.');
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]);
}
