import { describe, expect, it } from 'vitest';
import { describeFault } from '../fault.ts';
import { parseProgramme } from './parse-programme.ts';

const text = (words: string) => ({ 'zh-Hans': words, en: words });
const option = (code: string) => ({ code, label: text(code) });

/* eslint-disable @typescript-eslint/no-explicit-any -- the tests break files of any shape */

/** A small programme without a fault, as its files; each test breaks its own copy. */
function soundProgramme() {
  return {
    'programme.json': {
      $schema: '../../docs/schema/programme.schema.json',
      name: 'north',
      title: text('North'),
      from: text('Office'),
      timeZone: 'Asia/Shanghai',
      settings: {
        confidenceLevel: 0.95,
        minimumCell: 10,
        isProbabilitySample: true,
        plan: { sampleSize: 2000, designEffect: 1.5, standardDeviation: 18 },
      },
      forms: [{ name: 'short', questionnaire: 'short', index: 'short' }],
    } as Record<string, any>,
    'areas.json': { areas: [option('hill'), option('shore')] } as Record<string, any>,
    'departments.json': {
      departments: [
        {
          code: 'works',
          names: [
            { name: text('Old works'), to: '2019-02-28' },
            { name: text('Works'), from: '2019-03-01' },
          ],
          aliases: ['public works'],
        },
        { code: 'police', names: [{ name: text('Police') }] },
      ],
    } as Record<string, any>,
    'targets.json': {
      targets: [
        {
          name: 'T1',
          text: text('Roads satisfy'),
          source: text('Plan'),
          departments: ['works'],
          measure: { form: 'short', statistic: 'satisfactionRate', of: 'roads', population: text('All') },
          operator: { kind: 'atLeast', threshold: 80 },
        },
      ],
    } as Record<string, any>,
    'margins.json': {
      margins: [margin('age', { young: 400, old: 600 }), margin('home', { hill: 300, shore: 700 })],
    } as Record<string, any>,
    'questionnaires/short.json': {
      name: 'short',
      title: text('Short'),
      from: text('Evaluator'),
      minutes: 2,
      privacy: text('Confidential'),
      areaItem: 'home',
      scales: {
        ten: { lowest: 1, highest: 10, lowestLabel: text('bad'), highestLabel: text('good') },
        five: { lowest: 1, highest: 5, lowestLabel: text('bad'), highestLabel: text('good') },
      },
      sections: [
        {
          name: 'all',
          items: [
            {
              type: 'single',
              name: 'age',
              text: text('Age?'),
              options: [option('child'), option('young'), option('old')],
              terminate: [
                { when: { item: 'age', is: 'child' }, disposition: 'ineligible', reason: 'under18' },
              ],
            },
            { type: 'single', name: 'home', text: text('Home?'), options: { from: 'areas' } },
            { type: 'rating', name: 'whole', text: text('Whole?'), scale: 'ten' },
            { type: 'rating', name: 'roads', text: text('Roads?'), scale: 'ten' },
            { type: 'rating', name: 'order', text: text('Order?'), scale: 'ten' },
            { type: 'rating', name: 'calm', text: text('Calm?'), scale: 'five' },
            { type: 'recommend', name: 'recommend', text: text('Recommend?') },
            {
              type: 'single',
              name: 'campaign',
              text: text('Campaign?'),
              options: [option('knows'), option('heard'), option('no')],
            },
            {
              type: 'multiple',
              name: 'acts',
              text: text('Acts?'),
              options: [option('went'), option('none')],
              exclusive: ['none'],
            },
            {
              type: 'single',
              name: 'problem',
              text: text('Problem?'),
              options: [option('yes'), option('no')],
            },
            { type: 'text', name: 'wish', text: text('Wish?'), most: 100 },
          ],
        },
      ],
    } as Record<string, any>,
    'indices/short.json': {
      name: 'short',
      title: text('Index'),
      convention: { kind: 'linear' },
      satisfiedFrom: 7,
      root: {
        name: 'overall',
        title: text('Overall'),
        overallItem: 'whole',
        children: [
          { name: 'roads', title: text('Roads'), weight: 0.6, item: 'roads', lead: ['works'] },
          { name: 'order', title: text('Order'), weight: 0.4, item: 'order', lead: ['police'] },
        ],
      },
      indicators: [
        {
          method: 'awareness',
          name: 'awareness',
          title: text('Awareness'),
          items: ['campaign'],
          knows: 'knows',
          heardOf: 'heard',
          doesNotKnow: 'no',
        },
        {
          method: 'participation',
          name: 'participation',
          title: text('Participation'),
          acts: [{ variable: 'acts_went', values: [1] }],
        },
        {
          method: 'problemsAndComplaints',
          name: 'problems',
          title: text('Problems'),
          problem: { variable: 'problem', values: ['yes'] },
        },
        { method: 'netPromoter', name: 'promoters', title: text('Promoters'), item: 'recommend' },
      ],
    } as Record<string, any>,
  };
}
type Files = ReturnType<typeof soundProgramme>;

function margin(item: string, totals: Record<string, number>) {
  return { item, source: text('Census'), asOf: '2020-11-01', isApproximate: false, totals };
}

function parse(files: Record<string, unknown>, folder = 'north') {
  return parseProgramme(new Map(Object.entries(files).map(([name, json]) => [`${folder}/${name}`, json])));
}

function faultsAfter(breakIt: (files: Files) => void): readonly string[] {
  const files = soundProgramme();
  breakIt(files);
  return (parse(files).faults ?? []).map(describeFault);
}

const item = (files: Files, place: number) => files['questionnaires/short.json'].sections[0].items[place];
const root = (files: Files) => files['indices/short.json'].root;
const target = (files: Files) => files['targets.json'].targets[0];

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

const indexFaults: readonly [string, (files: Files) => void, string][] = [
  [
    'weights that do not sum to 1',
    (files) => (root(files).children[1].weight = 0.3),
    'north/indices/short.json at root.children: weights under "overall" sum to 0.9; they must sum to 1',
  ],
  [
    'weights that miss 1 by a rounded share',
    (files) => {
      root(files).children[0].weight = 0.6667;
      root(files).children[1].weight = 0.3334;
    },
    'north/indices/short.json at root.children: weights under "overall" sum to 1.0001; they must sum to 1',
  ],
  [
    '"equal" mixed with numbers',
    (files) => (root(files).children[1].weight = 'equal'),
    'north/indices/short.json at root.children: weights under "overall" mix "equal" with numbers; use one kind',
  ],
  [
    'a counted node without a weight',
    (files) => delete root(files).children[1].weight,
    'north/indices/short.json at root.children[1].weight: is missing; give a share of the parent, or "equal", or mark the node isDiagnostic',
  ],
  [
    'a diagnostic node with a weight',
    (files) => root(files).children.push({ ...root(files).children[0], name: 'more', isDiagnostic: true }),
    'north/indices/short.json at root.children[2].weight: "more" is diagnostic and not counted; take out its weight or isDiagnostic',
  ],
  [
    'a leaf with children',
    (files) =>
      (root(files).children[0].children = [{ name: 'x', title: text('x'), weight: 1, item: 'roads' }]),
    'north/indices/short.json at root.children[0]: "roads" has an item and children; give the item a child node of its own',
  ],
  [
    'a node with nothing in it',
    (files) => delete root(files).children[0].item,
    'north/indices/short.json at root.children[0]: "roads" has neither an item nor children; give it one of them',
  ],
  [
    'a node name twice',
    (files) => (root(files).children[1].name = 'roads'),
    'north/indices/short.json at root.children[1].name: "roads" is a node already; names are used once',
  ],
  [
    'a node of an unknown item',
    (files) => (root(files).children[0].item = 'rails'),
    'north/indices/short.json at root.children[0].item: names "rails", no item of the questionnaire "short"',
  ],
  [
    'a node of an item that is not rated',
    (files) => (root(files).children[0].item = 'home'),
    'north/indices/short.json at root.children[0].item: must name a rating or a recommend item; "home" is a single',
  ],
  [
    'an unknown department',
    (files) => (root(files).children[0].lead = ['railways']),
    'north/indices/short.json at root.children[0].lead[0]: names the department "railways", which departments.json lacks',
  ],
  [
    'a department that leads and supports at once',
    (files) => (root(files).children[0].support = ['works']),
    'north/indices/short.json at root.children[0].support[0]: "works" leads this node already; one department has one part in it',
  ],
  [
    'timesTen on a scale of five points',
    (files) => {
      files['indices/short.json'].alternatives = [{ kind: 'timesTen' }];
      files['indices/short.json'].satisfiedFrom = 4;
      root(files).children[0].item = 'calm';
    },
    'north/indices/short.json at alternatives[0]: "timesTen" makes 100 of the point 10, so it cannot score a scale 1-5; use "linear" (item "calm")',
  ],
  [
    'bands that begin above the lowest point',
    (files) =>
      (files['indices/short.json'].convention = {
        kind: 'banded',
        bands: [
          { from: 9, score: 100 },
          { from: 2, score: 0 },
        ],
      }),
    'north/indices/short.json at convention: "banded" has no band at the lowest point of the scale 1-10; begin one at 1 (item "whole")',
  ],
  [
    'a threshold of satisfaction beyond the scale',
    (files) => (files['indices/short.json'].satisfiedFrom = 11),
    'north/indices/short.json at satisfiedFrom: 11 does not divide the scale 1-10 of "whole"; choose a point above its lowest',
  ],
  [
    'awareness of an unknown item',
    (files) => (files['indices/short.json'].indicators[0].items = ['slogan']),
    'north/indices/short.json at indicators[0].items[0]: names "slogan", which is no item of the questionnaire "short"',
  ],
  [
    'awareness of an item without one of the three states',
    (files) => (files['indices/short.json'].indicators[0].heardOf = 'rumour'),
    'north/indices/short.json at indicators[0].items[0]: "campaign" has no option "rumour"',
  ],
  [
    'an act that is no variable',
    (files) => (files['indices/short.json'].indicators[1].acts[0].variable = 'acts'),
    'north/indices/short.json at indicators[1].acts[0].variable: names "acts", which is no variable of the questionnaire "short" (an item of several choices has one for each option, as item_option)',
  ],
  [
    'a problem told by a value nobody can give',
    (files) => (files['indices/short.json'].indicators[2].problem.values = ['maybe']),
    'north/indices/short.json at indicators[2].problem.values[0]: "maybe" is no value of "problem" ("yes", "no")',
  ],
  [
    'a problem told in free words',
    (files) => (files['indices/short.json'].indicators[2].problem.variable = 'wish'),
    'north/indices/short.json at indicators[2].problem.variable: "wish" has no categories; name a variable of choices',
  ],
  [
    'promoters of an item that does not ask to recommend',
    (files) => (files['indices/short.json'].indicators[3].item = 'whole'),
    'north/indices/short.json at indicators[3].item: must name an item of type "recommend"; "whole" is a rating',
  ],
];

const targetFaults: readonly [string, (files: Files) => void, string][] = [
  [
    'a target twice',
    (files) => files['targets.json'].targets.push(target(files)),
    'north/targets.json at targets[1].name: "T1" is a target already; names are used once',
  ],
  [
    'a target of an unknown department',
    (files) => (target(files).departments = ['works', 'railways']),
    'north/targets.json at targets[0].departments[1]: names the department "railways", which departments.json lacks',
  ],
  [
    'a target of an unknown form',
    (files) => (target(files).measure.form = 'long'),
    'north/targets.json at targets[0].measure.form: names "long", which is no form of programme.json',
  ],
  [
    'a target of an unknown node',
    (files) => Object.assign(target(files).measure, { statistic: 'index', of: 'rails' }),
    'north/targets.json at targets[0].measure.of: names "rails", which is no node of the form "short"',
  ],
  [
    'a target of an unknown item',
    (files) => Object.assign(target(files).measure, { statistic: 'itemScore', of: 'rails' }),
    'north/targets.json at targets[0].measure.of: names "rails", which is no item of the form "short"',
  ],
  [
    'a rate of a node that no item stands for',
    (files) => {
      delete root(files).overallItem;
      target(files).measure.of = 'overall';
    },
    'north/targets.json at targets[0].measure.of: the node "overall" has no overallItem, so it has no rate; name the item instead',
  ],
  [
    'a rate on a scale the threshold of satisfaction does not divide',
    (files) => (target(files).measure.of = 'calm'),
    'north/targets.json at targets[0].measure.of: satisfied means 7 and above, which does not divide the scale 1-5 of "calm"',
  ],
  [
    'a target of an unknown indicator',
    (files) => Object.assign(target(files).measure, { statistic: 'indicator', of: 'fame/index' }),
    'north/targets.json at targets[0].measure.of: names "fame/index", which is no indicator of the form "short"',
  ],
  [
    'a target of a figure an indicator does not have',
    (files) => Object.assign(target(files).measure, { statistic: 'indicator', of: 'problems/silenceRate' }),
    'north/targets.json at targets[0].measure.of: names "problems/silenceRate"; the figures of this indicator are problems/problemOccurrence',
  ],
  [
    'a threshold above 100 per cent',
    (files) => (target(files).operator.threshold = 800),
    'north/targets.json at targets[0].operator: has the threshold 800, but the figure lies between 0 and 100',
  ],
  [
    'a range the wrong way round',
    (files) => (target(files).operator = { kind: 'within', lowest: 90, highest: 80 }),
    'north/targets.json at targets[0].operator: must have its lowest value below its highest',
  ],
  [
    '"about" without a tolerance',
    (files) => (target(files).operator = { kind: 'about', threshold: 80, tolerance: 0 }),
    'north/targets.json at targets[0].operator: needs a tolerance above 0, fixed before fieldwork',
  ],
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
    'a margin of the same item twice',
    (files) => files['margins.json'].margins.push(files['margins.json'].margins[0]),
    'north/margins.json at margins[2].item: "age" has a margin already; give all its totals in one',
  ],
];

describe.each([
  ['programme, areas, departments', programmeFaults],
  ['index', indexFaults],
  ['targets, margins', targetFaults],
])('%s: parseProgramme refuses', (_, faults) => {
  it.each(faults)('%s', (_, breakIt, expected) => {
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
