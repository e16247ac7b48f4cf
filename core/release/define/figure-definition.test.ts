import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather } from '../../gather.ts';
import type { Programme } from '../../programme/programme.ts';
import { type Files, margin, option, parse, soundProgramme, text } from '../../programme/sample-programme.ts';
import { breaksBetween, commonLeaves, differsOnlyInLeaves } from './compared-definitions.ts';
import { figureKey } from '../figure-key.ts';
import { definitionPartTexts } from './definition-part-texts.ts';
import { definitionParts, type FigureDefinition } from '../definition.ts';
import { type AsMeasured, definitionOf, definitionsOf } from './figure-definition.ts';
import { figureNames } from '../figure-names.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the tests edit files of any shape */

const district = (): Files => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'surveys', 'quality-district');
  const names = Object.keys(soundProgramme());
  return Object.fromEntries(
    names.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
  ) as Files;
};
const sound = (): Files => {
  const files = soundProgramme();
  files['programme.json'].settings.rakeTo = ['age', 'home'];
  files['indices/short.json'].root.children[0].item = 'roads';
  return files;
};

const programmeOf = (files: Files): Programme => {
  const { value, faults } = parse(files, files['programme.json'].name as string);
  expect(faults).toBeUndefined();
  return value!;
};

/** By key, over all and for the first area, which is a part like any other. */
function definitions(files: Files): ReadonlyMap<string, FigureDefinition> {
  const programme = programmeOf(files);
  const form = programme.forms[0]!;
  const definition = definitionsOf(programme, form);
  return new Map(
    figureNames(form).flatMap((name) =>
      [undefined, 'hill', 'songyue']
        .filter((area) => area === undefined || programme.areas.some(({ code }) => code === area))
        .map((area) => {
          const figure = area === undefined ? name : { ...name, area };
          return [figureKey(name.statistic, name.subject, area), definition(figure)] as const;
        }),
    ),
  );
}

interface Edit {
  readonly name: string;
  readonly edit: (files: Files) => void;
}
interface DefiningEdit extends Edit {
  /** Keys of the figures that become others. */
  readonly changes: RegExp;
  /** What the reader is told. */
  readonly reasons: readonly string[];
}

const short = (files: Files) => files['questionnaires/short.json'];
const index = (files: Files) => files['indices/short.json'];
const sections = (files: Files): any[] => short(files).sections as any[];
const itemOf = (files: Files, name: string) =>
  sections(files)
    .flatMap((section) => section.items as any[])
    .find((each) => each.name === name);
const settings = (files: Files) => files['programme.json'].settings;

function everyText(value: any, change: (words: string) => string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === 'zh-Hans' || key === 'en') && typeof inner === 'string') value[key] = change(inner);
    else everyText(inner, change);
  }
}

/** Edits that define nothing, for any programme. */
const harmless: readonly Edit[] = [
  {
    name: 'other titles',
    edit: (files) =>
      ['programme.json', 'indices/short.json'].forEach(
        (file) => (files[file as 'programme.json'].title = text('Other')),
      ),
  },
  { name: 'other titles of nodes', edit: (files) => (index(files).root.children[0].title = text('Other')) },
  { name: 'other titles of sections', edit: (files) => (sections(files)[0].title = text('Other')) },
  {
    name: 'another hint',
    edit: (files) => sections(files).forEach((section) => (section.items[0].hint = text('Think'))),
  },
  {
    name: 'other marks and spaces',
    edit: (files) =>
      everyText(sections(files), (words) => ` “${words.replaceAll('，', ', ').replaceAll('？', ' ?!')}”…`),
  },
  {
    name: 'full-width forms',
    edit: (files) =>
      everyText(sections(files), (words) =>
        words.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
      ),
  },
  {
    name: 'another item',
    edit: (files) =>
      sections(files)[0].items.push({ type: 'text', name: 'another', text: text('Another?'), most: 9 }),
  },
  {
    name: 'another rated item in front',
    edit: (files) =>
      sections(files)
        .at(-1)
        .items.unshift({
          type: 'rating',
          name: 'more',
          text: text('More?'),
          scale: Object.keys(short(files).scales)[0],
        }),
  },
  {
    name: 'another flag',
    edit: (files) =>
      (short(files).flags = [
        { name: 'odd', when: { item: sections(files)[0].items[0].name, answered: false } },
      ]),
  },
  {
    name: 'newer totals',
    edit: (files) =>
      files['margins.json'].margins.forEach((each: any) => {
        each.asOf = '2025-11-01';
        for (const category of Object.keys(each.totals)) each.totals[category] *= 3;
      }),
  },
  {
    name: 'margins in another order',
    edit: (files) => {
      files['margins.json'].margins.reverse();
      settings(files).rakeTo.reverse();
    },
  },
  { name: 'areas in another order', edit: (files) => files['areas.json'].areas.reverse() },
  {
    name: 'other names of areas',
    edit: (files) =>
      files['areas.json'].areas.forEach((each: any, at: number) => (each.label = text(`District ${at}`))),
  },
  {
    name: 'other departments',
    edit: (files) =>
      files['departments.json'].departments.push({ code: 'new', names: [{ name: text('New') }] }),
  },
  { name: 'no targets', edit: (files) => (files['targets.json'].targets = []) },
  { name: 'children in another order', edit: (files) => index(files).root.children.reverse() },
  { name: 'other alternatives', edit: (files) => (index(files).alternatives = [{ kind: 'linear' }]) },
  { name: 'another title of the index', edit: (files) => (index(files).title = text('x')) },
  {
    name: 'what need not be answered',
    edit: (files) =>
      sections(files).forEach((section) => section.items.forEach((each: any) => delete each.required)),
  },
  { name: 'another level', edit: (files) => (settings(files).confidenceLevel = 0.99) },
  { name: 'another plan', edit: (files) => (settings(files).plan.sampleSize = 99) },
  {
    name: 'a larger least cell',
    edit: (files) => (settings(files).minimumCell = 20),
  },
];

const all = /./;
const soundEdits: readonly DefiningEdit[] = [
  {
    name: 'the threshold of satisfaction',
    edit: (files) => (index(files).satisfiedFrom = 6),
    changes: /^(satisfactionRate|rateIf)/,
    reasons: ['threshold'],
  },
  {
    name: 'the convention',
    edit: (files) => (index(files).convention = { kind: 'topBox', from: 9 }),
    changes: /^(index|itemScore)\//,
    reasons: ['convention'],
  },
  {
    name: 'weights',
    edit: (files) => {
      const [roads, order] = index(files).root.children;
      [roads.weight, order.weight] = [order.weight, roads.weight];
    },
    changes: /^index\/overall/,
    reasons: ['leaves'],
  },
  {
    name: 'a leaf dropped',
    edit: (files) => (index(files).root.children = [{ ...index(files).root.children[0], weight: 1 }]),
    changes: /^index\/overall/,
    reasons: ['leaves'],
  },
  {
    name: 'the words of a leaf',
    edit: (files) => (itemOf(files, 'roads').text = text('All roads?')),
    changes: /^index\/overall|\/roads/,
    reasons: ['wording'],
  },
  {
    name: 'the words of an overall item',
    edit: (files) => (itemOf(files, 'whole').text = text('Whole lot?')),
    changes: /\/whole/,
    reasons: ['wording'],
  },
  {
    name: 'a missing answer',
    edit: (files) => (itemOf(files, 'order').missing = { dontKnow: true }),
    changes: /^index\/overall|\/order/,
    reasons: ['missingCodes'],
  },
  {
    name: 'an end of the scale',
    edit: (files) => (short(files).scales.ten.lowestLabel = text('awful')),
    changes: /\/(overall|whole|roads|order)/,
    reasons: ['scale'],
  },
  {
    name: 'a point of the scale',
    edit: (files) => (short(files).scales.ten.highest = 11),
    changes: /\/(overall|whole|roads|order)/,
    reasons: ['scale'],
  },
  {
    name: 'who is asked an item',
    edit: (files) => (itemOf(files, 'order').when = { item: 'roads', atLeast: 2 }),
    changes: /^index\/overall|\/order/,
    reasons: ['routing'],
  },
  {
    name: 'an option of an indicator',
    edit: (files) => itemOf(files, 'campaign').options.push(option('perhaps')),
    changes: /\/awareness/,
    reasons: ['scale', 'wording'],
  },
  {
    name: 'what an indicator counts',
    edit: (files) => (index(files).indicators[2].problem.values = ['yes', 'no']),
    changes: /\/problems/,
    reasons: ['indicator'],
  },
  {
    name: 'the words of an indicator',
    edit: (files) => (itemOf(files, 'problem').text = text('Problem in 3 months?')),
    changes: /\/problems/,
    reasons: ['wording'],
  },
  {
    name: 'who counts',
    edit: (files) =>
      (itemOf(files, 'home').terminate = [
        { when: { item: 'age', is: 'young' }, disposition: 'ineligible', reason: 'young' },
      ]),
    changes: all,
    reasons: ['eligibility'],
  },
  {
    name: 'the words of a question that decides who counts',
    edit: (files) => {
      itemOf(files, 'age').text = text('Old?');
      settings(files).rakeTo = ['home'];
    },
    changes: all,
    reasons: ['eligibility', 'margins'],
  },
  {
    name: 'a margin left out',
    edit: (files) => (settings(files).rakeTo = ['age']),
    changes: all,
    reasons: ['margins'],
  },
  {
    name: 'a bound of weights',
    edit: (files) => (settings(files).trimTo = 5),
    changes: all,
    reasons: ['margins'],
  },
  {
    name: 'a source of totals',
    edit: (files) => (files['margins.json'].margins[0].source = text('Register')),
    changes: all,
    reasons: ['margins'],
  },
  {
    name: 'a category of a margin',
    edit: (files) => {
      files['areas.json'].areas.push(option('dale'));
      files['margins.json'].margins[1].totals = { hill: 300, shore: 600, dale: 100 };
    },
    changes: all,
    reasons: ['margins'],
  },
];
const districtEdits: readonly DefiningEdit[] = [
  {
    name: '12 months to 3',
    edit: (files) =>
      (itemOf(files, 'SH_problem').text['zh-Hans'] = itemOf(files, 'SH_problem').text['zh-Hans'].replace(
        '12',
        '3',
      )),
    changes: /\/problems/,
    // Who is asked about complaints hangs on this question, too.
    reasons: ['routing', 'wording'],
  },
  {
    name: 'an awareness item dropped',
    edit: (files) => index(files).indicators[0].items.pop(),
    changes: /\/awareness/,
    reasons: ['indicator'],
  },
  {
    name: 'an act dropped',
    edit: (files) => index(files).indicators[1].acts.pop(),
    changes: /\/participation/,
    reasons: ['indicator'],
  },
  {
    name: 'an option of the acts',
    edit: (files) =>
      itemOf(files, 'SH_P1').options.splice(1, 1, option('slept')) &&
      (index(files).indicators[1].acts[1].variable = 'SH_P1_slept'),
    changes: /\/participation/,
    reasons: ['indicator', 'scale', 'wording'],
  },
  {
    name: 'who is asked about complaints',
    edit: (files) => delete itemOf(files, 'SH_complained').when,
    changes: /^(complaintTendency|silenceRate)\//,
    reasons: ['routing'],
  },
  {
    name: 'a threshold',
    edit: (files) => (index(files).satisfiedFrom = 6),
    changes: /^(satisfactionRate|rateIf)/,
    reasons: ['threshold'],
  },
  {
    name: 'the words of one dimension',
    edit: (files) => (itemOf(files, 'SH_engineering').text.en = 'Are you happy with buildings?'),
    changes: /\/(overall|engineering|engineering_rating|SH_engineering)(@|$)/,
    reasons: ['wording'],
  },
  {
    name: 'weights of dimensions',
    edit: (files) => {
      const { children } = index(files).root;
      [children[0].weight, children[1].weight] = [0.3, 0.15];
    },
    changes: /^index\/overall/,
    reasons: ['leaves'],
  },
];

describe.each([
  ['a small programme', sound, soundEdits],
  ['the demonstration', district, districtEdits],
] as const)('the definitions of the figures of %s', (_, files, defining) => {
  const before = definitions(files());

  it('differ from each other, but where quantities are one', () => {
    const keys = new Map<string, string[]>();
    for (const [key, { hash }] of before) gather(keys, hash, key);
    const shared = [...keys.values()].filter((each) => each.length > 1);
    expect(shared.length).toBeGreaterThan(0);
    for (const each of shared) expect(each.every((key) => /^(index|itemScore)\//.test(key))).toBe(true);
  });

  it.each(harmless)('stay with $name', ({ edit }) => {
    const edited = files();
    edit(edited);
    expect(changedBetween(before, definitions(edited))).toEqual([]);
  });

  it('stay with any of these together, in any order', () => {
    let kept = 0;
    fc.assert(
      fc.property(fc.shuffledSubarray([...harmless], { minLength: 2 }), (edits) => {
        const edited = files();
        for (const { edit } of edits) edit(edited);
        const now = definitions(edited);
        expect(changedBetween(before, now)).toEqual([]);
        kept += now.size;
      }),
      { numRuns: 15 },
    );
    expect(kept).toBeGreaterThanOrEqual(15 * before.size);
  });

  it.each(defining)('change with $name, where it is used and nowhere else, and say so', (given) => {
    const edited = files();
    given.edit(edited);
    const now = definitions(edited);
    const keys = [...now.keys()].filter((key) => before.has(key));
    expect(changedBetween(before, now)).toEqual(keys.filter((key) => given.changes.test(key)));
    const reasons = keys.map((key) => breaksBetween(before.get(key)!, now.get(key)!));
    expect(new Set(reasons.flat())).toEqual(new Set(given.reasons));
  });

  it('stay where a language is added, whatever it says', () => {
    const inChinese = () => {
      const files = sound();
      files['programme.json'].languages = ['zh-Hans'];
      return files;
    };
    const added = inChinese();
    added['programme.json'].addedLanguages = ['en'];
    added['questionnaires/short.json'].sections[0].items[0].text.en = 'Whatever it says';
    const hashes = (files: Files) => [...definitions(files)].map(([key, { hash }]) => [key, hash]);
    expect(hashes(added)).toEqual(hashes(inChinese()));
    const asked = inChinese();
    asked['programme.json'].languages = ['zh-Hans', 'en'];
    expect(hashes(asked)).toEqual(hashes(sound()));
    expect(hashes(asked)).not.toEqual(hashes(inChinese()));
  });

  it('change with one of these whatever else is edited', () => {
    let changed = 0;
    fc.assert(
      fc.property(fc.constantFrom(...defining), fc.shuffledSubarray([...harmless]), (given, edits) => {
        const edited = files();
        given.edit(edited);
        for (const { edit } of edits.filter(({ name }) => name !== 'children in another order')) edit(edited);
        const now = definitions(edited);
        const expected = [...now.keys()].filter((key) => before.has(key) && given.changes.test(key));
        expect(changedBetween(before, now)).toEqual(expected);
        changed += expected.length;
      }),
      { numRuns: 25 },
    );
    expect(changed).toBeGreaterThan(0);
  });
});

function changedBetween(
  before: ReadonlyMap<string, FigureDefinition>,
  now: ReadonlyMap<string, FigureDefinition>,
): readonly string[] {
  return [...now].flatMap(([key, { hash }]) =>
    before.has(key) && before.get(key)!.hash !== hash ? [key] : [],
  );
}

describe('a definition', () => {
  const one = (
    statistic: string,
    subject: string,
    edit: (files: Files) => void = () => {},
    area?: string,
  ) => {
    const files = sound();
    edit(files);
    const programme = programmeOf(files);
    const name = area === undefined ? { statistic, subject } : { statistic, subject, area };
    return definitionOf(programme, programme.forms[0]!, name);
  };

  it('does not hang on names: a question may be called otherwise', () => {
    const renamed = (files: Files) => {
      itemOf(files, 'roads').name = 'streets';
      const [leaf] = index(files).root.children;
      [leaf.item, leaf.name] = ['streets', 'ways'];
      files['targets.json'].targets = [];
    };
    expect(one('itemScore', 'streets', renamed).hash).toBe(one('itemScore', 'roads').hash);
    expect(one('index', 'ways', renamed).hash).toBe(one('index', 'roads').hash);
    expect(one('index', 'overall', renamed).hash).toBe(one('index', 'overall').hash);
  });

  it('keeps two questions of the same words apart', () => {
    const twins = (files: Files) => {
      itemOf(files, 'order').text = itemOf(files, 'roads').text;
      files['targets.json'].targets = [];
    };
    expect(one('itemScore', 'order', twins).hash).not.toBe(one('itemScore', 'roads', twins).hash);
    const swapped = (files: Files) => {
      twins(files);
      const [roads, order] = index(files).root.children;
      [roads.item, order.item] = ['order', 'roads'];
    };
    expect(one('index', 'overall', swapped).hash).not.toBe(one('index', 'overall', twins).hash);
    expect(breaksBetween(one('index', 'overall', twins), one('index', 'overall', swapped))).toEqual([
      'leaves',
    ]);
  });

  it('sees two questions that gave each other their scales', () => {
    const scales = (roads: string, order: string) => (files: Files) => {
      short(files).scales.other = { ...short(files).scales.ten, lowestLabel: text('worst') };
      itemOf(files, 'roads').scale = roads;
      itemOf(files, 'order').scale = order;
      for (const child of index(files).root.children) child.weight = 'equal';
    };
    const [was, is] = [
      one('index', 'overall', scales('ten', 'other')),
      one('index', 'overall', scales('other', 'ten')),
    ];
    expect(is.hash).not.toBe(was.hash);
    expect(breaksBetween(was, is)).toEqual(['leaves']);
  });

  it('is that of the whole, whatever nodes stand between', () => {
    const between = (files: Files) => {
      const [roads, order] = index(files).root.children;
      index(files).root.children = [
        { name: 'outside', title: text('Outside'), weight: 1, children: [roads, order] },
      ];
    };
    expect(one('index', 'overall', between).hash).toBe(one('index', 'overall').hash);
    expect(one('index', 'outside', between).hash).toBe(one('index', 'overall').hash);
  });

  it('of a part of the people hangs on where that area ends, and of no other', () => {
    const moved = (files: Files) => {
      const programme = programmeOf(files);
      return {
        ...programme,
        areas: programme.areas.map((area) => ({ ...area, outline: area.code === 'hill' ? '2026' : '2020' })),
      };
    };
    const at = (area: string, programme: Programme) =>
      definitionOf(programme, programme.forms[0]!, { statistic: 'index', subject: 'overall', area });
    const asItWas = programmeOf(sound());
    expect(breaksBetween(at('hill', asItWas), at('hill', moved(sound())))).toEqual(['outline']);
    const [first, second] = [moved(sound()), moved(sound())];
    expect(at('shore', first).hash).toBe(at('shore', second).hash);
    expect(at('shore', asItWas).hash).not.toBe(at('hill', asItWas).hash);
  });

  it('of the others stays where an area is added', () => {
    const more = (files: Files) => {
      settings(files).rakeTo = ['age'];
      files['areas.json'].areas.push(option('dale'));
      files['margins.json'].margins = [margin('age', { young: 400, old: 600 })];
    };
    const less = (files: Files) => {
      settings(files).rakeTo = ['age'];
      files['margins.json'].margins = [margin('age', { young: 400, old: 600 })];
    };
    expect(one('index', 'overall', more, 'hill').hash).toBe(one('index', 'overall', less, 'hill').hash);
  });

  it('is another where answers that arrive late no longer count, or a margin could not be used', () => {
    const programme = programmeOf(sound());
    const form = programme.forms[0]!;
    const name = { statistic: 'index', subject: 'overall' };
    const was = definitionOf(programme, form, name);
    const without = { ...programme, settings: { ...programme.settings, lateAnswers: 'out' as const } };
    expect(breaksBetween(was, definitionOf(without, form, name))).toEqual(['exclusion']);
    expect(breaksBetween(was, definitionOf(programme, form, name, { rakedTo: ['age'] }))).toEqual([
      'margins',
    ]);
    expect(definitionOf(programme, form, name, { rakedTo: ['home', 'age'] }).hash).toBe(was.hash);
  });

  it('is another with another bound of weights, and the one without where the bound could not be held', () => {
    const was = definedWith(undefined);
    expect(breaksBetween(definedWith(5), definedWith(4))).toEqual(['margins']);
    expect(definedWith(5, { rakedTo: ['age', 'home'] }).hash).toBe(definedWith(5).hash);
    expect(definedWith(5, { isTrimmed: false }).hash).toBe(was.hash);
    expect(definedWith(5, { rakedTo: [] }).hash).toBe(definedWith(undefined, { rakedTo: [] }).hash);

    function definedWith(trimTo: number | undefined, measured: AsMeasured = {}) {
      const files = sound();
      if (trimTo !== undefined) settings(files).trimTo = trimTo;
      const programme = programmeOf(files);
      const name = { statistic: 'index', subject: 'overall' };
      return definitionOf(programme, programme.forms[0]!, name, measured);
    }
  });

  it('is refused for a figure the form does not have', () => {
    expect(() => one('satisfactionRate', 'nothing')).toThrow('"nothing"');
    expect(() => one('meanActs', 'roads')).toThrow('"meanActs/roads"');
  });
});

describe('indices with other leaves', () => {
  const programme = (edit: (root: any) => void) => {
    const files = sound();
    index(files).root.children = [
      { name: 'roads', title: text('Roads'), weight: 0.5, item: 'roads' },
      { name: 'order', title: text('Order'), weight: 0.4, item: 'order' },
      { name: 'calm', title: text('Calm'), weight: 0.1, item: 'calm' },
    ];
    index(files).satisfiedFrom = 4;
    edit(index(files).root);
    return programmeOf(files);
  };
  const overall = (of: Programme) =>
    definitionOf(of, of.forms[0]!, { statistic: 'index', subject: 'overall' });
  const was = overall(programme(() => {}));

  it('have their common leaves in common, with the share of each', () => {
    const is = overall(
      programme(
        (root) =>
          (root.children = [
            { ...root.children[0], weight: 0.6, name: 'ways' },
            { ...root.children[1], weight: 0.4 },
          ]),
      ),
    );
    expect(differsOnlyInLeaves(was, is)).toBe(true);
    expect(commonLeaves(was, is)).toEqual({
      names: ['order', 'ways'],
      namesBefore: ['order', 'roads'],
      shareBefore: 0.9,
      shareNow: 1,
      haveSameWeights: false,
    });
    expect(breaksBetween(was, is)).toEqual(['leaves']);
  });

  it('have the same weights where only one came or went', () => {
    const is = overall(
      programme(
        (root) =>
          (root.children = [
            { ...root.children[0], weight: 5 / 9 },
            { ...root.children[1], weight: 4 / 9 },
          ]),
      ),
    );
    expect(commonLeaves(was, is)).toMatchObject({ haveSameWeights: true });
  });

  it('are the index that is left where a branch had no answers', () => {
    const whole = programme(() => {});
    const left = definitionOf(
      whole,
      whole.forms[0]!,
      { statistic: 'index', subject: 'overall' },
      { leftOut: ['calm'] },
    );
    expect(commonLeaves(was, left)).toMatchObject({ shareBefore: 0.9, shareNow: 1, haveSameWeights: true });
  });

  it('are nothing to each other under another convention, or a rate', () => {
    const other = programme(() => {});
    const form = {
      ...other.forms[0]!,
      index: { ...other.forms[0]!.index, convention: { kind: 'topBox', from: 3 } as const },
    };
    expect(
      differsOnlyInLeaves(was, definitionOf(other, form, { statistic: 'index', subject: 'overall' })),
    ).toBe(false);
    const rate = definitionOf(other, other.forms[0]!, { statistic: 'satisfactionRate', subject: 'roads' });
    expect(differsOnlyInLeaves(was, rate)).toBe(false);
    expect(commonLeaves(was, rate)).toBeUndefined();
  });
});

describe('docs/methodology.md', () => {
  it('prints the parts of a definition as the software takes them', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/methodology.md'), 'utf8');
    const printed = [...page.matchAll(/^\| `(\w+)` +\| (.+?) +\|$/gm)].map(([, part, words]) => [
      part,
      words,
    ]);
    expect(printed).toEqual(Object.entries(definitionPartTexts));
    expect(printed.map(([part]) => part)).toEqual(definitionParts);
  });
});
