import { describe, expect, it } from 'vitest';
import { growthOf, LINEAR } from '../growth.test-data.ts';
import type { Answers } from './answer.ts';
import {
  answersFromFields,
  fieldsFromAnswers,
  missingField,
  missingValue,
  type Field,
} from './form-fields.ts';
import type { Item } from './question-types/question-types.ts';

const words = { 'zh-Hans': '问', en: 'ask' };
const options = ['a', 'b'].map((code) => ({ code, label: words }));
const items: readonly Item[] = [
  { type: 'single', name: 'one', text: words, options, missing: { refused: true } },
  { type: 'multiple', name: 'some', text: words, options },
  { type: 'number', name: 'age', text: words, lowest: 0, highest: 120, missing: { refused: true } },
  { type: 'date', name: 'since', text: words, earliest: '1900-01-01', latest: '2026-12-31' },
  { type: 'text', name: 'wish', text: words, most: 50 },
];

describe('answersFromFields', () => {
  it.each<[string, Field[], Answers]>([
    ['an option', [['one', 'a']], { one: 'a' }],
    [
      'several options',
      [
        ['some', 'a'],
        ['some', 'b'],
      ],
      { some: ['a', 'b'] },
    ],
    ['a number', [['age', '98']], { age: 98 }],
    ['a day as browsers send it', [['since', '2024-03-05']], { since: '2024-03-05' }],
    ['a day as people type it', [['since', '2024年3月5日']], { since: '2024-03-05' }],
    ['words, with the line ends of forms', [['wish', ' more\r\ntrees ']], { wish: 'more\ntrees' }],
    [
      'a missing answer among the options',
      [['one', missingValue('refused')]],
      { one: { missing: 'refused' } },
    ],
    [
      'a missing answer beside an empty field',
      [
        ['age', ''],
        [missingField('age'), missingValue('refused')],
      ],
      { age: { missing: 'refused' } },
    ],
    [
      'what was typed, although a missing answer is ticked too',
      [
        ['age', '30'],
        [missingField('age'), missingValue('refused')],
      ],
      { age: 30 },
    ],
    [
      'a missing answer beside a list that nobody has opened',
      [
        ['one', ''],
        [missingField('one'), missingValue('refused')],
      ],
      { one: { missing: 'refused' } },
    ],
    [
      'nothing, from empty fields',
      [
        ['one', ''],
        ['some', ''],
        ['age', ' '],
        ['wish', '\r\n'],
      ],
      {},
    ],
    [
      'nothing, from fields of no item',
      [
        ['stranger', 'x'],
        ['__proto__', 'y'],
      ],
      {},
    ],
    ['what is no number, for the check to complain about', [['age', 'old']], { age: 'old' }],
  ])('reads %s', (_, fields, expected) => {
    expect(answersFromFields(items, fields)).toEqual(expected);
  });

  it('takes no words of a person for a missing answer', () => {
    expect(answersFromFields(items, [['wish', '~refuse me']])).toEqual({ wish: '~refuse me' });
  });
});

describe('the work of reading a form', () => {
  it.each<[string, (size: number) => Field[]]>([
    ['many values of one name', (size) => Array.from({ length: size }, (): Field => ['some', 'a'])],
    ['many names', (size) => Array.from({ length: size }, (_, at): Field => [`n${at}`, 'a'])],
    ['a long text', (size) => [['wish', ' \r\n'.repeat(size)]]],
    ['accents without end instead of a number', (size) => [['age', 'a' + '\u0301\u0316'.repeat(size)]]],
  ])('grows with %s, and not with the square', (_, fieldsOf) => {
    expect(growthOf(fieldsOf, 2000, (fields) => answersFromFields(items, fields))).toBeLessThan(LINEAR);
  });
});

describe('fieldsFromAnswers', () => {
  it('writes one field for each value, in the order of the items', () => {
    const answers: Answers = { wish: 'trees', some: ['a', 'b'], age: { missing: 'refused' }, other: 'x' };
    expect(fieldsFromAnswers(items, answers)).toEqual([
      ['some', 'a'],
      ['some', 'b'],
      ['age~missing', '~refused'],
      ['wish', 'trees'],
    ]);
  });
});
