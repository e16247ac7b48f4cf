import { describe, expect, it } from 'vitest';
import { questionnaireOf, words } from './questionnaire-of.test-data.ts';
import type { Item } from './question-types/question-types.ts';
import { firstStep, type Step } from './steps.ts';
import { asCorrection, stepCalled, turn, turnBack } from './turn.ts';

const options = ['yes', 'no'].map((code) => ({ code, label: words }));
const ask = (name: string): Item => ({ type: 'single', name, text: words, options, required: true });
const questionnaire = questionnaireOf([
  {
    name: 'start',
    isShuffled: false,
    items: [ask('uses'), { ...ask('often'), when: { item: 'uses', is: 'yes' } }],
  },
  { name: 'last', isShuffled: false, items: [ask('pleased')] },
]);
const at = (section: number): Step => ({ kind: 'section', section });
const standing = { step: firstStep, answers: {}, id: '8b0c' };
const still = (step: Step) => ({ step, issues: [] });

describe('a turn of the form', () => {
  it('stays and complains of what stood on the screen', () => {
    expect(turn(questionnaire, standing, 'next')).toEqual({
      step: firstStep,
      issues: [{ item: 'uses', code: 'required' }],
    });
  });

  it('stays without complaint where an answer made further items apply', () => {
    const posted = { ...standing, answers: { uses: 'yes' }, shown: new Set(['uses']) };
    expect(turn(questionnaire, posted, 'next')).toEqual(still(firstStep));
    const seen = { ...posted, shown: new Set(['uses', 'often']) };
    expect(turn(questionnaire, seen, 'next')).toMatchObject({ issues: [{ item: 'often' }] });
  });

  it('goes on, back, and from the review to a section', () => {
    const answers = { uses: 'no' };
    expect(turn(questionnaire, { ...standing, answers }, 'next')).toEqual(still(at(1)));
    expect(turn(questionnaire, { ...standing, answers, step: at(1) }, 'back')).toEqual(still(firstStep));
    const review = { ...standing, answers, step: { kind: 'review' } as const };
    expect(turn(questionnaire, review, 'to:1')).toEqual(still({ ...at(1), isCorrection: true } as Step));
  });

  it('goes on by whatever else a button may be made to say', () => {
    expect(turn(questionnaire, { ...standing, answers: { uses: 'no' } }, 'nowhere')).toEqual(still(at(1)));
  });

  it('sends, and moves nowhere by itself', () => {
    expect(turn(questionnaire, standing, 'send')).toBe('send');
  });

  it('goes back to the first section of a response that was refused', () => {
    const issues = [{ item: 'pleased', code: 'required' }] as const;
    expect(turnBack(questionnaire, issues)).toEqual({ step: { ...at(1), isCorrection: true }, issues });
    expect(turnBack(questionnaire, [{ item: 'gone', code: 'unknownItem' }]).step).toMatchObject(at(0));
  });
});

describe('a step by its name', () => {
  it('is the first where the name says none of the questionnaire', () => {
    expect(['0', '1', 'review', 'end'].map((name) => stepCalled(questionnaire, name))).toEqual([
      at(0),
      at(1),
      { kind: 'review' },
      { kind: 'end' },
    ]);
    const strange = ['', '2', '-1', '0.5', 'length', '__proto__', 'NaN', 'Infinity'];
    expect(strange.map((name) => stepCalled(questionnaire, name))).toEqual(strange.map(() => firstStep));
  });

  it('is a correction unless it is the review', () => {
    expect([at(1), { kind: 'review' } as const, { kind: 'end' } as const].map(asCorrection)).toEqual([
      { kind: 'section', section: 1, isCorrection: true },
      { kind: 'review' },
      { kind: 'end', isCorrection: true },
    ]);
  });
});
