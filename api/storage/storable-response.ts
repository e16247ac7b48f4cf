import type { Disposition } from '../../core/questionnaire/routing.ts';
import { isStorableText } from './storable-text.ts';
import type { StoredResponse } from './verbs/stored-response.ts';

const dispositions: readonly Disposition[] = ['complete', 'refusal', 'ineligible'];

/**
 * Whether every engine would store a response by invitation as it is. The tables refuse what they cannot keep by themselves; what
 * is held sealed they do not see, and it must not turn out malformed when the wave is sealed.
 */
export function isStorableResponse(response: StoredResponse): boolean {
  const { wave, id, contentHash, channel, disposition, area, localDay, weight, formProbability, answers } =
    response;
  return (
    Object.values(response).every(isStorable) &&
    [wave, id, contentHash, area].every((text) => text !== '') &&
    channel === 'invitation' &&
    dispositions.includes(disposition) &&
    (localDay === undefined || /^\d{4}-\d{2}-\d{2}$/.test(localDay)) &&
    (weight === undefined || weight >= 0) &&
    (formProbability === undefined || (formProbability > 0 && formProbability <= 1)) &&
    isJson(answers)
  );
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value);
  return typeof value === 'boolean' || value === undefined || Number.isFinite(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
