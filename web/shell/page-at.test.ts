import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../parts/address-of.ts';
import { movedPages, pageList, type PageName } from '../parts/page-list.ts';
import { pageAt } from './page-at.ts';

describe('pageAt', () => {
  it.each([
    ['/staff', 'home', {}],
    ['/staff/', 'home', {}],
    ['/staff/people', 'people', {}],
    ['/staff/account', 'account', {}],
    ['/staff/audit', 'audit', {}],
    ['/staff/enter/Ab_9', 'enter', { token: 'Ab_9' }],
    ['/trends/quality-district', 'trends', { programme: 'quality-district' }],
    ['/trends/quality-district/9f2c', 'release', { programme: 'quality-district', release: '9f2c' }],
    ['/analyse/quality-district', 'waves', { programme: 'quality-district' }],
    ['/analyse/quality-district/waves/2026-09', 'wave', { programme: 'quality-district', wave: '2026-09' }],
    ['/analyse/quality-district/waves/import', 'wave', { programme: 'quality-district', wave: 'import' }],
    ['/analyse/quality-district/import', 'import', { programme: 'quality-district' }],
  ])('knows %s', (address, page, names) => {
    expect(pageAt(address)).toEqual({ page, names });
  });

  it.each([
    '/',
    '/staff/elsewhere',
    '/staff/enter',
    '/trends',
    '/analyse',
    '/trends/a/b/c',
    '/analyse/a/waves',
  ])('has no page at %s', (address) => {
    expect(pageAt(address)).toBeUndefined();
  });

  it('reads names that were escaped, and survives escapes that are none', () => {
    expect(pageAt('/trends/%E5%8C%BA')?.names).toEqual({ programme: '区' });
    expect(pageAt('/trends/%E5%8')?.names).toEqual({ programme: '%E5%8' });
  });
});

describe('addressOf', () => {
  it('leads back to the page and the names it was made of, whatever they are', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' });
    for (const page of Object.keys(pageList) as PageName[]) {
      const wanted = [...pageList[page].path.matchAll(/:(\w+)/g)].map(([, each]) => each!);
      fc.assert(
        fc.property(fc.record(Object.fromEntries(wanted.map((each) => [each, name]))), (names) => {
          const address = (addressOf as (page: PageName, names: object) => string)(page, names);
          expect(pageAt(address)).toEqual({ page, names });
        }),
      );
    }
  });
});

describe('the list of pages', () => {
  it('has each address once, and none where another stood before', () => {
    const shapes = Object.values(pageList).map(({ path }) => path.replace(/:\w+/g, ':'));
    expect(new Set(shapes).size).toBe(shapes.length);
    for (const { from } of movedPages) expect(shapes).not.toContain(from.replace(/:\w+/g, ':'));
  });
});
