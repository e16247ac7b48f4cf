import { describe, expect, it } from 'vitest';
import type { Item } from './question-types/question-types.ts';
import type { Questionnaire, Section } from './questionnaire.ts';
import { questionnaireOf, words } from './questionnaire-of.test-data.ts';
import { areaOf, dispositionOf, flagsOf, followRoute } from './routing.ts';

const yesNo = ['yes', 'no'].map((code) => ({ code, label: words }));
const choice = (name: string, more: Partial<Item> = {}): Item =>
  ({ type: 'single', name, text: words, options: yesNo, ...more }) as Item;
const section = (name: string, items: readonly Item[], more: Partial<Section> = {}): Section => ({
  name,
  isShuffled: false,
  items,
  ...more,
});
const questionnaire = (...sections: readonly Section[]): Questionnaire =>
  questionnaireOf(sections, {
    flags: [{ name: 'asked', when: { item: 'asked', is: 'yes' } }],
    areaItem: 'home',
  });
const names = (route: { readonly items: readonly Item[] }) => route.items.map(({ name }) => name);

const ends = questionnaire(
  section('start', [
    choice('consent', {
      terminate: [{ when: { item: 'consent', is: 'no' }, disposition: 'refusal', reason: 'noConsent' }],
    }),
    choice('adult', {
      terminate: [{ when: { item: 'adult', is: 'no' }, disposition: 'ineligible', reason: 'under18' }],
    }),
  ]),
  section('rest', [choice('home')]),
);

describe('a response', () => {
  it('goes on to the last item when nothing ends it', () => {
    const route = followRoute(ends, { consent: 'yes', adult: 'yes', home: 'no' });
    expect(names(route)).toEqual(['consent', 'adult', 'home']);
    expect(route.end).toBeUndefined();
    expect(dispositionOf(route)).toBe('complete');
  });

  it('ends behind the item that says so, and later answers are dropped', () => {
    const route = followRoute(ends, { consent: 'no', adult: 'no', home: 'yes' });
    expect(names(route)).toEqual(['consent']);
    expect(route.end).toMatchObject({ item: 'consent', termination: { reason: 'noConsent' } });
    expect(route.answers).toEqual({ consent: 'no' });
    expect(route.dropped).toEqual(['adult', 'home']);
    expect(dispositionOf(route)).toBe('refusal');
  });

  it('is ineligible by the first reason that holds', () => {
    expect(dispositionOf(followRoute(ends, { consent: 'yes', adult: 'no' }))).toBe('ineligible');
  });

  it('does not end while the question that could end it is unanswered or refused', () => {
    expect(names(followRoute(ends, {}))).toEqual(['consent', 'adult', 'home']);
    expect(followRoute(ends, { adult: { missing: 'refused' } }).end).toBeUndefined();
  });
});

describe('conditions', () => {
  const paths = questionnaire(
    section('first', [choice('uses'), choice('often', { when: { item: 'uses', is: 'yes' } })]),
    section('second', [choice('why')], { when: { item: 'often', is: 'yes' } }),
  );

  it('open items and sections', () => {
    expect(names(followRoute(paths, { uses: 'yes', often: 'yes' }))).toEqual(['uses', 'often', 'why']);
    expect(names(followRoute(paths, { uses: 'no' }))).toEqual(['uses']);
  });

  it('do not see an answer left over from a path not taken', () => {
    const route = followRoute(paths, { uses: 'no', often: 'yes', why: 'yes' });
    expect(names(route)).toEqual(['uses']);
    expect(route.dropped).toEqual(['often', 'why']);
  });

  it('do not see an answer that stands later', () => {
    const ahead = questionnaire(
      section('all', [choice('a', { when: { item: 'b', is: 'yes' } }), choice('b')]),
    );
    expect(names(followRoute(ahead, { b: 'yes' }))).toEqual(['b']);
  });

  it('leave the answers given unchanged', () => {
    const given = Object.freeze({ uses: 'no', often: 'yes' });
    followRoute(paths, given);
    expect(given).toEqual({ uses: 'no', often: 'yes' });
  });
});

describe('flagsOf and areaOf', () => {
  it('raise a flag only when its condition holds', () => {
    expect(flagsOf(ends, { asked: 'yes' })).toEqual(['asked']);
    expect(flagsOf(ends, { asked: 'no' })).toEqual([]);
    expect(flagsOf(ends, { asked: { missing: 'dontKnow' } })).toEqual([]);
  });

  it('know the area only from a real answer', () => {
    expect(areaOf(ends, { home: 'yes' })).toBe('yes');
    expect(areaOf(ends, { home: { missing: 'dontKnow' } })).toBeUndefined();
    expect(areaOf(ends, {})).toBeUndefined();
  });
});
