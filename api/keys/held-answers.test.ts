import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/canonical-json.ts';
import { aResponse } from '../storage/contract/samples.ts';
import type { StoredResponse } from '../storage/storage.ts';
import { heldContentOf, heldKeyOf, openHeld } from './held-answers.ts';
import { keysFrom } from './keys.ts';
import { keyId } from './response-hashes.ts';

const keys = keysFrom(new Uint8Array(32).fill(1));
const whole: Required<StoredResponse> = {
  ...aResponse({ channel: 'invitation' }),
  recordHash: 'keys.record',
  area: 'north',
  localDay: '2024-05-06',
  durationBand: '1to3',
  weight: 0.1 + 0.2,
  stratum: '北',
  primaryUnit: 'committee-7',
  formProbability: 1 / 3,
};

const opened = (response: StoredResponse) =>
  openHeld(keys, { wave: response.wave, batch: 'batch', ...heldContentOf(keys, response) });

describe('an answer that is held', () => {
  it('opens as it was sealed, with every field, and without those that were left out', () => {
    expect(opened(whole)).toStrictEqual(whole);
    expect(opened(aResponse())).toStrictEqual(aResponse());
  });

  it('opens when it was sealed before forms were drawn, with one field fewer', () => {
    const { formProbability: _, ...before } = whole;
    const { wave, id, questionnaire, contentHash, recordHash, channel, mode, language, disposition } = before;
    const { area, localDay, isLate, durationBand, weight, stratum, primaryUnit, answers } = before;
    const values = [
      ...[wave, id, questionnaire, contentHash, recordHash, channel, mode, language, disposition],
      ...[area, localDay, isLate, durationBand, weight, stratum, primaryUnit, answers],
    ];
    const key = heldKeyOf(keys, wave, id);
    const bytes = keys.seal('holding', Buffer.from(JSON.stringify(values)), canonicalJson([wave, key]));
    const sealed = `${keyId(keys)}.${bytes.toString('base64')}`;
    expect(openHeld(keys, { wave, batch: 'batch', key, content: 'any', sealed })).toStrictEqual(before);
  });
});
