import { describe, expect, it } from 'vitest';
import { checkItems, checkResponse } from './check-response.ts';
import type { Item } from './question-types/question-types.ts';
import { questionnaireOf, words } from './questionnaire-of.test-data.ts';

const items: readonly Item[] = [
  {
    type: 'rating',
    name: 'overall',
    text: words,
    required: true,
    missing: { dontKnow: true },
    scale: { lowest: 1, highest: 10, lowestLabel: words, highestLabel: words },
  },
  { type: 'text', name: 'why', text: words, most: 10, when: { item: 'overall', atMost: 6 } },
];
const questionnaire = questionnaireOf([{ name: 'all', isShuffled: false, items }]);

describe('checkResponse', () => {
  it('finds nothing in sound answers', () => {
    expect(checkResponse(questionnaire, { overall: 6, why: 'noise' })).toEqual([]);
  });

  it('takes a missing answer that is offered for an answer', () => {
    expect(checkResponse(questionnaire, { overall: { missing: 'dontKnow' } })).toEqual([]);
  });

  it('refuses a missing answer that is not offered', () => {
    expect(checkResponse(questionnaire, { overall: { missing: 'notUsed' } })).toEqual([
      { item: 'overall', code: 'missingNotOffered', parameters: { missing: 'notUsed' } },
    ]);
  });

  it('asks for what is required', () => {
    expect(checkResponse(questionnaire, {})).toEqual([{ item: 'overall', code: 'required' }]);
  });

  it('gives the bounds with an answer beyond them', () => {
    expect(checkResponse(questionnaire, { overall: 11 })).toEqual([
      { item: 'overall', code: 'outOfRange', parameters: { lowest: 1, highest: 10 } },
    ]);
  });

  it('says nothing of answers to items that do not apply', () => {
    expect(checkResponse(questionnaire, { overall: 9, why: 'far too long to be accepted' })).toEqual([]);
  });

  it('tells all issues at once: strangers first, then in the order of the questionnaire', () => {
    const issues = checkResponse(questionnaire, { why: 'x', overall: 2.5, other: 'y' });
    expect(issues.map(({ item, code }) => [item, code])).toEqual([
      ['other', 'unknownItem'],
      ['overall', 'notWhole'],
    ]);
  });

  it('takes a key named like the prototype for an unknown item, and reads nothing through it', () => {
    const answers = JSON.parse('{"__proto__": {"overall": 7}}') as Record<string, never>;
    expect(checkResponse(questionnaire, answers)).toEqual([
      { item: '__proto__', code: 'unknownItem' },
      { item: 'overall', code: 'required' },
    ]);
  });

  it('repeats no more than 64 characters of a stranger’s key', () => {
    const [issue] = checkResponse(questionnaire, { ['x'.repeat(1000)]: 1 });
    expect(issue?.item).toHaveLength(64);
  });
});

describe('checkItems', () => {
  it('looks only at the items it is given', () => {
    expect(checkItems([items[1]!], { overall: 99, why: 'ok' })).toEqual([]);
  });
});
