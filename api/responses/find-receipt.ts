import type { Keys } from '../keys/keys.ts';
import { formerReceiptOf, receiptOf } from '../keys/receipts.ts';
import type { Storage, Wave } from '../storage/storage.ts';
import { heldAnswers } from '../fieldwork/held-answers.ts';

/** Whether a response of the wave has this receipt, by the formula of today or of before there were keys. */
export async function findReceipt(
  storage: Pick<Storage, 'responsesOf' | 'countHeld' | 'heldOf'>,
  keys: Keys,
  { id: wave }: Wave,
  receipt: string,
): Promise<boolean> {
  const wanted = plainReceipt(receipt);
  const isIt = (id: string) =>
    plainReceipt(receiptOf(keys, wave, id)) === wanted || plainReceipt(formerReceiptOf(wave, id)) === wanted;
  for await (const page of storage.responsesOf(wave)) if (page.some(({ id }) => isIt(id))) return true;
  for await (const held of heldAnswers(storage, keys, wave)) if (held.some(({ id }) => isIt(id))) return true;
  return false;
}

/** As people say a number: with hyphens, spaces or neither. */
export function plainReceipt(receipt: string): string {
  return receipt
    .normalize('NFKC')
    .replace(/[^0-9A-Z]/gi, '')
    .toUpperCase();
}
