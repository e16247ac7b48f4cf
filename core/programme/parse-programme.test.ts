import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { describeFault } from '../fault.ts';
import {
  type Files,
  faultsAfter,
  item,
  option,
  parse,
  root,
  soundProgramme,
  text,
} from './sample-programme.ts';

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

  it('may name the version of an area’s boundaries, which is in no question', () => {
    const files = soundProgramme();
    files['areas.json'].areas[0].outline = '2026';
    const { areas, forms } = parse(files).value!;
    expect(areas.map(({ outline }) => outline)).toEqual(['2026', undefined]);
    expect(canonicalJson(forms)).toBe(canonicalJson(parse(soundProgramme()).value!.forms));
  });

  it('may say what is planned, and whether late answers count', () => {
    const files = soundProgramme();
    const plan = {
      ...files['programme.json'].settings.plan,
      areas: { hill: 0.3, shore: 0.7 },
      items: { roads: { eligible: 0.8, substantive: 0.95 }, order: {} },
      primaryUnits: 40,
      strata: 2,
      stoppingRule: text('Until the planned end'),
      yearlyStep: 2,
    };
    Object.assign(files['programme.json'].settings, { plan, lateAnswers: 'out' });
    expect(parse(files).value?.settings).toMatchObject({ plan, lateAnswers: 'out' });
  });

  it.each([
    { confidenceLevel: 0.95, minimumCell: 10, unchangedMargin: 0.1 },
    { confidenceLevel: 0.99, minimumCell: 30, unchangedMargin: 3 },
  ])('may have settings at both of their ends: %o', (ends) => {
    const files = soundProgramme();
    Object.assign(files['programme.json'].settings, ends);
    expect(parse(files).value?.settings).toMatchObject(ends);
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
    'north/programme.json at settings.confidenceLevel: expected a level from 0.95 to 0.99, found 1',
  ],
  [
    'a minimum cell below the floor of 10',
    (files) => (files['programme.json'].settings.minimumCell = 9),
    'north/programme.json at settings.minimumCell: expected a whole number from 10 to 30, found 9',
  ],
  [
    'a minimum cell that would hide what is promised',
    (files) => (files['programme.json'].settings.minimumCell = 31),
    'north/programme.json at settings.minimumCell: expected a whole number from 10 to 30, found 31',
  ],
  [
    'a minimum cell between two numbers',
    (files) => (files['programme.json'].settings.minimumCell = 12.5),
    'north/programme.json at settings.minimumCell: expected a whole number from 10 to 30, found 12.5',
  ],
  [
    'a confidence level that would take every word away',
    (files) => (files['programme.json'].settings.confidenceLevel = 0.9999),
    'north/programme.json at settings.confidenceLevel: expected a level from 0.95 to 0.99, found 0.9999',
  ],
  [
    'a confidence level below 95 %',
    (files) => (files['programme.json'].settings.confidenceLevel = 0.949),
    'north/programme.json at settings.confidenceLevel: expected a level from 0.95 to 0.99, found 0.949',
  ],
  [
    'a margin within which a fall would be no change',
    (files) => (files['programme.json'].settings.unchangedMargin = 3.01),
    'north/programme.json at settings.unchangedMargin: expected more than 0 and at most 3 points, found 3.01',
  ],
  [
    'a margin of no points',
    (files) => (files['programme.json'].settings.unchangedMargin = 0),
    'north/programme.json at settings.unchangedMargin: expected more than 0 and at most 3 points, found 0',
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

const plan = (files: Files) => files['programme.json'].settings.plan;

const planFaults: readonly [string, (files: Files) => void, string][] = [
  [
    'a share of a sample above all of it',
    (files) => (plan(files).items = { roads: { eligible: 80 } }),
    'north/programme.json at settings.plan.items.roads.eligible: expected a share above 0 and at most 1, found 80',
  ],
  [
    'shares of areas that are not all of the sample',
    (files) => (plan(files).areas = { hill: 0.3, shore: 0.6 }),
    'north/programme.json at settings.plan.areas: shares sum to 0.9; they must sum to 1',
  ],
  [
    'an area without its share',
    (files) => (plan(files).areas = { hill: 1 }),
    'north/programme.json at settings.plan.areas: lacks the share of "shore"; name every area',
  ],
  [
    'the share of an area that is none',
    (files) => (plan(files).areas = { hill: 0.5, shore: 0.4, dale: 0.1 }),
    'north/programme.json at settings.plan.areas: names "dale", which is no area of areas.json',
  ],
  [
    'shares of an item nobody asks',
    (files) => (plan(files).items = { rails: { eligible: 0.5 } }),
    'north/programme.json at settings.plan.items.rails: is no item of any questionnaire; correct the name or take it out',
  ],
  [
    'primary units without strata',
    (files) => (plan(files).primaryUnits = 40),
    'north/programme.json at settings.plan.primaryUnits: and strata belong together; say how many of each are planned',
  ],
  [
    'fewer primary units than strata',
    (files) => Object.assign(plan(files), { primaryUnits: 4, strata: 5 }),
    'north/programme.json at settings.plan.primaryUnits: are 4 in 5 strata; each stratum has at least one',
  ],
  [
    'more primary units than responses',
    (files) => Object.assign(plan(files), { primaryUnits: 2001, strata: 5 }),
    'north/programme.json at settings.plan.primaryUnits: are 2001, more than the 2000 planned responses',
  ],
  [
    'late answers that are neither in nor out',
    (files) => (files['programme.json'].settings.lateAnswers = 'maybe'),
    'north/programme.json at settings.lateAnswers: expected ("in" | "out"), found "maybe"',
  ],
];

describe('the languages of a programme', () => {
  /** A programme with every text in Chinese alone. */
  const chineseAlone = () => {
    const files = JSON.parse(
      JSON.stringify(soundProgramme(), (key, value: unknown) => (key === 'en' ? undefined : value)),
    ) as Files;
    files['programme.json'].languages = ['zh-Hans'];
    return files;
  };

  it('are Chinese and English where its file does not say, and each text must be there in both', () => {
    const files = chineseAlone();
    delete files['programme.json'].languages;
    const faults = parse(files).faults!.map(describeFault);
    expect(faults).toContain('north/areas.json at areas[0].label.en: is missing; add it');
    expect(faults).toContain('north/programme.json at title.en: is missing; add it');
    expect(faults).toContain('north/questionnaires/short.json at privacy.en: is missing; add it');
    expect(faults).toContain('north/targets.json at targets[0].text.en: is missing; add it');
  });

  it('may be Chinese alone', () => {
    expect(parse(chineseAlone()).value?.languages).toEqual(['zh-Hans']);
  });

  it('that were added ask residents alone: what staff read needs no translation', () => {
    const files = chineseAlone();
    files['programme.json'].addedLanguages = ['en'];
    const touched = new Set(parse(files).faults!.map(({ file }) => file));
    expect([...touched].sort()).toEqual(['north/areas.json', 'north/questionnaires/short.json']);
  });

  it('have the first among them, and each once', () => {
    expect(faultsAfter((files) => (files['programme.json'].languages = ['en']))).toEqual([
      expect.stringContaining('programme.json at languages: expected zh-Hans among the languages'),
    ]);
    expect(faultsAfter((files) => (files['programme.json'].addedLanguages = ['en']))).toEqual([
      'north/programme.json at addedLanguages: has en, asked in from the start; name a language once',
    ]);
  });
});

describe('programme, areas, departments: parseProgramme refuses', () => {
  it.each(planFaults)('%s', (_, breakIt, expected) => {
    expect(faultsAfter(breakIt)).toContain(expected);
  });

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
    const alone = faultsAfter((files) => {
      plan(files).items = { rails: {} };
      item(files, 2).scale = 'hundred';
    });
    expect(alone).toHaveLength(1);
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
