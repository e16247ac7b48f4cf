import { describe, expect, it } from 'vitest';
import { type Files, faultsAfter, item, root, target } from './sample-programme.ts';

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
    'a term without its base',
    (files) => (target(files).operator = { kind: 'risingEachYear', periods: ['2027'] }),
    'north/targets.json at targets[0].operator: has periods and no base; say which period they are measured from',
  ],
  [
    'a term of no periods',
    (files) => (target(files).operator = { kind: 'fallingEachYear', base: '2026' }),
    'north/targets.json at targets[0].operator: has the base 2026 and no periods; say which are to be better',
  ],
  [
    'a term of periods of two kinds',
    (files) =>
      (target(files).operator = { kind: 'risingEachYear', base: '2026', periods: ['2027', '2028-Q1'] }),
    'north/targets.json at targets[0].operator: has the base 2026 and the period 2028-Q1, which is no year',
  ],
  [
    'a term that goes back',
    (files) => (target(files).operator = { kind: 'risingEachYear', base: '2026', periods: ['2028', '2027'] }),
    'north/targets.json at targets[0].operator: has the period 2027 after 2028; put them in order, each once',
  ],
  [
    'a term of more than five pairs',
    (files) =>
      (target(files).operator = {
        kind: 'risingEachYear',
        base: '2026',
        periods: ['2027', '2028', '2029', '2030', '2031', '2032'],
      }),
    'north/targets.json at targets[0].operator.periods: expected at most 5 entries, found 6',
  ],
  [
    'a target on what not everybody has used, where nobody said how many have',
    (files) => (item(files, 3).missing = { notUsed: true }),
    'north/targets.json at targets[0].measure.of: rests on "roads", which not everybody can answer; say in programme.json at settings.plan.items what share is "eligible"',
  ],
  [
    'a target on an index of which a leaf is asked of some only',
    (files) => {
      Object.assign(target(files).measure, { statistic: 'index', of: 'overall' });
      item(files, 4).when = { item: 'roads', atLeast: 5 };
    },
    'north/targets.json at targets[0].measure.of: rests on "order", which not everybody can answer; say in programme.json at settings.plan.items what share is "eligible"',
  ],
  [
    'a target on an indicator in a section for some',
    (files) => {
      Object.assign(target(files).measure, { statistic: 'indicator', of: 'participation/meanActs' });
      target(files).operator = { kind: 'rising' };
      const [all] = files['questionnaires/short.json'].sections;
      const acts = all.items.splice(8, 1);
      files['questionnaires/short.json'].sections.push({
        name: 'later',
        when: { item: 'roads', answered: true },
        items: acts,
      });
    },
    'north/targets.json at targets[0].measure.of: rests on "acts", which not everybody can answer; say in programme.json at settings.plan.items what share is "eligible"',
  ],
];

describe('targets: parseProgramme takes', () => {
  it.each<[string, (files: Files) => void]>([
    [
      'a term of one pair',
      (files) => (target(files).operator = { kind: 'risingEachYear', base: '2026', periods: ['2027'] }),
    ],
    ['each year without a term', (files) => (target(files).operator = { kind: 'fallingEachYear' })],
    [
      'a target on what some have used, where it says how many',
      (files) => {
        item(files, 3).missing = { notUsed: true };
        files['programme.json'].settings.plan.items = { roads: { eligible: 0.4 } };
      },
    ],
    ['a target beside what some have used', (files) => (item(files, 4).missing = { notUsed: true })],
  ])('%s', (_, edit) => {
    expect(faultsAfter(edit)).toEqual([]);
  });
});

describe('targets: parseProgramme refuses', () => {
  it.each(targetFaults)('%s', (_, breakIt, expected) => {
    expect(faultsAfter(breakIt)).toContain(expected);
  });
});
