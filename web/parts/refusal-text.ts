import type { Language } from '../../core/questionnaire/local-text.ts';
import { wordingIn } from '../wording/residents/wording.ts';
import { isStaffKey, staffWording } from '../wording/staff/wording.ts';
import type { Refusal } from './api-client.ts';

/** What to tell a person whose request was refused. */
export function refusalText({ code }: Refusal, language: Language): string {
  return code === 'offline' ? staffWording(language)('offline') : wordingIn(language).problems[code];
}

/** What is special about this refusal: a sentence of the language where there is one, or the API's own words. */
export function refusalDetails(
  { code, details, parameters }: Refusal,
  language: Language,
): readonly string[] {
  const key = `refused.${code}`;
  return isStaffKey(key) && parameters ? [staffWording(language)(key, parameters)] : details;
}
