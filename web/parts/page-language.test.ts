import { describe, expect, it } from 'vitest';
import { addressIn, pageLanguage } from './page-language.ts';

describe('pageLanguage', () => {
  it('reads the language from the address and falls back to Chinese', () => {
    expect(pageLanguage('?lang=en')).toBe('en');
    expect(pageLanguage('?lang=fr')).toBe('zh-Hans');
    expect(pageLanguage('')).toBe('zh-Hans');
  });
});

describe('addressIn', () => {
  it('keeps the language from page to page', () => {
    expect(addressIn('en', '/trends/a')).toBe('/trends/a?lang=en');
    expect(addressIn('en', '/trends/a?department=b')).toBe('/trends/a?department=b&lang=en');
    expect(addressIn('en', '/analyse/a/w#release')).toBe('/analyse/a/w?lang=en#release');
    expect(addressIn('zh-Hans', '/trends/a')).toBe('/trends/a');
  });
});
