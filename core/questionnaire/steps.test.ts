import { describe, expect, it } from 'vitest';
import { orderedItems } from './item-order.ts';
import type { Item } from './question-types/question-types.ts';
import type { Section } from './questionnaire.ts';
import { firstStep, itemsToAsk, openSections, progressOf, stepAfter, stepBefore } from './steps.ts';
import { questionnaireOf, words } from './questionnaire-of.test-data.ts';

const options = ['yes', 'no'].map((code) => ({ code, label: words }));
const ask = (name: string): Item => ({ type: 'single', name, text: words, options });
const consent: Item = {
  ...ask('consent'),
  terminate: [{ when: { item: 'consent', is: 'no' }, disposition: 'refusal', reason: 'noConsent' }],
};
const shuffled: Section = { name: 'last', isShuffled: true, items: ['a', 'b', 'c', 'd'].map(ask) };
const questionnaire = questionnaireOf([
  { name: 'start', isShuffled: false, items: [consent, ask('uses')] },
  { name: 'use', isShuffled: false, when: { item: 'uses', is: 'yes' }, items: [ask('often')] },
  shuffled,
]);
const at = (section: number) => ({ kind: 'section', section }) as const;

describe('steps', () => {
  it('skip a section that has nothing to ask', () => {
    expect(openSections(questionnaire, { uses: 'no' })).toEqual([0, 2]);
    expect(stepAfter(questionnaire, { uses: 'no' }, firstStep)).toEqual(at(2));
    expect(stepAfter(questionnaire, { uses: 'yes' }, firstStep)).toEqual(at(1));
    expect(stepBefore(questionnaire, { uses: 'no' }, at(2))).toEqual(at(0));
  });

  it('come to the review, and back from it', () => {
    expect(stepAfter(questionnaire, {}, at(2))).toEqual({ kind: 'review' });
    expect(stepAfter(questionnaire, {}, { kind: 'review' })).toEqual({ kind: 'review' });
    expect(stepBefore(questionnaire, {}, { kind: 'review' })).toEqual(at(2));
  });

  it('end at once for those who do not take part', () => {
    expect(stepAfter(questionnaire, { consent: 'no' }, firstStep)).toEqual({ kind: 'end' });
  });

  it('lead from a correction back to the review, in one', () => {
    const correction = (section: number) => ({ kind: 'section', section, isCorrection: true }) as const;
    expect(stepAfter(questionnaire, { uses: 'no' }, correction(0))).toEqual({ kind: 'review' });
    expect(stepBefore(questionnaire, { uses: 'no' }, correction(2))).toEqual({ kind: 'review' });
  });

  it('lead from a correction to the end, back to the correction, and from there to the review', () => {
    const correction = { kind: 'section', section: 0, isCorrection: true } as const;
    const end = stepAfter(questionnaire, { consent: 'no' }, correction);
    expect(end).toEqual({ kind: 'end', isCorrection: true });
    expect(stepBefore(questionnaire, { consent: 'no' }, end)).toEqual(correction);
    expect(stepAfter(questionnaire, { consent: 'yes' }, correction)).toEqual({ kind: 'review' });
  });

  it('lead from a correction through what it newly requires, and then to the review', () => {
    const often = { ...ask('often'), required: true };
    const [start, use, last] = questionnaire.sections;
    const stricter = questionnaireOf([start!, { ...use!, items: [often] }, last!]);
    const correction = { kind: 'section', section: 0, isCorrection: true } as const;
    expect(stepAfter(stricter, { uses: 'yes' }, correction)).toEqual({ ...correction, section: 1 });
    expect(stepAfter(stricter, { uses: 'yes', often: 'no' }, { ...correction, section: 1 })).toEqual({
      kind: 'review',
    });
  });

  it('stay at the first section when there is none before', () => {
    expect(stepBefore(questionnaire, {}, firstStep)).toEqual(firstStep);
  });

  it('are counted with the review as the last', () => {
    expect(progressOf(questionnaire, { uses: 'yes' }, firstStep)).toEqual({ step: 1, steps: 4 });
    expect(progressOf(questionnaire, { uses: 'no' }, at(2))).toEqual({ step: 2, steps: 3 });
    expect(progressOf(questionnaire, { uses: 'no' }, { kind: 'review' })).toEqual({ step: 3, steps: 3 });
  });
});

describe('the order of items', () => {
  const names = (id: string) => orderedItems(shuffled, id).map(({ name }) => name);

  it('is that of the questionnaire where nothing is shuffled', () => {
    expect(itemsToAsk(questionnaire, 0, {}, 'any').map(({ name }) => name)).toEqual(['consent', 'uses']);
  });

  it('is the same again for the same response', () => {
    expect(names('8b0c')).toEqual(names('8b0c'));
  });

  it('gives every item every place about equally often', () => {
    const responses = 4000;
    const counts = new Map<string, number>();
    for (let response = 0; response < responses; response++) {
      for (const [place, name] of names(`response-${response}`).entries()) {
        counts.set(`${name}${place}`, (counts.get(`${name}${place}`) ?? 0) + 1);
      }
    }
    // Each of the 16 counts is binomial (n = 4000, p = 1/4): standard deviation 27.4, bounds at 5 of them.
    expect(counts.size).toBe(16);
    for (const count of counts.values()) expect(Math.abs(count - responses / 4)).toBeLessThan(137);
  });

  it('is empty beyond the last section', () => {
    expect(itemsToAsk(questionnaire, 9, {}, 'any')).toEqual([]);
  });
});
