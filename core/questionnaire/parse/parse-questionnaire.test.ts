import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFault } from '../../fault.ts';
import { parseQuestionnaire } from './parse-questionnaire.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the tests break files of any shape */

const text = (words: string) => ({ 'zh-Hans': words, en: words });
const option = (code: string) => ({ code, label: text(code) });
const lists = { areas: [option('hill'), option('shore')] };

function soundFile(): Record<string, any> {
  return {
    $schema: '../schema.json',
    name: 'short',
    title: text('Short'),
    from: text('Office'),
    minutes: 3,
    privacy: text('Confidential'),
    areaItem: 'home',
    scales: { ten: { lowest: 1, highest: 10, lowestLabel: text('bad'), highestLabel: text('good') } },
    sections: [
      {
        name: 'start',
        items: [
          { type: 'single', name: 'consent', text: text('Consent?'), options: [option('yes'), option('no')] },
          {
            type: 'single',
            name: 'home',
            text: text('Home?'),
            options: { from: 'areas', then: [option('away')] },
          },
        ],
      },
      {
        name: 'ratings',
        shuffle: true,
        items: [
          { type: 'rating', name: 'roads', text: text('Roads?'), scale: 'ten' },
          { type: 'multiple', name: 'acts', text: text('Acts?'), options: [option('went'), option('none')] },
        ],
      },
    ],
    flags: [{ name: 'away', when: { item: 'home', is: 'away' } }],
  };
}

function faultsAfter(breakIt: (file: Record<string, any>) => void): readonly string[] {
  const file = soundFile();
  breakIt(file);
  return (parseQuestionnaire('short.json', file, lists).faults ?? []).map(describeFault);
}

describe('parseQuestionnaire', () => {
  it('fills in scales and areas', () => {
    const { value } = parseQuestionnaire('short.json', soundFile(), lists);
    expect(value?.sections[0]?.items[1]).toMatchObject({
      options: [{ code: 'hill' }, { code: 'shore' }, { code: 'away' }],
    });
    expect(value?.sections[1]).toMatchObject({
      isShuffled: true,
      items: [{ scale: { lowest: 1, highest: 10 } }, {}],
    });
    expect(value).not.toHaveProperty('$schema');
  });

  it.each<[string, (file: Record<string, any>) => void, string]>([
    [
      'an item name twice',
      (file) => (file.sections[1].items[0].name = 'home'),
      'short.json at sections[1].items[0].name: "home" is an item already; names are used once',
    ],
    [
      'a section name twice',
      (file) => (file.sections[1].name = 'start'),
      'short.json at sections[1].name: "start" is a section already; names are used once',
    ],
    [
      'a flag name twice',
      (file) => file.flags.push(file.flags[0]),
      'short.json at flags[1].name: "away" is a flag already; names are used once',
    ],
    [
      'two items that make one variable',
      (file) => (file.sections[1].items[0].name = 'acts_none'),
      'short.json: "acts_none" and "acts" both make the variable "acts_none"; rename one of them',
    ],
    [
      'a name every object has',
      (file) => (file.sections[1].items[0].name = 'constructor'),
      'short.json at sections[1].items[0].name: "constructor" is a reserved word; choose another',
    ],
    [
      'a condition that looks ahead',
      (file) => (file.sections[0].items[1].when = { item: 'roads', atMost: 6 }),
      'short.json at sections[0].items[1].when: looks at "roads", which is asked later; put it before, or move the condition',
    ],
    [
      'a condition on an item there is not',
      (file) => (file.sections[1].when = { item: 'rails', answered: true }),
      'short.json at sections[1].when: looks at "rails", which is no item of this questionnaire',
    ],
    [
      'a comparison with an answer nobody can give',
      (file) => (file.sections[1].when = { item: 'consent', in: ['yes', 'maybe'] }),
      'short.json at sections[1].when: compares "consent" with "maybe", which cannot be its answer',
    ],
    [
      'a day before the first that can be answered',
      (file) => {
        const since = {
          type: 'date',
          name: 'since',
          text: text('Since?'),
          earliest: '2000-01-01',
          latest: '2026-12-31',
        };
        file.sections[0].items.push(since);
        file.sections[1].when = { item: 'since', before: '2000-01-01' };
      },
      'short.json at sections[1].when: can never be true, so nobody is asked; correct the condition or take the item out',
    ],
    [
      'a day compared with what is none, where the interview would end',
      (file) =>
        (file.sections[0].items[0].terminate = [
          { when: { item: 'consent', after: '2000-01-01' }, disposition: 'ineligible', reason: 'late' },
        ]),
      'short.json at sections[0].items[0].terminate[0].when: asks for a day before or after, and "consent" is answered by none',
    ],
    [
      'an item nobody can reach',
      (file) =>
        (file.sections[1].when = {
          all: [
            { item: 'consent', is: 'yes' },
            { item: 'consent', is: 'no' },
          ],
        }),
      'short.json at sections[1].when: can never be true, so nobody is asked; correct the condition or take the item out',
    ],
    [
      'a condition within a shuffled section',
      (file) => (file.sections[1].items[1].when = { item: 'roads', atMost: 6 }),
      'short.json at sections[1].items[1].when: looks at an item of the same section, whose order is left to chance',
    ],
    [
      'a shuffled first page',
      (file) => (file.sections[0].shuffle = true),
      'short.json at sections[0].shuffle: the first page is the same for everyone; shuffle a later section',
    ],
    [
      'a number that stands for a missing answer in data files',
      (file) =>
        file.sections[0].items.push({
          type: 'number',
          name: 'visits',
          text: text('Visits?'),
          lowest: 0,
          highest: 365,
          missing: { dontKnow: true },
        }),
      'short.json at sections[0].items[2].missing.dontKnow: 98 stands for "dontKnow" in data files and is an answer to "visits", too; take one of them out',
    ],
    [
      'an option that stands for a missing answer in data files',
      (file) =>
        Object.assign(file.sections[0].items[0], {
          options: [option('yes'), option('99')],
          missing: { refused: true },
        }),
      'short.json at sections[0].items[0].missing.refused: 99 stands for "refused" in data files and is an answer to "consent", too; take one of them out',
    ],
    [
      'an unknown scale',
      (file) => (file.sections[1].items[0].scale = 'hundred'),
      'short.json at sections[1].items[0].scale: names "hundred", which is not among the scales (ten)',
    ],
    [
      'an area item that is no choice',
      (file) => (file.areaItem = 'roads'),
      'short.json at areaItem: must name an item of type "single"; "roads" is none',
    ],
    [
      'a misspelled entry',
      (file) => (file.sections[0].items[0].requird = true),
      'short.json at sections[0].items[0].requird: is not a known entry here; check the spelling or take it out',
    ],
  ])('refuses %s', (_, breakIt, expected) => {
    expect(faultsAfter(breakIt)).toContain(expected);
  });

  it('tells five faults at once', () => {
    const faults = faultsAfter((file) => {
      file.sections[1].name = 'start';
      file.sections[0].items[0].options.push(option('no'));
      file.sections[1].items[0].scale = 'hundred';
      file.flags[0].when.is = 'abroad';
      file.areaItem = 'roads';
    });
    expect(faults).toHaveLength(5);
  });

  it('says so when the areas it takes are none', () => {
    const { faults } = parseQuestionnaire('short.json', soundFile(), { areas: [] });
    expect(faults?.map(describeFault)).toContain(
      'short.json at sections[0].items[1].options: takes the areas, but the programme has none',
    );
  });

  it('refuses what is nested without end instead of exhausting the stack', () => {
    const when = JSON.parse(`${'{"not":'.repeat(5000)}{"item":"consent","is":"yes"}${'}'.repeat(5000)}`);
    expect(faultsAfter((file) => (file.sections[1].when = when))).toEqual([
      'short.json: is nested more than 40 levels deep; flatten it',
    ]);
  });

  it('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (json) => {
        expect(parseQuestionnaire('short.json', json, lists).faults?.length).toBeGreaterThan(0);
      }),
    );
  });

  it('never throws, whatever stands in one place of a sound file', () => {
    const places = ['name', 'scales', 'sections', 'areaItem', 'flags', 'minutes'];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, json) => {
        const parsed = parseQuestionnaire('short.json', { ...soundFile(), [place]: json }, lists);
        expect(parsed.faults === undefined).toBe(parsed.value !== undefined);
      }),
      { numRuns: 300 },
    );
  });
});
