import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growWaveColumns, waveColumns, type ResponseRow } from './wave-columns.ts';
import { rowsWith } from './label-column.ts';
import { questionnaireOf, words } from '../../questionnaire/questionnaire-of.test-data.ts';

const scale = { lowest: 1, highest: 5, lowestLabel: words, highestLabel: words };
const questionnaire = questionnaireOf([
  {
    name: 'only',
    isShuffled: false,
    items: [
      { type: 'rating', name: 'r', text: words, scale, missing: { dontKnow: true } },
      { type: 'number', name: 'n', text: words, lowest: 0, highest: 9 },
    ],
  },
]);

const rowOf = (id: number): ResponseRow => ({
  id: `r${id}`,
  contentHash: `${id}`.repeat(4),
  mode: id % 3 === 0 ? 'phone' : 'web',
  weight: 1 + (id % 4),
  ...(id % 5 === 0 ? {} : { area: `a${id % 3}`, stratum: `s${id % 2}`, primaryUnit: `u${id % 7}` }),
  answers: id % 4 === 0 ? { r: { missing: 'dontKnow' } } : { r: 1 + (id % 5), n: id % 10 },
});
const rows = Array.from({ length: 3000 }, (_, id) => rowOf(id));

describe('the columns of a wave', () => {
  it('are the same in whatever order, and however often looked at, the responses came', () => {
    const whole = waveColumns(questionnaire, rows.slice(0, 60));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(rows.slice(0, 60), { minLength: 60, maxLength: 60 }),
        fc.nat(59),
        (arrived, looked) => {
          const growing = growWaveColumns(questionnaire);
          for (const [at, row] of arrived.entries()) {
            growing.add(row);
            if (at === looked) growing.columns();
          }
          const found = growing.columns();
          expect(found.digest).toBe(whole.digest);
          expect(found.variables).toEqual(whole.variables);
          for (const area of ['a0', 'a1', 'a2', '']) {
            expect(rowsWith(found.areas, area)).toEqual(rowsWith(whole.areas, area));
          }
          expect(found.weights).toEqual(whole.weights);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('hold more rows than they had room for, and what was looked at stays', () => {
    const growing = growWaveColumns(questionnaire);
    for (const row of rows.slice(0, 1500)) growing.add(row);
    const before = growing.columns();
    const copy = before.weights.slice();
    for (const row of rows.slice(1500)) growing.add(row);
    const after = growing.columns();
    expect([before.rowCount, after.rowCount]).toEqual([1500, 3000]);
    expect(before.weights).toEqual(copy);
    expect(after.byMode).toEqual({ phone: 1000, web: 2000 });
    expect(before.byMode).toEqual({ phone: 500, web: 1000 });
    expect(growing.columns()).toBe(after);
  });

  it('without some rows are those of the others, and whole again the next time', () => {
    const growing = growWaveColumns(questionnaire);
    const all = rows.slice(0, 90);
    for (const row of all) growing.add(row);
    // The rows of one stratum and unit among them.
    const isOut = ({ id, stratum }: ResponseRow) => stratum === 's1' || id.endsWith('3');
    const without = growing.columns(new Set(all.filter(isOut).map(({ id }) => id)));
    const others = waveColumns(
      questionnaire,
      all.filter((row) => !isOut(row)),
    );
    for (const field of ['rowCount', 'digest', 'variables', 'weights', 'isFlagged', 'byMode'] as const) {
      expect(without[field]).toEqual(others[field]);
    }
    for (const area of ['a0', 'a1', 'a2', '']) {
      expect(rowsWith(without.areas, area)).toEqual(rowsWith(others.areas, area));
    }
    expect(growing.columns()).toEqual(waveColumns(questionnaire, all));
    expect(growing.columns(new Set())).toBe(growing.columns());
  });

  it('stand in the order of ids, and code answers and their absence', () => {
    const { variables, weights, primaryUnits } = waveColumns(questionnaire, [rowOf(7), rowOf(4), rowOf(5)]);
    expect([...weights]).toEqual([1, 2, 4]);
    expect([...variables.get('r')!.codes]).toEqual([-3, 0, 2]);
    expect([...variables.get('n')!.codes]).toEqual([-1, 5, 7]);
    expect([...primaryUnits.codes].map((code) => primaryUnits.labels[code])).toEqual(['u4', undefined, 'u0']);
  });

  it('have another digest when anything about one response is other', () => {
    const digest = (change: Partial<ResponseRow>) =>
      waveColumns(questionnaire, [rowOf(1), { ...rowOf(2), ...change }]).digest;
    const digests = [
      {},
      { weight: 9 },
      { contentHash: 'x' },
      { area: 'z' },
      { mode: 'post' },
      { id: 'r9' },
    ].map(digest);
    expect(new Set(digests).size).toBe(digests.length);
  });
});
