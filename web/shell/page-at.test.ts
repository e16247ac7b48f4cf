import { describe, expect, it } from 'vitest';
import { pageAt } from './page-at.ts';

describe('pageAt', () => {
  it.each([
    ['/staff', { kind: 'home' }],
    ['/staff/', { kind: 'home' }],
    ['/staff/people', { kind: 'people' }],
    ['/staff/account', { kind: 'account' }],
    ['/staff/audit', { kind: 'audit' }],
    ['/staff/enter/Ab_9', { kind: 'enter', token: 'Ab_9' }],
    ['/trends/quality-district', { kind: 'trends', programme: 'quality-district' }],
    ['/trends/quality-district/9f2c', { kind: 'trends', programme: 'quality-district', release: '9f2c' }],
    ['/analyse/quality-district', { kind: 'waves', programme: 'quality-district' }],
    ['/analyse/quality-district/2026-09', { kind: 'wave', programme: 'quality-district', wave: '2026-09' }],
    ['/analyse/quality-district/import', { kind: 'import', programme: 'quality-district' }],
  ])('knows %s', (address, page) => {
    expect(pageAt(address)).toEqual(page);
  });

  it.each(['/', '/staff/elsewhere', '/staff/enter', '/trends', '/analyse', '/trends/a/b/c'])(
    'has no page at %s',
    (address) => {
      expect(pageAt(address)).toEqual({ kind: 'unknown' });
    },
  );

  it('reads names that were escaped, and survives escapes that are none', () => {
    expect(pageAt('/trends/%E5%8C%BA')).toEqual({ kind: 'trends', programme: '区' });
    expect(pageAt('/trends/%E5%8')).toEqual({ kind: 'trends', programme: '%E5%8' });
  });
});
