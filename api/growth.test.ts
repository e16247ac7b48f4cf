import { safeParse, type GenericSchema } from 'valibot';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../core/canonical-json.ts';
import { csvCell } from '../core/csv.ts';
import { growthOf, LINEAR } from '../core/growth.test-data.ts';
import { programmeNameSchema } from '../core/programme/programme-file.ts';
import { isAnswers, type Answer, type Answers } from '../core/questionnaire/answer.ts';
import { checkResponse } from '../core/questionnaire/check-response.ts';
import { nameSchema } from '../core/questionnaire/item.ts';
import { questionnaireOf, words } from '../core/questionnaire/questionnaire-of.test-data.ts';
import { followRoute } from '../core/questionnaire/routing.ts';
import { isStorableText } from './storage/storable-text.ts';

const SIZE = 2000;

const options = Array.from({ length: 40 }, (_, at) => ({ code: `o${at}`, label: words }));
const questionnaire = questionnaireOf([
  {
    name: 'all',
    isShuffled: false,
    items: [
      { type: 'single', name: 'one', text: words, options },
      { type: 'multiple', name: 'some', text: words, options, exclusive: ['o1'] },
      { type: 'number', name: 'age', text: words, lowest: 0, highest: 120 },
      { type: 'text', name: 'wish', text: words, most: 5000 },
    ],
  },
]);

function accept(given: unknown) {
  if (!isAnswers(given)) return;
  const route = followRoute(questionnaire, given);
  checkResponse(questionnaire, given, route);
  canonicalJson(route.answers);
}

describe('the work on one response grows with what is sent', () => {
  const manyOf = (size: number, each: (at: number) => Answer): Answers =>
    Object.fromEntries(Array.from({ length: size }, (_, at) => [`n${at}`, each(at)]));
  it.each<[string, (size: number) => unknown]>([
    ['unknown items', (size) => manyOf(size, () => 'x')],
    ['options of one item, all the same', (size) => ({ some: Array(size).fill('o2') })],
    [
      'options of one item, all different',
      (size) => ({ some: Array.from({ length: size }, (_, at) => `o${at}`) }),
    ],
    ['a long text', (size) => ({ wish: 'x'.repeat(size) })],
    [
      'a long text of accents',
      (size) => ({ wish: `a${'\u0301\u0316'.repeat(size)}`, age: '\u0301\u0316'.repeat(size) }),
    ],
    ['a long code', (size) => ({ one: 'o1'.repeat(size) })],
    ['lists in many items', (size) => manyOf(size, () => ['a', 'b'])],
    ['missing answers with many reasons', (size) => ({ one: manyOf(size, () => 'dontKnow') })],
  ])('and not with the square: %s', (_, sent) => {
    expect(growthOf(sent, SIZE, accept)).toBeLessThan(LINEAR);
  });
});

describe('every pattern that looks at what is sent', () => {
  /** Texts on which patterns that can be read in two ways take longest. */
  const texts: readonly ((size: number) => string)[] = [
    (size) => 'a'.repeat(size),
    (size) => `${'a'.repeat(size)}!`,
    (size) => `${'a-'.repeat(size)}!`,
    (size) => `${'-'.repeat(size)}a`,
    (size) => `${' '.repeat(size)}x`,
    (size) => `${'\t\r\n '.repeat(size)}x`,
    (size) => `${'0'.repeat(size)}.`,
    (size) => `${'1-2'.repeat(size)}!`,
    (size) => `2026${'-01'.repeat(size)}!`,
    (size) => `${'"'.repeat(size)},`,
    (size) => `${'/%2'.repeat(size)}!`,
    (size) => `application/${'+'.repeat(size)}!`,
    (size) => '\ud800x'.repeat(size),
  ];
  const matches = (schema: GenericSchema) => (text: string) => safeParse(schema, text);
  const patterns: readonly [string, (text: string) => unknown][] = [
    ['the name of an item', matches(nameSchema)],
    ['the name of a programme', matches(programmeNameSchema)],
    ['a text that can be stored', isStorableText],
    ['a cell of a CSV file', csvCell],
    ['a type of content', (text) => /^application\/([a-z-.]+\+)?json\s*(;|$)/i.test(text)],
    ['a number', (text) => /^-?\d{1,15}(\.\d{1,15})?$/.test(text)],
  ];
  it.each(patterns)('reads a long text once: %s', (_, read) => {
    for (const text of texts) {
      expect(growthOf(text, SIZE, read)).toBeLessThan(LINEAR);
    }
  });
});
