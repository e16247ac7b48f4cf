import { describe, expect, it } from 'vitest';
import { auditDetails } from './audit-details.ts';

const programmes = [{ name: 'district', title: { 'zh-Hans': '城区', en: 'District' } }];
const told = (details: Readonly<Record<string, unknown>>) => auditDetails(details, programmes, 'zh-Hans');

describe('the details of an entry of the audit chain', () => {
  it('name roles as the page of people does', () => {
    const grants = [
      { role: 'evaluator', programme: 'district' },
      { role: 'administrator', programme: '*' },
      { role: 'official', programme: 'gone' },
    ];
    expect(told({ grants, onlyAdministrator: true })).toBe(
      '角色：评估方（城区）、管理员（全部项目）、主管部门（gone）；当时没有另一位设了密码的管理员',
    );
    expect(auditDetails({ grants: grants.slice(0, 1) }, programmes, 'en')).toBe(
      'roles: evaluator (District)',
    );
  });

  it('say how often it was looked before a wave took answers again, by whatever ways', () => {
    expect(told({ looksSinceClosing: { estimates: 2, exports: 1 } })).toBe(
      '停止收集以后，看过数字或下载过答卷3次',
    );
    expect(told({ looksSinceClosing: { estimates: 0, exports: 0 } })).toContain('0次');
  });

  it('have the name of a wave in the language of the reader', () => {
    expect(told({ title: { 'zh-Hans': '第三季度', en: 'Third quarter' }, form: 'short' })).toBe(
      '名称：第三季度；问卷：short',
    );
  });

  it('stand as they are recorded where there are no words for them, digests cut short', () => {
    expect(told({ odd: { deep: ['x'] }, constructor: 1 })).toBe('odd: {"deep":["x"]}；constructor: 1');
    expect(told({ looksSinceClosing: { list: ['x'] }, grants: [{ role: 'king' }] })).toContain('"king"');
    expect(told({ digest: 'a'.repeat(64), password: 'never shown' })).toBe(`校验值：${'a'.repeat(12)}…`);
  });
});
