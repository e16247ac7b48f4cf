import { describe, expect, it } from 'vitest';
import { type Files, faultsAfter, root, target } from './sample-programme.ts';

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
];

describe('targets: parseProgramme refuses', () => {
  it.each(targetFaults)('%s', (_, breakIt, expected) => {
    expect(faultsAfter(breakIt)).toContain(expected);
  });
});
