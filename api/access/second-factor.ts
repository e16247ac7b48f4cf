import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { Keys } from '../keys/keys.ts';
import type { User } from '../storage/storage.ts';
import { isWeighty } from './grants.ts';

/** RFC 6238 as every authenticator has it: SHA-1, six digits, half a minute; one step early or late is taken. */
const PERIOD_SECONDS = 30;
const WINDOW = 1;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;

/** Who must have one: nobody, those whose role is weighty, or everybody. */
export type SecondFactorRule = 'none' | 'roles' | 'all';

export function needsSecondFactor(rule: SecondFactorRule, { grants }: Pick<User, 'grants'>): boolean {
  return rule === 'all' || (rule === 'roles' && grants.some(isWeighty));
}

export interface Enrolment {
  /** For typing into an authenticator. */
  readonly secret: string;
  /** For its camera. */
  readonly uri: string;
  /** The same, sealed: it comes back with the first code, and is kept nowhere until then. */
  readonly sealed: string;
}

export function beginEnrolment(keys: Keys, user: Pick<User, 'id' | 'name'>): Enrolment {
  const bytes = randomBytes(SECRET_BYTES);
  const totp = totpOf(bytes, user.name);
  return { secret: totp.secret.base32, uri: totp.toString(), sealed: sealSecret(keys, user.id, bytes) };
}

/** The time step of this code and the latest there can be now; nothing when the code is wrong. */
export function stepOfCode(
  keys: Keys,
  user: string,
  sealed: string,
  code: string,
  now: number,
): { readonly step: number; readonly latest: number } | undefined {
  const secret = unsealSecret(keys, user, sealed);
  if (!secret || !/^\d{6}$/.test(code)) return undefined;
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now, window: WINDOW });
  if (delta === null) return undefined;
  const current = Math.floor(now / 1000 / PERIOD_SECONDS);
  return { step: current + delta, latest: current + WINDOW };
}

/** Ten codes for when the authenticator is lost, shown once, and what is kept of them. */
export function newRecoveryCodes(keys: Keys, user: string) {
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    new Secret({ buffer: new Uint8Array(randomBytes(RECOVERY_BYTES)).buffer }).base32.replace(
      /.{4}(?!$)/g,
      '$&-',
    ),
  );
  return { codes, kept: canonicalJson(codes.map((code) => recoveryCodeHash(keys, user, code))) };
}

/** However it was typed: in small letters, with or without the hyphens. */
export function recoveryCodeHash(keys: Keys, user: string, code: string): string {
  const plain = code.toUpperCase().replace(/[^A-Z2-7]/g, '');
  return keys.mac('secondFactors', JSON.stringify(['recovery code', user, plain]));
}

export const looksLikeRecoveryCode = (code: string) => code.replace(/[\s-]/g, '').length === 16;

function totpOf(bytes: Uint8Array, label: string): TOTP {
  return new TOTP({
    issuer: '满意 Manyi',
    label,
    secret: new Secret({ buffer: new Uint8Array(bytes).buffer }),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  });
}

/** Opens for the person it was made for, and with the keys of this installation. */
function sealSecret(keys: Keys, user: string, bytes: Uint8Array): string {
  return keys.seal('secondFactors', bytes, `second factor of ${user}`).toString('base64url');
}
function unsealSecret(keys: Keys, user: string, sealed: string): Buffer | undefined {
  try {
    return keys.unseal('secondFactors', Buffer.from(sealed, 'base64url'), `second factor of ${user}`);
  } catch {
    return undefined;
  }
}
