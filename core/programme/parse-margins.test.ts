import { describe, expect, it } from 'vitest';
import { type Files, faultsAfter, margin, parse, soundProgramme } from './sample-programme.ts';

const marginFaults: readonly [string, (files: Files) => void, string][] = [
  [
    'a margin of an unknown item',
    (files) => (files['margins.json'].margins[0].item = 'sex'),
    'north/margins.json at margins[0].item: "sex" is no item in the questionnaire of the form "short"',
  ],
  [
    'a margin of an item that is no choice',
    (files) => (files['margins.json'].margins[0].item = 'whole'),
    'north/margins.json at margins[0].item: "whole" is of type "rating", not "single" in the questionnaire of the form "short"',
  ],
  [
    'a margin category that is no option',
    (files) => (files['margins.json'].margins[1] = margin('home', { hill: 300, shore: 600, isle: 100 })),
    'north/margins.json at margins[1].totals: has the category "isle", which is no option of "home"',
  ],
  [
    'an option without a margin total',
    (files) => (files['margins.json'].margins[1] = margin('home', { hill: 1000 })),
    'north/margins.json at margins[1].totals: lacks a total for the option "shore" of "home"',
  ],
  [
    'margins of two populations',
    (files) => (files['margins.json'].margins[1] = margin('home', { hill: 300, shore: 600 })),
    'north/margins.json at margins[1].totals: totals sum to 900, those of "age" to 1000; one population has one total',
  ],
  [
    'raking to an item without a margin',
    (files) => (files['programme.json'].settings.rakeTo = ['age', 'sex']),
    'north/programme.json at settings.rakeTo[1]: "sex" has no margin; add its totals to margins.json',
  ],
  [
    'raking to a margin twice',
    (files) => (files['programme.json'].settings.rakeTo = ['age', 'age']),
    'north/programme.json at settings.rakeTo[1]: "age" is named already; a margin is raked to once',
  ],
  [
    'a bound of weights that are not raked',
    (files) => (files['programme.json'].settings.trimTo = 5),
    'north/programme.json at settings.trimTo: bounds weights that are raked; name what they are raked to in rakeTo, or take it out',
  ],
  [
    'a bound of weights that no mean is under',
    (files) => Object.assign(files['programme.json'].settings, { rakeTo: ['age'], trimTo: 1 }),
    'north/programme.json at settings.trimTo: expected a multiple of the mean weight above 1, found 1',
  ],
  [
    'a margin of the same item twice',
    (files) => files['margins.json'].margins.push(files['margins.json'].margins[0]),
    'north/margins.json at margins[2].item: "age" has a margin already; give all its totals in one',
  ],
];

describe('margins: parseProgramme refuses', () => {
  it.each(marginFaults)('%s', (_, breakIt, expected) => {
    expect(faultsAfter(breakIt)).toContain(expected);
  });
});

describe('margins: parseProgramme reads', () => {
  it('the bound of weights that are raked', () => {
    const files = soundProgramme();
    Object.assign(files['programme.json'].settings, { rakeTo: ['age'], trimTo: 5 });
    expect(parse(files).value?.settings).toMatchObject({ rakeTo: ['age'], trimTo: 5 });
  });
});
