import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { ScalePoints } from './convention.ts';
import {
  conventionKindOf,
  conventions,
  conventionSchema,
  scoreTable,
  type Convention,
} from './conventions.ts';

const five: ScalePoints = { lowest: 1, highest: 5 };
const ten: ScalePoints = { lowest: 1, highest: 10 };
const eleven: ScalePoints = { lowest: 0, highest: 10 };

const bands = (...starts: readonly number[]): Convention => ({
  kind: 'banded',
  bands: starts.map((from) => ({ from, score: from * 10 })),
});

interface Specimen {
  /** Scales it can score, with the scores of their points. */
  readonly scores: readonly (readonly [Convention, ScalePoints, readonly number[]])[];
  /** Scales it cannot score, with part of the sentence that says so. */
  readonly refused: readonly (readonly [Convention, ScalePoints, string])[];
  /** What is printed with figures. */
  readonly text: readonly [Convention, zh: string, en: string];
}

/** A specimen of each kind; a kind without one does not compile. */
const specimens: { readonly [Kind in Convention['kind']]: Specimen } = {
  linear: {
    scores: [
      [{ kind: 'linear' }, five, [0, 25, 50, 75, 100]],
      [{ kind: 'linear' }, eleven, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
    ],
    refused: [],
    text: [
      { kind: 'linear' },
      '百分制：（打分-最低分）÷（最高分-最低分）×100',
      '0-100: (answer - lowest) / (highest - lowest) x 100',
    ],
  },
  timesTen: {
    scores: [
      [{ kind: 'timesTen' }, eleven, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
      [{ kind: 'timesTen' }, ten, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
    ],
    refused: [
      [{ kind: 'timesTen' }, five, 'cannot score a scale 1-5'],
      [{ kind: 'timesTen' }, { lowest: 0, highest: 100 }, 'cannot score a scale 0-100'],
    ],
    text: [{ kind: 'timesTen' }, '打分×10', 'answer x 10'],
  },
  banded: {
    scores: [
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
        ten,
        [0, 0, 0, 0, 60, 60, 80, 80, 100, 100],
      ],
      [bands(1, 3, 5), five, [10, 10, 30, 30, 50]],
      [bands(0, 9), ten, [0, 0, 0, 0, 0, 0, 0, 0, 90, 90]],
    ],
    refused: [
      [bands(2, 3), five, 'no band at the lowest point of the scale 1-5'],
      [bands(1, 6), five, 'a band from 6, beyond the scale 1-5'],
      [bands(1, 3, 3), five, 'two bands from 3'],
      [
        {
          kind: 'banded',
          bands: [
            { from: 1, score: 50 },
            { from: 3, score: 40 },
          ],
        },
        five,
        'the scores 50, 40; they must rise within 0-100',
      ],
      [{ kind: 'banded', bands: [{ from: 1, score: -1 }] }, five, 'must rise within 0-100'],
      [{ kind: 'banded', bands: [{ from: 1, score: 101 }] }, five, 'must rise within 0-100'],
    ],
    text: [
      bands(1, 9, 7),
      '分档：9分及以上计90，7分及以上计70，1分及以上计10',
      'bands: from 9: 90, from 7: 70, from 1: 10',
    ],
  },
  topBox: {
    scores: [
      [{ kind: 'topBox', from: 7 }, ten, [0, 0, 0, 0, 0, 0, 100, 100, 100, 100]],
      [{ kind: 'topBox', from: 2 }, five, [0, 100, 100, 100, 100]],
      [{ kind: 'topBox', from: 5 }, five, [0, 0, 0, 0, 100]],
    ],
    refused: [
      [{ kind: 'topBox', from: 1 }, five, 'does not divide a scale 1-5'],
      [{ kind: 'topBox', from: 6 }, five, 'does not divide a scale 1-5'],
    ],
    text: [{ kind: 'topBox', from: 7 }, '打7分及以上的比例×100', 'share of answers from 7 up x 100'],
  },
  netPromoter: {
    scores: [
      [
        { kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 },
        eleven,
        [-100, -100, -100, -100, -100, -100, -100, 0, 0, 100, 100],
      ],
    ],
    refused: [
      [{ kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 }, five, 'both on the scale 1-5'],
      [{ kind: 'netPromoter', detractorsTo: 6, promotersFrom: 6 }, eleven, 'detractors below promoters'],
    ],
    text: [
      { kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 },
      '净推荐：9分及以上的百分比减6分及以下的百分比',
      'net promoter: per cent from 9 up less per cent up to 6',
    ],
  },
};

describe.each(Object.keys(conventions) as Convention['kind'][])('the scoring convention %s', (name) => {
  const { scores, refused, text } = specimens[name];
  const kind = conventions[name];

  it('is what its schema reads, and nothing else is', () => {
    for (const [convention] of [...scores, ...refused]) {
      expect(v.parse(conventionSchema, convention)).toEqual(convention);
      expect(v.safeParse(conventionSchema, { ...convention, other: 1 }).success).toBe(false);
      expect(v.safeParse(kind.schema, { ...convention, kind: 'other' }).success).toBe(false);
    }
  });

  it.each(scores)('finds no fault in %o on %o, and scores it as said', (convention, scale, expected) => {
    expect(conventionKindOf(convention).faults(convention, scale)).toEqual([]);
    expect([...scoreTable(convention, scale)]).toEqual(expected);
  });

  it.each(scores)('%o never scores a better answer lower, and stays in its range', (convention, scale) => {
    const table = [...scoreTable(convention, scale)];
    const [lowest, highest] = kind.range;
    expect([...table].sort((a, b) => a - b)).toEqual(table);
    expect(table[0]).toBeGreaterThanOrEqual(lowest);
    expect(table.at(-1)).toBeLessThanOrEqual(highest);
  });

  // A kind that bears every scale has nothing here, and says so by its faults.
  it('refuses the same scales where a programme is read and where answers are scored', () => {
    for (const [convention, scale, message] of refused) {
      expect(conventionKindOf(convention).faults(convention, scale)).toEqual([
        expect.stringContaining(message),
      ]);
      expect(() => scoreTable(convention, scale)).toThrow(message);
    }
  });

  it('says in both languages how it scores', () => {
    const [convention, zh, en] = text;
    expect(conventionKindOf(convention).text(convention)).toEqual({ 'zh-Hans': zh, en });
  });

  it('is the same convention in any order its settings were written in', () => {
    for (const [convention, scale, expected] of scores) {
      const other = conventionKindOf(convention).inOrder?.(convention) ?? convention;
      expect([...scoreTable(v.parse(conventionSchema, other), scale)]).toEqual(expected);
    }
  });
});

describe('scoreTable', () => {
  it('refuses what is no scale', () => {
    expect(() => scoreTable({ kind: 'linear' }, { lowest: 3, highest: 3 })).toThrow('at least two');
  });
});
