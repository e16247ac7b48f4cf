import { describe, expect, it } from 'vitest';
import { analyseWordings } from './analyse/wording.ts';
import { residentWordings } from './residents/wording.ts';
import { staffWordings } from './staff/wording.ts';
import { trendsWordings } from './trends/wording.ts';

const rooms = {
  residents: residentWordings,
  staff: staffWordings,
  analyse: analyseWordings,
  trends: trendsWordings,
};

/** Every sentence by its path: residents' are in groups. */
function sentencesOf(wording: object, path = ''): readonly (readonly [path: string, sentence: string])[] {
  return Object.entries(wording).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[path + key, value]] : sentencesOf(value as object, `${path}${key}.`),
  );
}

const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe.each(Object.entries(rooms))('the wording of %s', (_, wordings) => {
  const languages = Object.entries(wordings);
  const first = sentencesOf(wordings['zh-Hans']);

  it.each(languages)('has every sentence in %s, and none that is empty', (_, wording) => {
    const sentences = sentencesOf(wording);
    expect(sentences.map(([path]) => path).sort()).toEqual(first.map(([path]) => path).sort());
    expect(sentences.filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
  });

  it.each(languages)('fills in the same places in %s', (_, wording) => {
    const placesByPath = (sentences: typeof first) =>
      new Map(sentences.map(([path, sentence]) => [path, places(sentence)]));
    expect(placesByPath(sentencesOf(wording))).toEqual(placesByPath(first));
  });
});
