import type { Keys } from '../keys/keys.ts';

/**
 * What something is counted or known under: nobody can type a name that makes the key of another, and what was
 * typed is not kept (it may be a password in the wrong place), nor can it be found by trying.
 */
export function countingKey(keys: Keys, ...parts: readonly string[]): string {
  return keys.mac('counting', JSON.stringify(parts));
}
