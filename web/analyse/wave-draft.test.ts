import { describe, expect, it } from 'vitest';
import { draftFaults } from './wave-draft.ts';

const draft = {
  id: 'district-2026',
  title: { 'zh-Hans': '2026年', en: '2026' },
  period: '2026-09',
  form: 'short',
};

const asked = ['zh-Hans', 'en'] as const;

describe('draftFaults', () => {
  it('finds nothing in a complete draft', () => {
    expect(draftFaults(draft, asked)).toEqual({});
    expect(draftFaults({ ...draft, plannedEnd: '2026-10-31' }, asked)).toEqual({});
  });

  it('names every field that is empty, each by itself', () => {
    const empty = { id: '', title: { 'zh-Hans': ' ', en: '' }, period: '', form: 'short' };
    expect(draftFaults(empty, asked)).toEqual({
      'title.zh-Hans': 'waveTitleMissing.zh-Hans',
      'title.en': 'waveTitleMissing.en',
      id: 'idMissing',
      period: 'periodMissing',
    });
  });

  it('asks for a title in the languages of the programme, and in no other', () => {
    const chinese = { ...draft, title: { 'zh-Hans': '2026年' } };
    expect(draftFaults(chinese, ['zh-Hans'])).toEqual({});
    expect(draftFaults(chinese, asked)).toEqual({ 'title.en': 'waveTitleMissing.en' });
  });

  it.each([
    ['idFormat', 'id', { id: 'District 2026' }],
    ['periodFormat', 'period', { period: '2026年' }],
    ['periodFormat', 'period', { period: '2027-13' }],
    ['periodFormat', 'period', { period: '2026-02-30' }],
    ['plannedEndFormat', 'plannedEnd', { plannedEnd: '2026-02-30' }],
  ])('answers %s for the %s', (fault, field, change) => {
    expect(draftFaults({ ...draft, ...change }, asked)).toEqual({ [field]: fault });
  });
});
