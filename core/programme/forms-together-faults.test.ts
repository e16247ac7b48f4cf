import { describe, expect, it } from 'vitest';
import { describeFault } from '../fault.ts';
import { formsTogetherFaults, sharesFaults } from './forms-together-faults.ts';
import { parse, soundProgramme, text, type Files } from './sample-programme.ts';
import type { Programme } from './programme.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the tests break files of any shape */

const rating = (name: string) => ({ type: 'rating', name, text: text(`${name}?`), scale: 'ten' });

/** Two forms with indices of their own: the first section is common, and so is one item behind it. */
function twoForms(edit: (files: Record<string, any>) => void = () => {}): Programme {
  const files: Files & Record<string, any> = soundProgramme();
  const short = files['questionnaires/short.json'];
  const [start, parts] = [short.sections[0].items.slice(0, 2), short.sections[0].items.slice(2)];
  short.sections = [
    { name: 'start', items: start },
    { name: 'parts', items: [...parts, rating('noise')] },
  ];
  short.flags = [{ name: 'low', when: { item: 'age', is: 'old' } }];
  files['questionnaires/long.json'] = {
    ...structuredClone(short),
    name: 'long',
    minutes: 20,
    sections: structuredClone([
      short.sections[0],
      { name: 'streets', items: [rating('lamps'), rating('paths'), rating('noise')] },
    ]),
  };
  files['indices/long.json'] = {
    name: 'long',
    title: text('Long'),
    convention: { kind: 'linear' },
    satisfiedFrom: 7,
    root: {
      name: 'streets',
      title: text('Streets'),
      children: ['lamps', 'paths'].map((name) => ({ name, title: text(name), weight: 'equal', item: name })),
    },
  };
  files['programme.json']['forms'].push({ name: 'long', questionnaire: 'long', index: 'long' });
  edit(files);
  const { value, faults } = parse(files);
  if (!value) throw new Error(faults.map(describeFault).join('\n'));
  return value;
}

const told = (programme: Programme) => formsTogetherFaults(programme, ['short', 'long']).map(describeFault);

describe('forms of one wave', () => {
  it('go together where they begin alike and name their figures apart', () => {
    expect(told(twoForms())).toEqual([]);
  });

  it('are one form without further ado', () => {
    expect(formsTogetherFaults(twoForms(), ['long'])).toEqual([]);
  });

  it('are all that their index is measured by', () => {
    const divided = twoForms((files) => {
      const { sections, ...long } = files['questionnaires/long.json'];
      const [start, streets] = sections;
      const half = (name: string, items: readonly unknown[]) =>
        (files[`questionnaires/${name}.json`] = { ...long, name, sections: [start, { ...streets, items }] });
      half('long', streets.items.slice(0, 1));
      half('rest', streets.items.slice(1));
      files['programme.json'].forms.push({ name: 'rest', questionnaire: 'rest', index: 'long' });
    });
    expect(formsTogetherFaults(divided, ['long', 'rest'])).toEqual([]);
    expect(formsTogetherFaults(divided, ['long']).map(describeFault)).toEqual([
      'north/indices/long.json at paths: is measured, and none of these forms asks it; ask "rest" as well',
    ]);
  });

  it.each<[string, (files: Record<string, any>) => void, readonly string[]]>([
    [
      'another first section',
      (files) => (files['questionnaires/long.json'].sections[0].title = text('Hello')),
      [
        'north/questionnaires/long.json at sections[0]: differs from that of north/questionnaires/short.json; everyone sees the first section before a form is drawn, so copy it from there',
      ],
    ],
    [
      'another word on privacy',
      (files) => (files['questionnaires/long.json'].privacy = text('None')),
      [
        'north/questionnaires/long.json at privacy: differs from north/questionnaires/short.json; a wave that asks both shows it to everyone, so make it the same',
      ],
    ],
    [
      'an item asked in other words',
      (files) => (files['questionnaires/long.json'].sections[1].items[2].text = text('Loud?')),
      [
        'north/questionnaires/long.json at noise: is asked otherwise in north/questionnaires/short.json; give it the same wording, options, scale and conditions there and here, or another name',
      ],
    ],
    [
      'an item asked of others',
      (files) => (files['questionnaires/long.json'].sections[1].when = { item: 'age', is: 'old' }),
      [
        'north/questionnaires/long.json at noise: is asked otherwise in north/questionnaires/short.json; give it the same wording, options, scale and conditions there and here, or another name',
      ],
    ],
    [
      'a flag raised otherwise',
      (files) => (files['questionnaires/long.json'].flags[0].when = { item: 'age', is: 'young' }),
      [
        'north/questionnaires/long.json at flags[0]: "low" is raised otherwise in north/questionnaires/short.json; make the conditions the same, or give it another name',
      ],
    ],
    [
      'a node and a counted item of one name in two indices',
      (files) => {
        const { children } = files['indices/long.json'].root;
        children[1].name = 'roads';
        children[1].item = 'noise';
        files['indices/short.json'].root.children[1].item = 'noise';
      },
      [
        'north/indices/long.json at roads: is a node of the index "short" too; in a wave that asks both, give it a name of its own',
        'north/indices/long.json at noise: is a counted item of the index "short" too; in a wave that asks both, give it a name of its own',
      ],
    ],
  ])('do not with %s', (_, edit, faults) => {
    expect(told(twoForms(edit))).toEqual(faults);
  });

  it('are told all that keeps them apart at once', () => {
    const programme = twoForms((files) => {
      const long = files['questionnaires/long.json'];
      long.from = text('Others');
      long.sections[0].title = text('Hello');
      long.sections[1].items[2].text = text('Loud?');
    });
    expect(told(programme)).toHaveLength(3);
  });
});

describe('declared shares', () => {
  const faults = (...declared: { form: string; share: number }[]) => sharesFaults(twoForms(), declared);

  it('are above 0 and sum to 1, thirds as people write them', () => {
    expect(faults({ form: 'short', share: 1 })).toEqual([]);
    expect(faults({ form: 'short', share: 0.3333333 }, { form: 'long', share: 0.6666667 })).toEqual([]);
  });

  it.each([
    [[], ['forms: name at least one form']],
    [[{ form: 'short', share: 0.5 }], ['forms: the shares sum to 0.5; make them sum to 1']],
    [
      [
        { form: 'short', share: 1 },
        { form: 'long', share: 0 },
      ],
      ['forms[1].share: must be above 0; leave the form out instead'],
    ],
    [
      [
        { form: 'short', share: 0.5 },
        { form: 'short', share: 0.25 },
        { form: 'middle', share: 0.25 },
      ],
      [
        'forms[1].form: "short" is named already; once is enough',
        'forms[2].form: "middle" is no form of this programme',
      ],
    ],
  ])('of %j are refused with all that is wrong', (declared, expected) => {
    expect(faults(...declared)).toEqual(expected);
  });
});
