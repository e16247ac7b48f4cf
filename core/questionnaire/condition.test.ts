import { describe, expect, it } from 'vitest';
import type { Answers } from './answer.ts';
import { extent, holds, itemsOf, type Condition } from './condition.ts';

const answers: Answers = {
  choice: 'a',
  several: ['a', 'b'],
  score: 6,
  zero: 0,
  words: 'hello',
  since: '2024-02-29',
  unused: { missing: 'notUsed' },
};

describe('holds', () => {
  it.each<[Condition, boolean]>([
    [{ item: 'choice', is: 'a' }, true],
    [{ item: 'choice', is: 'b' }, false],
    [{ item: 'score', is: 6 }, true],
    [{ item: 'score', in: [5, 6] }, true],
    [{ item: 'choice', in: ['b', 'c'] }, false],
    [{ item: 'several', includes: 'b' }, true],
    [{ item: 'several', includes: 'c' }, false],
    [{ item: 'choice', includes: 'a' }, false],
    [{ item: 'score', atMost: 6 }, true],
    [{ item: 'score', atMost: 5 }, false],
    [{ item: 'score', atLeast: 6 }, true],
    [{ item: 'zero', atMost: 0 }, true],
    [{ item: 'words', atLeast: 0 }, false],
    [{ item: 'since', before: '2024-03-01' }, true],
    [{ item: 'since', before: '2024-02-29' }, false],
    [{ item: 'since', after: '2024-02-28' }, true],
    [{ item: 'since', after: '2024-02-29' }, false],
    [{ item: 'score', before: '2024-03-01' }, false],
    [{ item: 'choice', answered: true }, true],
    [{ item: 'zero', answered: true }, true],
    [
      {
        all: [
          { item: 'choice', is: 'a' },
          { item: 'score', is: 6 },
        ],
      },
      true,
    ],
    [
      {
        all: [
          { item: 'choice', is: 'a' },
          { item: 'score', is: 7 },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { item: 'choice', is: 'b' },
          { item: 'score', is: 6 },
        ],
      },
      true,
    ],
    [{ not: { item: 'choice', is: 'a' } }, false],
  ])('%o is %s', (condition, expected) => {
    expect(holds(condition, answers)).toBe(expected);
  });

  it.each(['unused', 'neverAsked', 'constructor', '__proto__'])(
    'makes every comparison with %s false, and `answered: false` true',
    (item) => {
      const comparisons: Condition[] = [
        { item, is: 'notUsed' },
        { item, in: ['notUsed'] },
        { item, includes: 'notUsed' },
        { item, atMost: 100 },
        { item, before: '9999-12-31' },
        { item, after: '0001-01-01' },
        { item, atLeast: -100 },
        { item, answered: true },
      ];
      expect(comparisons.filter((condition) => holds(condition, answers))).toEqual([]);
      expect(holds({ item, answered: false }, answers)).toBe(true);
    },
  );
});

describe('a tree of conditions', () => {
  const tree: Condition = {
    any: [
      { item: 'a', is: 'x' },
      {
        not: {
          all: [
            { item: 'b', atMost: 3 },
            { item: 'a', answered: true },
          ],
        },
      },
    ],
  };

  it('names the items it looks at', () => {
    expect(itemsOf(tree)).toEqual(['a', 'b', 'a']);
  });

  it('tells its depth and its parts', () => {
    expect(extent({ item: 'a', is: 'x' })).toEqual({ depth: 1, parts: 1 });
    expect(extent(tree)).toEqual({ depth: 4, parts: 6 });
  });
});
