import { describe, expect, it } from 'vitest';
import { draftFaults } from './wave-draft.ts';

const draft = {
  id: 'district-2026',
  title: { 'zh-Hans': '2026年', en: '2026' },
  period: '2026-09',
  form: 'short',
};

describe('draftFaults', () => {
  it('finds nothing in a complete draft', () => {
    expect(draftFaults(draft)).toEqual({});
    expect(draftFaults({ ...draft, plannedEnd: '2026-10-31' })).toEqual({});
  });

  it('names every field that is empty, each by itself', () => {
    expect(draftFaults({ id: '', title: { 'zh-Hans': ' ', en: '' }, period: '', form: 'short' })).toEqual({
      chinese: 'titleChineseMissing',
      english: 'titleEnglishMissing',
      id: 'idMissing',
      period: 'periodMissing',
    });
  });

  it.each([
    ['idFormat', 'id', { id: 'District 2026' }],
    ['idReserved', 'id', { id: 'import' }],
    ['periodFormat', 'period', { period: '2026年' }],
    ['periodFormat', 'period', { period: '2027-13' }],
    ['periodFormat', 'period', { period: '2026-02-30' }],
    ['plannedEndFormat', 'plannedEnd', { plannedEnd: '2026-02-30' }],
  ])('answers %s for the %s', (fault, field, change) => {
    expect(draftFaults({ ...draft, ...change })).toEqual({ [field]: fault });
  });
});
