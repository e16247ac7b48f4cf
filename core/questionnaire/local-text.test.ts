import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  firstLanguage,
  languageCodes,
  languages,
  localTextSchema,
  nearestLanguage,
  otherLanguages,
  textIn,
} from './local-text.ts';

describe('the table of languages', () => {
  it('begins with the one that stands in for all, and every other names one that stands in for it', () => {
    const [first, ...others] = languages;
    expect(first).not.toHaveProperty('fallback');
    for (const other of others) expect(languageCodes).toContain(other.fallback);
  });

  it('leads from each language to the first, whatever stands in for what', () => {
    const text = { [firstLanguage]: '质量' };
    expect(languageCodes.map((language) => textIn(text, language))).toEqual(languageCodes.map(() => '质量'));
  });

  it('calls each language by a name of its own, in a way of writing that there is', () => {
    expect(new Set(languages.map(({ name }) => name)).size).toBe(languages.length);
    expect(Intl.getCanonicalLocales(languages.map(({ locale }) => locale))).toHaveLength(languages.length);
  });
});

describe('a text', () => {
  it('must be there in the first language, and may be in others', () => {
    const isText = (text: unknown) => v.is(localTextSchema, text);
    expect(isText({ 'zh-Hans': '质量' })).toBe(true);
    expect(isText({ 'zh-Hans': '质量', en: 'Quality' })).toBe(true);
    expect(isText({ en: 'Quality' })).toBe(false);
    expect(isText({ 'zh-Hans': '质量', en: '' })).toBe(false);
    expect(isText({ 'zh-Hans': '质量', tlh: 'Quality' })).toBe(false);
  });

  it('is read in the language asked for where it has it', () => {
    expect(textIn({ 'zh-Hans': '质量', en: 'Quality' }, 'en')).toBe('Quality');
  });
});

describe('the language of a page', () => {
  it('is the one asked for where it is offered, and else the one that stands in', () => {
    expect(nearestLanguage(['zh-Hans', 'en'], 'en')).toBe('en');
    expect(nearestLanguage(['zh-Hans'], 'en')).toBe('zh-Hans');
    expect(nearestLanguage(['zh-Hans', 'en'], 'tlh')).toBe('zh-Hans');
    expect(nearestLanguage(['zh-Hans', 'en'], undefined)).toBe('zh-Hans');
  });

  it('is not among the others it links to, nor is one that is not offered', () => {
    expect(otherLanguages(['zh-Hans', 'en'], 'en').map(({ code }) => code)).toEqual(['zh-Hans']);
    expect(otherLanguages(['zh-Hans'], 'zh-Hans')).toEqual([]);
  });
});
