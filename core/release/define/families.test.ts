import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Form, Programme } from '../../programme/programme.ts';
import { type Files, parse, soundProgramme, text } from '../../programme/sample-programme.ts';
import type { Target } from '../../programme/target.ts';
import { figureKey } from '../figure-key.ts';
import { chanceOfSomeWord, familiesOf, familyTexts, groupFamilyOf } from './families.ts';
import { figureNames } from '../figure-names.ts';
import { quantitiesOf } from './quantities.ts';

const folder = join(import.meta.dirname, '..', '..', '..');
const programmeOf = (files: Files): Programme => parse(files, files['programme.json'].name as string).value!;
const district = programmeOf(
  Object.fromEntries(
    Object.keys(soundProgramme()).map((name) => [
      name,
      JSON.parse(readFileSync(join(folder, 'surveys/quality-district', name), 'utf8')) as unknown,
    ]),
  ) as Files,
);
const form = district.forms[0]!;

const trend = (statistic: Target['measure']['statistic'], of: string): Target => ({
  name: `T_${of.replace('/', '_')}`,
  text: text('Rises'),
  source: text('Plan'),
  departments: ['works'],
  measure: { form: 'short', statistic, of, population: text('All') },
  operator: { kind: 'rising' },
});

/** The keys of each family, and of those without one. */
function members(of: Form, targets: readonly Target[], area?: string): Record<string, readonly string[]> {
  const family = familiesOf(of, targets);
  const referring = new Set(quantitiesOf(of).map(({ name }) => figureKey(name.statistic, name.subject)));
  const groups: Record<string, string[]> = {};
  for (const { statistic, subject } of figureNames(of)) {
    if (referring.has(figureKey(statistic, subject))) continue;
    const figure = area === undefined ? { statistic, subject } : { statistic, subject, area };
    (groups[family(figure)?.group ?? 'none'] ??= []).push(figureKey(statistic, subject, area));
  }
  return groups;
}

describe('the families of the demonstration', () => {
  const groups = members(form, []);

  it('begin with the headline, the dimensions, items, rates and indicators', () => {
    expect(groups['1']).toEqual(['index/overall']);
    expect(groups['3']).toEqual([
      'index/product',
      'index/engineering',
      'index/service',
      'index/public_management',
    ]);
    // The mean scores of leaves that a node goes by already are in the family of that node.
    expect(groups['5']).toEqual([
      'index/food',
      'index/daily',
      'index/agri',
      'index/social',
      'index/health',
      'index/education',
      'index/catering',
      'index/lodging',
      'index/transit',
      'index/admin',
      'index/order',
      'itemScore/SH_A3_sat',
    ]);
    expect(groups['6']).toHaveLength(16);
    expect(groups['7']).toEqual([
      'awarenessIndex/awareness',
      'knowsRate/awareness',
      'heardOfRate/awareness',
      'participationRate/participation',
      'shareOfActs/participation',
      'problemOccurrence/problems',
      'silenceRate/problems',
    ]);
  });

  it('have no word for bounds and shares of missing answers', () => {
    expect(new Set(groups['none']!.map((key) => key.split('/')[0]))).toEqual(
      new Set(['rateIfDontKnowIsNot', 'rateIfDontKnowIs', 'notUsedShare', 'dontKnowShare', 'refusedShare']),
    );
  });

  it('have one word in each area for the headline, its overall item and that item’s rate, and no other', () => {
    const { none, ...worded } = members(form, district.targets, 'songyue');
    expect(worded).toEqual({
      '8': ['index/overall@songyue', 'itemScore/SH_A3_sat@songyue', 'satisfactionRate/SH_A3_sat@songyue'],
    });
    expect(none!.length).toBeGreaterThan(40);
  });

  it('give each locked trend target one of its own, by whatever name it is bound to its quantity', () => {
    const locked = members(form, [
      trend('itemScore', 'SH_engineering'),
      trend('indicator', 'problems/complaintTendency'),
    ]);
    expect(locked['2 index/engineering']).toEqual(['index/engineering']);
    expect(locked['2 silenceRate/problems']).toEqual(['silenceRate/problems']);
    expect(locked['3']).not.toContain('index/engineering');
    // A reference is tested with the figure it refers to.
    const family = familiesOf(form, [trend('itemScore', 'SH_engineering')]);
    for (const [statistic, subject] of [
      ['itemScore', 'SH_engineering'],
      ['index', 'engineering_rating'],
    ] as const) {
      expect(family({ statistic, subject })).toEqual({ number: 2, group: '2 index/engineering' });
    }
  });

  it('leave the headline where it is when a target is bound to it, and targets on a level where they are', () => {
    expect(members(form, district.targets)).toEqual(members(form, [trend('index', 'engineering')]));
    expect(members(form, [trend('index', 'overall')])).toEqual(groups);
  });

  it('put more than ten locked trend targets into one', () => {
    const items = [
      'food',
      'daily',
      'agri',
      'social',
      'health',
      'education',
      'catering',
      'lodging',
      'transit',
      'admin',
      'order',
    ];
    const eleven = members(
      form,
      items.map((of) => trend('index', of)),
    );
    expect(eleven['2']).toHaveLength(11);
    const twice = members(
      form,
      [...items.slice(1), 'daily'].map((of) => trend('index', of)),
    );
    expect(twice['2']).toBeUndefined();
    expect(Object.keys(twice).filter((group) => group.startsWith('2 '))).toHaveLength(10);
  });
});

describe('the other families', () => {
  it('hold nodes between the dimensions and the leaves', () => {
    const files = soundProgramme();
    const { root } = files['indices/short.json'];
    root.children = [
      {
        name: 'all',
        title: text('All'),
        weight: 1,
        children: [
          { name: 'part', title: text('Part'), weight: 0.5, children: root.children },
          { name: 'whole', title: text('Whole'), weight: 0.5, item: 'whole' },
        ],
      },
    ];
    const { forms } = programmeOf(files);
    const groups = members(forms[0]!, []);
    // The only dimension is the headline in other words.
    expect([groups['1'], groups['3'], groups['4']]).toEqual([['index/overall'], undefined, ['index/part']]);
  });

  it('compare areas on the headline alone, and on all other nodes together', () => {
    expect([groupFamilyOf(form, 'overall'), groupFamilyOf(form, 'food')]).toEqual([9, 10]);
  });

  it('say some word of chance in a share of releases that their number bounds', () => {
    expect(chanceOfSomeWord(1).independent).toBeCloseTo(0.05, 12);
    expect(chanceOfSomeWord(8).independent).toBeLessThan(chanceOfSomeWord(8).atMost);
    expect(chanceOfSomeWord(40).atMost).toBe(1);
  });
});

describe('docs/methodology.md', () => {
  it('prints the families as the software numbers them', () => {
    const page = readFileSync(join(folder, 'docs/methodology.md'), 'utf8');
    const printed = [...page.matchAll(/^\| (\d+) +\| (.+?) +\|$/gm)].map(([, number, words]) => [
      number,
      words,
    ]);
    expect(printed).toEqual(Object.entries(familyTexts));
  });
});
