import { describe, expect, it } from 'vitest';
import { draftFault } from './wave-draft.ts';

const draft = {
  id: 'district-2026',
  title: { 'zh-Hans': '2026年', en: '2026' },
  period: '2026-09',
  form: 'short',
};

describe('draftFault', () => {
  it('finds nothing in a complete draft', () => {
    expect(draftFault(draft)).toBe(undefined);
  });

  it.each([
    ['fillAll', { title: { 'zh-Hans': ' ', en: '2026' } }],
    ['idFormat', { id: 'District 2026' }],
    ['idTaken', { id: 'import' }],
    ['periodFormat', { period: '2026年' }],
  ])('answers %s', (fault, change) => {
    expect(draftFault({ ...draft, ...change })).toBe(fault);
  });
});
