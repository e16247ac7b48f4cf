import { canonicalJson } from '../../core/canonical-json.ts';
import type { HeldContent, HeldResponse, StoredResponse } from '../storage/storage.ts';
import type { Keys } from './keys.ts';
import { keyId } from './response-hashes.ts';

/**
 * Shorter ones are made as long, so that the length tells nothing of who did not take part: all answers to a form of
 * forty questions fit, with some sentences.
 */
const SHORTEST = 2048;

/** The places of the fields in what is sealed. What is held must be opened years later: only ever append to it. */
const fields: { readonly [Field in keyof Required<StoredResponse>]: number } = {
  wave: 0,
  id: 1,
  questionnaire: 2,
  contentHash: 3,
  recordHash: 4,
  channel: 5,
  mode: 6,
  language: 7,
  disposition: 8,
  area: 9,
  localDay: 10,
  isLate: 11,
  durationBand: 12,
  weight: 13,
  stratum: 14,
  primaryUnit: 15,
  answers: 16,
  formProbability: 17,
};

/**
 * The id an answer by invitation is stored under: made from the one its phone made, so that the same answers sent again
 * find it, and none of another channel stands in its way when it becomes a response.
 */
export function heldIdOf(keys: Keys, wave: string, id: string): string {
  const hex = keys.mac('holding', canonicalJson(['id', wave, id]));
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4]!;
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return [...parts, hex.slice(20, 32)].join('-');
}

/** What the response with this id is held under; without the keys nobody knows which. */
export function heldKeyOf(keys: Keys, wave: string, id: string): string {
  return keys.mac('holding', canonicalJson(['key', wave, id]));
}

/** A response as it is kept while it waits for its wave to be sealed. */
export function heldContentOf(keys: Keys, response: StoredResponse): HeldContent {
  const key = heldKeyOf(keys, response.wave, response.id);
  const sealed = keys.seal(
    'holding',
    padded(JSON.stringify(packed(response))),
    contextOf(response.wave, key),
  );
  return {
    key,
    content: keys.mac('holding', canonicalJson(['content', response.contentHash])),
    sealed: `${keyId(keys)}.${sealed.toString('base64')}`,
  };
}

/** The response that is held; none when it was changed, moved to another place, or sealed with other keys. */
export function openHeld(keys: Keys, { wave, key, sealed }: HeldResponse): StoredResponse | undefined {
  if (!isHeldWith(keys, { sealed })) return undefined;
  const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64');
  try {
    const plain = keys.unseal('holding', bytes, contextOf(wave, key));
    return unpacked(JSON.parse(plain.toString('utf8')) as readonly unknown[]);
  } catch {
    return undefined;
  }
}

/** Whether it was sealed with these keys. Others may have been given up while answers were held. */
export function isHeldWith(
  keys: Pick<Keys, 'fingerprint'>,
  { sealed }: Pick<HeldContent, 'sealed'>,
): boolean {
  return sealed.startsWith(`${keyId(keys)}.`);
}

function contextOf(wave: string, key: string): string {
  return canonicalJson([wave, key]);
}

function packed(response: StoredResponse): readonly unknown[] {
  const values: unknown[] = [];
  for (const [field, place] of Object.entries(fields)) {
    values[place] = response[field as keyof StoredResponse] ?? null;
  }
  return values;
}

function unpacked(values: readonly unknown[]): StoredResponse {
  const response: Record<string, unknown> = {};
  for (const [field, place] of Object.entries(fields)) {
    if (values[place] !== null && values[place] !== undefined) response[field] = values[place];
  }
  return response as unknown as StoredResponse;
}

/** With spaces, which JSON passes over, to the next of 2, 4, 8 ... kilobytes. */
function padded(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  let length = SHORTEST;
  while (length < bytes.length) length *= 2;
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, ' ')]);
}
