import { describe, expect, it } from 'vitest';
import type { ImportMapping } from './import-mapping.ts';
import { mapRow } from './map-row.ts';
import { parseImportMapping } from './parse-import-mapping.ts';
import type { Form } from './programme.ts';
import { questionnaireOf } from '../questionnaire/questionnaire-of.test-data.ts';

const text = (words: string) => ({ 'zh-Hans': words, en: words });
const option = (code: string) => ({ code, label: text(code) });

const questionnaire = questionnaireOf(
  [
    {
      name: 'all',
      isShuffled: false,
      items: [
        {
          type: 'single',
          name: 'place',
          text: text('Place?'),
          options: [option('east'), option('west')],
          required: true,
        },
        {
          type: 'rating',
          name: 'food',
          text: text('Food?'),
          scale: { lowest: 1, highest: 5, lowestLabel: text('bad'), highestLabel: text('good') },
          missing: { notUsed: true },
        },
        { type: 'recommend', name: 'recommend', text: text('Recommend?') },
        {
          type: 'date',
          name: 'arrival',
          text: text('Since when?'),
          earliest: '2016-01-01',
          latest: '2017-12-31',
          missing: { dontKnow: true },
        },
      ],
    },
  ],
  {
    name: 'guests',
    areaItem: 'place',
  },
);

const sound = {
  name: 'past',
  title: text('Past'),
  attribution: text('Somebody'),
  encoding: 'utf-8',
  delimiter: ',',
  form: 'guests',
  response: ['year', 'number'],
  wave: {
    column: 'year',
    waves: {
      '2016': { id: 'guests-2016', title: text('2016'), period: '2016' },
      '2017': { id: 'guests-2017', title: text('2017'), period: '2017' },
    },
  },
  mode: { column: 'method', codes: { '1': 'gate' } },
  language: { column: 'language', codes: { '1': 'en' } },
  design: { weight: 'weight', stratum: ['year', 'strata'], primaryUnit: ['run'] },
  items: {
    place: { column: 'area', codes: { E: 'east', W: 'west' } },
    food: { column: 'q1', range: [1, 5], codes: { '6': { missing: 'notUsed' }, '0': null } },
    recommend: { column: 'q2', range: [0, 10], codes: { '11': null, '': null, none: 0 } },
  },
} satisfies ImportMapping;

const row = {
  year: '2016',
  number: '7',
  method: '1',
  language: '1',
  weight: '0.87',
  strata: '3',
  run: '44',
  area: 'E',
  q1: '5',
  q2: '0',
};

const map = (changes: Readonly<Record<string, string>> = {}) =>
  mapRow(sound, questionnaire, { ...row, ...changes });

describe('mapRow', () => {
  it('reads a row as a response with its place in the design', () => {
    expect(map()).toEqual({
      answers: { place: 'east', food: 5, recommend: 0 },
      area: 'east',
      weight: 0.87,
      stratum: '2016/3',
      primaryUnit: '44',
      mode: 'gate',
      language: 'en',
      waveKey: '2016',
      idParts: ['2016', '7'],
    });
  });

  it.each([
    ['a point of the scale', { q1: '1' }, { food: 1 }],
    ['a code for not used', { q1: '6' }, { food: { missing: 'notUsed' } }],
    ['a cell with blanks around it', { q1: ' 4 ' }, { food: 4 }],
    ['0 as an answer where it is one', { q2: '0' }, { recommend: 0 }],
    ['a code that stands for 0', { q2: 'none' }, { recommend: 0 }],
    ['10 as an answer', { q2: '10' }, { recommend: 10 }],
  ])('keeps %s', (_, changes, answers) => {
    expect(map(changes)).toMatchObject({ answers });
  });

  it.each([
    ['2016-03-05', '2016-03-05'],
    ['2016/3/5', '2016-03-05'],
    ['unknown', { missing: 'dontKnow' }],
  ])('reads %j as somebody would have typed it on the form', (cell, arrival) => {
    const codes = { unknown: { missing: 'dontKnow' as const } };
    const typed = {
      ...sound,
      items: { ...sound.items, arrival: { column: 'q3', asTyped: true as const, codes } },
    };
    const mapTyped = (q3: string) => mapRow(typed, questionnaire, { ...row, q3 });
    expect(mapTyped(cell)).toMatchObject({ answers: { arrival } });
    expect(mapTyped('5/3/2016').problems).toEqual(['q3: "5/3/2016" is no answer to "arrival"']);
    expect(mapTyped('').problems).toEqual(['q3: "" is explained by no code']);
  });

  it.each([
    ['0 where it stands for a blank', { q1: '0' }, 'food'],
    ['a code for a blank', { q2: '11' }, 'recommend'],
    ['an empty cell where it stands for a blank', { q2: '' }, 'recommend'],
  ])('leaves the answer absent for %s', (_, changes, item) => {
    const mapped = map(changes);
    expect(mapped.problems).toBeUndefined();
    expect(Object.keys((mapped as { answers: object }).answers)).not.toContain(item);
  });

  it.each([
    ['a code nobody explained', { q1: '7' }, 'q1: "7" is explained neither by codes nor by the range 1-5'],
    [
      'an empty cell nobody explained',
      { q1: '' },
      'q1: "" is explained neither by codes nor by the range 1-5',
    ],
    ['a point between two points', { q1: '4.5' }, 'q1: 4.5 is no answer to "food"'],
    ['a number in words', { q1: 'five' }, 'q1: "five" is explained neither by codes nor by the range 1-5'],
    ['an unlisted option', { area: 'Z' }, 'area: "Z" is explained by no code'],
    ['a name every object has', { area: 'constructor' }, 'area: "constructor" is explained by no code'],
    ['a wave nobody named', { year: '2019' }, 'year: "2019" is none of the waves'],
    ['an unlisted mode', { method: '9' }, 'method: "9" is not among its codes'],
    ['a weight of 0', { weight: '0' }, 'weight: "0" is no weight; it must be above 0'],
    ['an empty weight', { weight: '' }, 'weight: "" is no weight; it must be above 0'],
    ['an empty primary unit', { run: '' }, 'run: is empty'],
    ['an empty part of the id', { number: ' ' }, 'number: is empty'],
  ])('makes a problem of %s', (_, changes, problem) => {
    expect(map(changes)).toEqual({ problems: [problem] });
  });

  it('tells all problems of a row at once, and a missing column once', () => {
    const { year: _, q1: __, ...without } = { ...row, q2: '12', area: 'Z' };
    expect(mapRow(sound, questionnaire, without)).toEqual({
      problems: [
        'year: the file has no such column',
        'area: "Z" is explained by no code',
        'q1: the file has no such column',
        'q2: "12" is explained neither by codes nor by the range 0-10',
      ],
    });
  });
});

describe('parseImportMapping', () => {
  const forms = [{ name: 'guests', questionnaire } as Form];
  const parse = (json: unknown) => parseImportMapping('guests/imports/past.json', json, { forms });

  it('accepts a mapping that fits the form', () => {
    expect(parse(sound)).toEqual({ value: sound });
  });

  const { place, food } = sound.items;
  const items = (changes: object) => ({ ...sound, items: { ...sound.items, ...changes } });
  it.each([
    ['another name than the file', { ...sound, name: 'old' }, 'name', 'is "old", but the file is past.json'],
    ['an unknown form', { ...sound, form: 'hosts' }, 'form', 'names "hosts", which is no form'],
    ['an unknown item', items({ drink: food }), 'items.drink', 'is no item of the questionnaire "guests"'],
    ['a column without a meaning', items({ food: { column: 'q1' } }), 'items.food', 'explains no cell'],
    [
      'a range beside cells that are read as typed',
      items({ food: { ...food, asTyped: true } }),
      'items.food',
      'has a range and is read as typed',
    ],
    [
      'an option that is none',
      items({ place: { ...place, codes: { E: 'north' } } }),
      'items.place.codes.E',
      'means "north", which is no answer to "place"',
    ],
    [
      'a reason the item does not offer',
      items({ food: { ...food, codes: { '6': { missing: 'refused' } } } }),
      'items.food.codes.6',
      'means "refused", which "food" does not offer',
    ],
    [
      'a blank for a required item',
      items({ place: { ...place, codes: { E: null } } }),
      'items.place.codes.E',
      'leaves "place" unanswered, which is required',
    ],
    [
      'a range beyond the scale',
      items({ food: { ...food, range: [0, 5] } }),
      'items.food.range',
      'has the bound 0, which is no answer to "food"',
    ],
    [
      'two waves of one id',
      {
        ...sound,
        wave: {
          ...sound.wave,
          waves: { ...sound.wave.waves, '2018': { ...sound.wave.waves['2017'], period: '2018' } },
        },
      },
      'wave.waves.2018.id',
      `"guests-2017" is another wave's already`,
    ],
    [
      'no column for a required item',
      { ...sound, items: { food } },
      'items',
      'lack "place", which the questionnaire requires',
    ],
  ])('refuses %s', (_, json, path, message) => {
    expect(parse(json).faults).toEqual([
      { file: 'guests/imports/past.json', path, message: expect.stringContaining(message) },
    ]);
  });
});
