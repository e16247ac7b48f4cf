import type { Grant } from '../../api/storage/storage.ts';
import type { Language, LocalText } from '../../core/questionnaire/local-text.ts';
import type { Programme } from '../parts/api-client.ts';
import { grantText } from '../people/grant-text.ts';
import { staffWording } from '../wording/staff/wording.ts';

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
      .join(language === 'en' ? '; ' : '；')
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
  const label = Object.hasOwn(labels, name) ? labels[name]![language] : name;
  const colon = language === 'en' || label === name ? ': ' : '：';
  if (name === 'grants' && isGrants(value)) {
    const all = value.map((grant) => grantText(grant, programmes, language));
    return `${label}${colon}${all.join(say('between'))}`;
  }
  if (isLocalText(value)) return `${label}${colon}${value[language]}`;
  return `${label}${colon}${shortened(typeof value === 'string' ? value : JSON.stringify(value))}`;
}

const labels: Readonly<Record<string, LocalText>> = {
  grants: { 'zh-Hans': '角色', en: 'roles' },
  proposedBy: { 'zh-Hans': '提出人', en: 'proposed by' },
  network: { 'zh-Hans': '网络', en: 'network' },
  name: { 'zh-Hans': '名称', en: 'name' },
  title: { 'zh-Hans': '名称', en: 'title' },
  programme: { 'zh-Hans': '项目', en: 'programme' },
  wave: { 'zh-Hans': '轮次', en: 'wave' },
  form: { 'zh-Hans': '问卷', en: 'form' },
  period: { 'zh-Hans': '时期', en: 'period' },
  number: { 'zh-Hans': '编号', en: 'number' },
  count: { 'zh-Hans': '数量', en: 'count' },
  responses: { 'zh-Hans': '答卷数', en: 'responses' },
  digest: { 'zh-Hans': '校验值', en: 'digest' },
  batch: { 'zh-Hans': '批次编号', en: 'batch' },
};

/** Of a digest the beginning tells it from another; the whole is for programs. */
const shortened = (value: string) => value.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…');

function isCounts(value: unknown): value is Readonly<Record<string, number>> {
  return isRecord(value) && Object.values(value).every((count) => typeof count === 'number');
}

function isGrants(value: unknown): value is readonly Grant[] {
  const roles: readonly unknown[] = ['administrator', 'evaluator', 'official', 'auditor'];
  const isGrant = (each: unknown) =>
    isRecord(each) && roles.includes(each['role']) && typeof each['programme'] === 'string';
  return Array.isArray(value) && value.every(isGrant);
}

function isLocalText(value: unknown): value is LocalText {
  return isRecord(value) && typeof value['zh-Hans'] === 'string' && typeof value['en'] === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
