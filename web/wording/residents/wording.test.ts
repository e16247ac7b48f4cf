import { describe, expect, it } from 'vitest';
import { problems } from '../../../api/problems.ts';
import { languageCodes, type Language } from '../../../core/questionnaire/local-text.ts';
import { fillIn } from '../fill-in.ts';
import type { Wording } from './keys.ts';
import { wordingIn } from './wording.ts';

function sentences(wording: Wording): readonly (readonly [path: string, sentence: string])[] {
  return Object.entries(wording).flatMap(([group, entries]) =>
    Object.entries(entries as Record<string, string>).map(
      ([code, text]) => [`${group}.${code}`, text] as const,
    ),
  );
}

const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('wording', () => {
  it('has a sentence for every problem the API can report, in every language', () => {
    for (const language of languageCodes) {
      expect(Object.keys(wordingIn(language).problems).sort()).toEqual(Object.keys(problems).sort());
    }
  });

  it('leaves no sentence empty', () => {
    for (const language of languageCodes) {
      expect(sentences(wordingIn(language)).filter(([, text]) => text.trim() === '')).toEqual([]);
    }
  });

  it('fills in the same places in both languageCodes', () => {
    const placesByPath = (language: Language) =>
      sentences(wordingIn(language)).map(([path, text]) => [path, places(text)] as const);
    expect(new Map(placesByPath('en'))).toEqual(new Map(placesByPath('zh-Hans')));
  });
});

describe('fillIn', () => {
  it('puts each parameter in its place, as often as the place occurs', () => {
    expect(fillIn('{a} of {b}, {a}', { a: 1, b: 'x' })).toBe('1 of x, 1');
  });

  it('leaves a place without a parameter as it stands, inherited names included', () => {
    expect(fillIn('{toString} {gone}', {})).toBe('{toString} {gone}');
  });
});
