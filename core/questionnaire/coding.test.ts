import { describe, expect, it } from 'vitest';
import { ABSENT, DONT_KNOW, NOT_USED, REFUSED } from '../estimation/figures/coded-column.ts';
import { cellsOf, codesOf, variablesOf } from './coding.ts';
import type { Item } from './question-types/question-types.ts';
import { questionnaireOf, words } from './questionnaire-of.test-data.ts';

const options = ['a', 'b'].map((code) => ({ code, label: words }));
const scale = { lowest: 1, highest: 10, lowestLabel: words, highestLabel: words };
const one: Item = { type: 'single', name: 'one', text: words, options };
const some: Item = { type: 'multiple', name: 'some', text: words, options };
const score: Item = { type: 'rating', name: 'score', text: words, scale };
const age: Item = { type: 'number', name: 'age', text: words, lowest: 0, highest: 120 };
const since: Item = {
  type: 'date',
  name: 'since',
  text: words,
  earliest: '1900-01-01',
  latest: '2026-12-31',
};
const wish: Item = { type: 'text', name: 'wish', text: words, most: 50 };
const questionnaire = questionnaireOf([
  { name: 'first', isShuffled: false, items: [one, some, score] },
  { name: 'second', isShuffled: true, items: [age, since, wish] },
]);

describe('variablesOf', () => {
  it('are the columns of the data set, in the order of the questionnaire', () => {
    expect(variablesOf(questionnaire).map(({ variable }) => variable.name)).toEqual([
      'one',
      'some_a',
      'some_b',
      'score',
      'age',
      'since',
      'wish',
    ]);
  });
});

describe('codesOf', () => {
  it('are places on the scale or among the options, and quantities as they are', () => {
    expect(codesOf(one, 'b')).toEqual([1]);
    expect(codesOf(some, ['b'])).toEqual([0, 1]);
    expect(codesOf(score, 1)).toEqual([0]);
    expect(codesOf(age, 98)).toEqual([98]);
    expect(codesOf(since, '2024-02-29')).toEqual([738945]);
    expect(codesOf(wish, 'trees')).toEqual([]);
  });

  it('tell an item never asked from each kind of missing answer', () => {
    expect(codesOf(score, undefined)).toEqual([ABSENT]);
    expect(codesOf(score, { missing: 'notUsed' })).toEqual([NOT_USED]);
    expect(codesOf(score, { missing: 'dontKnow' })).toEqual([DONT_KNOW]);
    expect(codesOf(score, { missing: 'refused' })).toEqual([REFUSED]);
  });

  it('give a missing answer to each variable of the item', () => {
    expect(codesOf(some, { missing: 'refused' })).toEqual([REFUSED, REFUSED]);
    expect(codesOf(wish, { missing: 'refused' })).toEqual([]);
  });
});

describe('cellsOf', () => {
  it('show answers as people gave them', () => {
    expect(cellsOf(one, 'b')).toEqual(['b']);
    expect(cellsOf(some, ['a'])).toEqual([1, 0]);
    expect(cellsOf(score, 7)).toEqual([7]);
    expect(cellsOf(age, 98)).toEqual([98]);
    expect(cellsOf(since, '2024-02-29')).toEqual(['2024-02-29']);
    expect(cellsOf(wish, 'trees')).toEqual(['trees']);
  });

  it('show missing answers as 97, 98, 99 and items never asked empty', () => {
    expect(cellsOf(one, { missing: 'refused' })).toEqual([99]);
    expect(cellsOf(some, { missing: 'dontKnow' })).toEqual([98, 98]);
    expect(cellsOf(score, { missing: 'notUsed' })).toEqual([97]);
    expect(cellsOf(since, { missing: 'dontKnow' })).toEqual([98]);
    expect(cellsOf(age, undefined)).toEqual(['']);
    expect(cellsOf(wish, undefined)).toEqual(['']);
  });
});
