import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionnaireOf, words } from '../../questionnaire/questionnaire-of.test-data.ts';
import type { Form } from '../../programme/programme.ts';
import { fewDiffering } from './few-differing.ts';

const scale = { lowest: 1, highest: 10, lowestLabel: words, highestLabel: words };
const rating = (name: string) => ({ type: 'rating' as const, name, text: words, scale });
const form: Form = {
  name: 'short',
  questionnaire: questionnaireOf([
    {
      name: 'only',
      isShuffled: false,
      items: [rating('food'), rating('parks'), rating('unused'), rating('would')],
    },
  ]),
  index: {
    name: 'index',
    title: words,
    convention: { kind: 'linear' },
    alternatives: [],
    satisfiedFrom: 7,
    root: {
      name: 'overall',
      title: words,
      children: [
        { name: 'food', title: words, item: 'food', weight: 0.5 },
        { name: 'parks', title: words, item: 'parks', weight: 0.5 },
      ],
    },
  } as Form['index'],
  indicators: [
    { method: 'netPromoter', name: 'promoters', title: words, item: 'would' },
  ] as Form['indicators'],
};
const answer = (area: string, items: readonly string[]) => ({
  area,
  answers: Object.fromEntries(items.map((item) => [item, 8])),
});

describe('the cells in which two releases differ by a few answers', () => {
  it('are none where nothing differs, or enough in each cell', () => {
    expect(fewDiffering(form, [], 10)).toEqual([]);
    expect(fewDiffering(form, new Array(10).fill(answer('north', ['food', 'parks', 'would'])), 10)).toEqual(
      [],
    );
  });

  it('are named though the whole differs by many', () => {
    const many = [
      ...new Array<ReturnType<typeof answer>>(12).fill(answer('north', ['food', 'parks'])),
      ...new Array<ReturnType<typeof answer>>(12).fill(answer('south', ['food'])),
      answer('south', ['parks', 'unused']),
      { ...answer('south', []), answers: { parks: { missing: 'notUsed' as const } } },
    ];
    expect(fewDiffering(form, many, 10)).toEqual([{ item: 'parks', area: 'south', n: 1 }]);
  });

  it('are looked for in indicators, and among people of no known area', () => {
    const { area: _, ...unknown } = answer('', ['would']);
    expect(fewDiffering(form, [unknown], 10)).toEqual([{ item: 'would', area: '', n: 1 }]);
  });

  it('leave no sum over areas or items that few answers are in', () => {
    const rows = fc.array(
      fc.tuple(fc.constantFrom('north', 'south'), fc.subarray(['food', 'parks'], { minLength: 1 })),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(rows, (drawn) => {
        const differing = drawn.map(([area, items]) => answer(area, items));
        if (fewDiffering(form, differing, 10).length > 0) return;
        for (const item of ['food', 'parks']) {
          const n = differing.filter(({ answers }) => item in answers).length;
          expect(n === 0 || n >= 10).toBe(true);
        }
        expect(differing.length === 0 || differing.length >= 10).toBe(true);
      }),
    );
  });
});
