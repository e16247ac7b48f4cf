import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { Answers } from '../../core/questionnaire/answer.ts';
import { aResponse } from '../storage/contract/samples.ts';
import type { StoredResponse } from '../storage/storage.ts';
import { keysFrom } from './keys.ts';
import {
  contentHashOf,
  formerContentHashOf,
  isErasedAnswer,
  recordHashOf,
  type StoredAnswers,
  withHashes,
  withoutTexts,
} from './response-hashes.ts';

const keys = keysFrom(new Uint8Array(32).fill(1));
const others = keysFrom(new Uint8Array(32).fill(2));
const texts = new Set(['wish', 'reason']);
const answers: Answers = { score: 8, wish: '多种树', reason: { missing: 'refused' }, street: 'north' };
const { contentHash, answers: _, ...columns } = aResponse();
const response = withHashes(keys, columns, answers, texts);

describe('the hash of the content', () => {
  it('is the same for the same answers again, and another for other answers, persons, waves and keys', () => {
    const hashes = [
      contentHashOf(keys, response, answers, texts),
      contentHashOf(keys, response, { ...answers, score: 9 }, texts),
      contentHashOf(keys, response, { ...answers, wish: '多种花' }, texts),
      contentHashOf(keys, { ...response, id: 'another' }, answers, texts),
      contentHashOf(keys, { ...response, wave: 'another' }, answers, texts),
      contentHashOf(keys, { ...response, disposition: 'refusal' }, answers, texts),
      contentHashOf(others, response, answers, texts),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes[0]).toBe(response.contentHash);
    expect(contentHash).not.toBe(response.contentHash);
  });

  it('stays what it was when any of the texts are erased, and notices a change of the rest', () => {
    const anAnswer = fc.oneof(fc.string(), fc.integer(), fc.constant({ missing: 'refused' } as const));
    const item = fc.constantFrom('wish', 'reason', 'score', 'street');
    fc.assert(
      fc.property(fc.dictionary(item, anAnswer), fc.subarray([...texts]), (given, erasing) => {
        const whole = contentHashOf(keys, response, given, texts);
        const erased = withoutTexts(keys, response, given, new Set(erasing)) as StoredAnswers;
        expect(contentHashOf(keys, response, erased, texts)).toBe(whole);
        for (const name of erasing) expect(typeof erased[name]).not.toBe('string');
        expect(contentHashOf(keys, response, { ...erased, score: 'changed' }, texts)).not.toBe(whole);
      }),
    );
  });

  it('leaves of an erased text nothing that is the same for two persons who wrote the same', () => {
    const ofTwo = ['one', 'two'].map((id) => withoutTexts(keys, { ...response, id }, answers, texts)['wish']);
    expect(ofTwo.every(isErasedAnswer)).toBe(true);
    expect(ofTwo[0]).not.toEqual(ofTwo[1]);
  });
});

describe('the hash of the record', () => {
  const changes: Partial<StoredResponse>[] = [
    { wave: 'another' },
    { id: 'another' },
    { questionnaire: 'another' },
    { contentHash: 'another.hash' },
    { channel: 'invitation' },
    { mode: 'web' },
    { language: 'en' },
    { disposition: 'refusal' },
    { area: 'south' },
    { localDay: '2024-01-01' },
    { isLate: true },
    { durationBand: '1-2min' },
    { weight: 2 },
    { stratum: 'south' },
    { primaryUnit: 'committee-9' },
    { formProbability: 0.5 },
  ];

  it.each(changes)('notices %j', (change) => {
    expect(recordHashOf(keys, { ...response, ...change }, texts)).not.toBe(response.recordHash);
  });

  it('can be computed again from what is stored', () => {
    expect(recordHashOf(keys, response, texts)).toBe(response.recordHash);
    expect(recordHashOf(others, response, texts)).not.toBe(response.recordHash);
  });

  it('holds the answers themselves where the hash of the content is of before there were keys', () => {
    const before = { ...response, contentHash: formerContentHashOf(response) };
    const hash = recordHashOf(keys, before, texts);
    const changed = { ...before, answers: canonicalJson({ ...answers, score: 9 }) };
    expect(recordHashOf(keys, changed, texts)).not.toBe(hash);
    const erased = { ...before, answers: canonicalJson(withoutTexts(keys, before, answers, texts)) };
    expect(recordHashOf(keys, erased, texts)).toBe(hash);
  });
});
