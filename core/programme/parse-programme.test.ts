import { describe, expect, it } from 'vitest';
import { describeFault } from '../fault.ts';
import { type Files, faultsAfter, item, option, parse, root, soundProgramme } from './sample-programme.ts';

describe('a programme without a fault', () => {
  it('is its files in one', () => {
    const { value } = parse(soundProgramme());
    expect(value).toMatchObject({
      name: 'north',
      isSimulated: false,
      areas: [{ code: 'hill' }, { code: 'shore' }],
      departments: [
        { code: 'works', aliases: ['public works'] },
        { code: 'police', aliases: [] },
      ],
      targets: [{ name: 'T1' }],
      margins: [{ item: 'age' }, { item: 'home' }],
      forms: [{ name: 'short', index: { alternatives: [], satisfiedFrom: 7 } }],
    });
    expect(value).not.toHaveProperty('$schema');
  });

  it('needs no margins', () => {
    const { 'margins.json': _, ...files } = soundProgramme();
    expect(parse(files).value?.margins).toEqual([]);
  });

  it('may have import mappings beside it', () => {
    expect(parse({ ...soundProgramme(), 'imports/past.json': 'anything' }).faults).toBeUndefined();
  });

  it('may have a simulation beside it only when it says that it is simulated', () => {
    const files = { ...soundProgramme(), 'simulation.json': {} };
    expect(parse(files).faults?.map(({ file }) => file)).toEqual(['north/simulation.json']);
    files['programme.json'].isSimulated = true;
    expect(parse(files).value?.isSimulated).toBe(true);
  });

  it('is not changed by being parsed', () => {
    const files = soundProgramme();
    parse(files);
    expect(files).toEqual(soundProgramme());
  });
});

const programmeFaults: readonly [string, (files: Files) => void, string][] = [
  [
    'a name other than the folder',
    (files) => (files['programme.json'].name = 'south'),
    'north/programme.json at name: is "south", but the folder is "north"; make them the same',
  ],
  [
    'a time zone nobody keeps',
    (files) => (files['programme.json'].timeZone = 'Asia/Atlantis'),
    'north/programme.json at timeZone: expected a time zone of the IANA list such as Asia/Shanghai, found "Asia/Atlantis"',
  ],
  [
    'an offset for a time zone',
    (files) => (files['programme.json'].timeZone = '+08:00'),
    'north/programme.json at timeZone: expected a time zone of the IANA list such as Asia/Shanghai, found "+08:00"',
  ],
  [
    'a confidence level of 1',
    (files) => (files['programme.json'].settings.confidenceLevel = 1),
    'north/programme.json at settings.confidenceLevel: expected a level above 0.5 and below 1, found 1',
  ],
  [
    'a minimum cell below the floor of 5',
    (files) => (files['programme.json'].settings.minimumCell = 4),
    'north/programme.json at settings.minimumCell: expected a whole number of at least 5, found 4',
  ],
  [
    'a form twice',
    (files) => files['programme.json'].forms.push({ ...files['programme.json'].forms[0] }),
    'north/programme.json at forms[1].name: "short" is a form already; names are used once',
  ],
  [
    'a form without its questionnaire',
    (files) => (files['programme.json'].forms[0].questionnaire = 'long'),
    'north/programme.json at forms[0].questionnaire: names "long", but there is no file north/questionnaires/long.json; write it or correct the name',
  ],
  [
    'a form without its index',
    (files) => (files['programme.json'].forms[0].index = 'long'),
    'north/programme.json at forms[0].index: names "long", but there is no file north/indices/long.json; write it or correct the name',
  ],
  [
    'an index of another name than its file',
    (files) => (files['indices/short.json'].name = 'long'),
    'north/indices/short.json at name: is "long", but the file is short.json; make them the same',
  ],
  [
    'a file that nothing reads',
    (files) => ((files as Record<string, unknown>)['target.json'] = {}),
    'north/target.json: is read by nothing; name it in programme.json, or take it out',
  ],
  [
    'a misspelled entry',
    (files) => (files['areas.json'].area = []),
    'north/areas.json at area: is not a known entry here; check the spelling or take it out',
  ],
  [
    'an area code twice',
    (files) => files['areas.json'].areas.push(option('hill')),
    'north/areas.json at areas[2].code: "hill" is the code of an area already; codes are used once',
  ],
  [
    'a department code twice',
    (files) => (files['departments.json'].departments[1].code = 'works'),
    'north/departments.json at departments[1].code: "works" is the code of a department already; codes are used once',
  ],
  [
    'an alias of two departments',
    (files) => (files['departments.json'].departments[1].aliases = ['public works']),
    'north/departments.json at departments[1].aliases[0]: "public works" is an alias already; one alias stands for one department',
  ],
  [
    'names of a department in force on the same day',
    (files) => (files['departments.json'].departments[0].names[1].from = '2019-02-28'),
    'north/departments.json at departments[0].names[1]: is in force on days on which names[0] is; end one before the other begins',
  ],
  [
    'a name that ends before it begins',
    (files) => (files['departments.json'].departments[0].names[1].to = '2018-01-01'),
    'north/departments.json at departments[0].names[1].to: is before 2019-03-01, the day it begins',
  ],
  [
    'a day that is not in the calendar',
    (files) => (files['departments.json'].departments[0].names[0].to = '2019-02-29'),
    'north/departments.json at departments[0].names[0].to: expected a day of the calendar as YYYY-MM-DD, found "2019-02-29"',
  ],
];

describe('programme, areas, departments: parseProgramme refuses', () => {
  it.each(programmeFaults)('%s', (_, breakIt, expected) => {
    expect(faultsAfter(breakIt)).toContain(expected);
  });
});

describe('faults', () => {
  it('of five files come at once', () => {
    const faults = faultsAfter((files) => {
      files['programme.json'].name = 'south';
      files['areas.json'].areas.push(option('hill'));
      files['departments.json'].departments[1].code = 'works';
      item(files, 2).scale = 'hundred';
      files['targets.json'].targets[0].departments = [];
    });
    expect(new Set(faults.map((fault) => fault.split(' at ')[0]))).toEqual(
      new Set([
        'north/programme.json',
        'north/areas.json',
        'north/departments.json',
        'north/questionnaires/short.json',
        'north/targets.json',
      ]),
    );
  });

  it('of one file come at once', () => {
    const faults = faultsAfter((files) => {
      root(files).children[0].lead = ['railways'];
      root(files).children[0].weight = 0.7;
      root(files).children[1].item = 'rails';
      files['indices/short.json'].satisfiedFrom = 1;
      files['indices/short.json'].indicators[3].item = 'whole';
    });
    expect(faults).toHaveLength(5);
  });

  it('of an unreadable file are told once, not again where others refer to it', () => {
    expect(faultsAfter((files) => (files['departments.json'].departments = 7))).toEqual([
      'north/departments.json at departments: expected Array, found 7',
    ]);
    expect(faultsAfter((files) => delete files['programme.json'].title)).toEqual([
      expect.stringMatching(/^north\/programme.json at title: is missing; /),
    ]);
    expect(faultsAfter((files) => (item(files, 2).scale = 'hundred'))).toEqual([
      'north/questionnaires/short.json at sections[0].items[2].scale: names "hundred", which is not among the scales (ten, five)',
    ]);
  });

  it.each(['programme.json', 'areas.json', 'departments.json', 'targets.json'] as const)(
    'name %s when it is missing',
    (name) => {
      const others = Object.entries(soundProgramme()).filter(([file]) => file !== name);
      const faults = parse(Object.fromEntries(others)).faults?.map(describeFault);
      expect(faults).toContain(`north/${name}: is missing; every programme has this file`);
    },
  );
});
