import { describe, expect, it } from 'vitest';
import type { Condition } from '../questionnaire/condition.ts';
import { faultsAfter, type Files, option, root, target, text } from './sample-programme.ts';

const short = (files: Files) => files['questionnaires/short.json'];
const items = (files: Files) => short(files).sections[0].items as unknown[];
const single = (name: string, more = {}) => ({
  type: 'single',
  name,
  text: text(name),
  options: [option('yes'), option('no')],
  ...more,
});
const flag = (files: Files, when: Condition) => (short(files).flags = [{ name: 'odd', when }]);

const at = 'north/questionnaires/short.json at flags[0].when:';
const rest = 'flags look at no answer that is measured, nor at what only some are asked by such an answer';
const looksAt = (name: string) => `${at} looks at "${name}", whose answers are measured; ${rest}`;

describe('a flag is refused that looks at', () => {
  it.each<[string, string, Condition]>([
    ['few points of a leaf', 'roads', { item: 'roads', atMost: 5 }],
    ['whether a leaf was answered', 'order', { item: 'order', answered: false }],
    ['the overall item of a node', 'whole', { item: 'whole', in: [1, 2] }],
    ['how well something is known', 'campaign', { item: 'campaign', is: 'knows' }],
    ['an act', 'acts', { item: 'acts', includes: 'went' }],
    ['a problem', 'problem', { item: 'problem', is: 'yes' }],
    ['who recommends', 'recommend', { item: 'recommend', atLeast: 9 }],
    ['a leaf within a condition of others', 'roads', hidden({ item: 'roads', atMost: 5 })],
  ])('%s', (_, name, when) => {
    expect(faultsAfter((files) => flag(files, when))).toEqual([looksAt(name)]);
  });

  it('a leaf that is diagnostic', () => {
    const faults = faultsAfter((files) => {
      const calm = { name: 'calm', title: text('Calm'), isDiagnostic: true, item: 'calm' };
      root(files).children.push(calm);
      files['indices/short.json'].satisfiedFrom = 4;
      flag(files, { item: 'calm', atMost: 2 });
    });
    expect(faults).toEqual([looksAt('calm')]);
  });

  it('an item of a target alone', () => {
    const faults = faultsAfter((files) => {
      Object.assign(target(files).measure, { statistic: 'itemScore', of: 'calm' });
      flag(files, { item: 'calm', atMost: 2 });
    });
    expect(faults).toEqual([looksAt('calm')]);
  });

  it('a complaint, which is of another figure than the problem', () => {
    const faults = faultsAfter((files) => {
      items(files).push(single('complained'));
      const problems = files['indices/short.json'].indicators[2];
      problems.complaint = { variable: 'complained', values: ['yes'] };
      flag(files, { item: 'complained', is: 'no' });
    });
    expect(faults).toEqual([looksAt('complained')]);
  });

  it('what is only asked of the dissatisfied, however far behind them', () => {
    const faults = faultsAfter((files) => {
      items(files).push(single('reason', { when: { item: 'roads', atMost: 5 } }));
      short(files).sections.push({
        name: 'more',
        when: { item: 'reason', answered: true },
        items: [single('detail')],
      });
      flag(files, {
        any: [
          { item: 'detail', answered: true },
          { item: 'roads', atMost: 5 },
        ],
      });
    });
    expect(faults).toEqual([
      `${at} looks at "detail", asked by the answer to "roads"; ${rest}`,
      looksAt('roads'),
    ]);
  });

  it('what one of two forms measures, and is told once', () => {
    const faults = faultsAfter((files) => {
      const other = { ...files['indices/short.json'], name: 'other' };
      Object.assign(files, { 'indices/other.json': other });
      files['programme.json'].forms.push({ name: 'again', questionnaire: 'short', index: 'other' });
      flag(files, { item: 'roads', atMost: 5 });
    });
    expect(faults).toEqual([looksAt('roads')]);
  });
});

describe('a flag may look at', () => {
  it.each<[string, Condition]>([
    ['who someone is', { item: 'age', answered: false }],
    ['a rating that nothing is computed from', { item: 'calm', is: 3 }],
    ['a question of attention', { item: 'attention', is: 'no' }],
  ])('%s', (_, when) => {
    const faults = faultsAfter((files) => {
      items(files).push(single('attention', { when: { item: 'age', is: 'old' } }));
      flag(files, when);
    });
    expect(faults).toEqual([]);
  });
});

function hidden(when: Condition): Condition {
  return { all: [{ item: 'age', answered: true }, { not: { any: [{ not: when }] } }] };
}
