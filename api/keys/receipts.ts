import { canonicalJson } from '../../core/canonical-json.ts';
import { sha256 } from './sha256.ts';
import type { Keys } from './keys.ts';

const DIGITS = 12;

/**
 * What a resident may quote: twelve digits such as `4071-2258-9136`. Without the keys nobody can tell which
 * response it is of, whatever else they hold: a picture of a receipt is no proof of anybody's answers.
 */
export function receiptOf(keys: Keys, wave: string, id: string): string {
  const number = BigInt(`0x${keys.mac('receipts', canonicalJson([wave, id]))}`) % 10n ** BigInt(DIGITS);
  return number
    .toString()
    .padStart(DIGITS, '0')
    .replace(/(\d{4})(?=\d)/g, '$1-');
}

/** What residents were given before there were keys: such receipts are still found. */
export function formerReceiptOf(wave: string, id: string): string {
  const hash = sha256(`receipt ${wave} ${id}`).toUpperCase();
  return `${hash.slice(0, 4)}-${hash.slice(4, 8)}`;
}

/** The id of a response in an export, which tells nothing of the one the phone made, nor of the receipt. */
export function exportedIdOf(keys: Keys, wave: string, id: string): string {
  return keys.mac('exportedIds', canonicalJson([wave, id])).slice(0, 20);
}
