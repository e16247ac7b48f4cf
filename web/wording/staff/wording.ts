import type { AuditAction } from '../../parts/api-client.ts';
import {
  inLanguage,
  languageCodes,
  type ByLanguage,
  type Language,
} from '../../../core/questionnaire/local-text.ts';
import { speaker, type Speaker } from '../speaker.ts';
import { english } from './english.ts';
import { simplifiedChinese, type StaffKey } from './simplified-chinese.ts';

/** What is said on every page of the staff, and on those of accounts, people and the audit chain. */
export const staffWordings: ByLanguage<Readonly<Record<StaffKey, string>>> = {
  'zh-Hans': simplifiedChinese,
  en: english,
};

/** The languages staff pages are written in. */
export const staffLanguages: readonly Language[] = languageCodes.filter(
  (code) => staffWordings[code] !== undefined,
);

export type StaffSpeaker = Speaker<StaffKey>;

export function staffWording(language: Language): StaffSpeaker {
  return speaker(inLanguage(staffWordings, language));
}

/** Whether there is a sentence for something that is named by a code. */
export function isStaffKey(key: string): key is StaffKey {
  return Object.hasOwn(simplifiedChinese, key);
}

/** Everything the audit chain names. */
export const auditActions = Object.keys(simplifiedChinese).flatMap((key) =>
  key.startsWith('action.') ? [key.slice('action.'.length) as AuditAction] : [],
);
