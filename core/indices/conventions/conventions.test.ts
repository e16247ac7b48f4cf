import { describe, expect, it } from 'vitest';
import type { ScalePoints } from './convention.ts';
import { conventions, scoreTable, type Convention } from './conventions.ts';

const tenPoints: ScalePoints = { lowest: 1, highest: 10 };

const examples: readonly [Convention, ScalePoints, readonly number[]][] = [
  [{ kind: 'linear' }, { lowest: 1, highest: 5 }, [0, 25, 50, 75, 100]],
  [{ kind: 'timesTen' }, { lowest: 0, highest: 10 }, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
  [
    {
      kind: 'banded',
      bands: [
        { from: 7, score: 80 },
        { from: 1, score: 0 },
        { from: 9, score: 100 },
        { from: 5, score: 60 },
      ],
    },
    tenPoints,
    [0, 0, 0, 0, 60, 60, 80, 80, 100, 100],
  ],
  [{ kind: 'topBox', from: 7 }, tenPoints, [0, 0, 0, 0, 0, 0, 100, 100, 100, 100]],
  [
    { kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 },
    { lowest: 0, highest: 10 },
    [-100, -100, -100, -100, -100, -100, -100, 0, 0, 100, 100],
  ],
];

describe('every scoring convention', () => {
  it('is shown here by an example', () => {
    expect(new Set(examples.map(([{ kind }]) => kind))).toEqual(new Set(Object.keys(conventions)));
  });

  it.each(examples)('%o scores %o as said', (convention, scale, scores) => {
    expect([...scoreTable(convention, scale)]).toEqual(scores);
  });

  it.each(examples)('%o never scores a better answer lower, and stays in its range', (convention, scale) => {
    const scores = [...scoreTable(convention, scale)];
    const [lowest, highest] = conventions[convention.kind].range;
    expect([...scores].sort((a, b) => a - b)).toEqual(scores);
    expect(scores[0]).toBeGreaterThanOrEqual(lowest);
    expect(scores.at(-1)).toBeLessThanOrEqual(highest);
  });
});

describe('scoreTable', () => {
  it('refuses scales a convention cannot score', () => {
    const hundred = { lowest: 0, highest: 100 };
    expect(() => scoreTable({ kind: 'timesTen' }, hundred)).toThrow('above 10');
    expect(() => scoreTable({ kind: 'banded', bands: [{ from: 5, score: 60 }] }, tenPoints)).toThrow(
      'in no band',
    );
    expect(() => scoreTable({ kind: 'topBox', from: 11 }, tenPoints)).toThrow('at 11 or above');
    expect(() => scoreTable({ kind: 'netPromoter', detractorsTo: 9, promotersFrom: 9 }, tenPoints)).toThrow(
      'not apart',
    );
    expect(() => scoreTable({ kind: 'linear' }, { lowest: 3, highest: 3 })).toThrow('at least two');
  });
});
