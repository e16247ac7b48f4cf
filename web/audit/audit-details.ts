import { firstLanguage, textIn, type Language, type LocalText } from '../../core/questionnaire/local-text.ts';
import type { Grant, Programme } from '../parts/api-client.ts';
import { grantText } from '../people/grant-text.ts';
import { isStaffKey, staffWording } from '../wording/staff/wording.ts';

/** What an entry of the audit chain says besides, for people; what has no words here stands as it is recorded. */
export function auditDetails(
  details: Readonly<Record<string, unknown>>,
  programmes: readonly Pick<Programme, 'name' | 'title'>[],
  language: Language,
): string {
  return (
    Object.entries(details)
      // A digest for `verify`, which tells a person nothing.
      .filter(([name]) => name !== 'password')
      .map(([name, value]) => inWords(name, value, programmes, language))
      .join(staffWording(language)('detailsBetween'))
  );
}

function inWords(
  name: string,
  value: unknown,
  programmes: readonly Pick<Programme, 'name' | 'title'>[],
  language: Language,
): string {
  const say = staffWording(language);
  if (name === 'onlyAdministrator' && value === true) return say('auditOnlyAdministrator');
  if (name === 'looksSinceClosing' && isCounts(value)) {
    return say('auditLooks', { count: Object.values(value).reduce((sum, count) => sum + count, 0) });
  }
  const key = `detail.${name}`;
  const text = textOf(name, value, programmes, language);
  return isStaffKey(key) ? say('detail', { label: say(key), value: text }) : `${name}: ${text}`;
}

function textOf(
  name: string,
  value: unknown,
  programmes: readonly Pick<Programme, 'name' | 'title'>[],
  language: Language,
): string {
  if (name === 'grants' && isGrants(value)) {
    const all = value.map((grant) => grantText(grant, programmes, language));
    return all.join(staffWording(language)('between'));
  }
  if (isLocalText(value)) return textIn(value, language);
  return shortened(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Of a digest the beginning tells it from another; the whole is for programs. */
const shortened = (value: string) => value.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…');

function isCounts(value: unknown): value is Readonly<Record<string, number>> {
  return isRecord(value) && Object.values(value).every((count) => typeof count === 'number');
}

function isGrants(value: unknown): value is readonly Grant[] {
  const isGrant = (each: unknown) =>
    isRecord(each) && isStaffKey(`role.${String(each['role'])}`) && typeof each['programme'] === 'string';
  return Array.isArray(value) && value.every(isGrant);
}

function isLocalText(value: unknown): value is LocalText {
  return isRecord(value) && typeof value[firstLanguage] === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
