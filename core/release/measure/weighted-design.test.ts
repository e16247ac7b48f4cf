import { describe, expect, it } from 'vitest';
import { linearMean } from '../../estimation/figures/linear-mean.ts';
import { known } from '../../estimation/figures/not-estimable.ts';
import { standardError } from '../../estimation/errors/covariance.ts';
import type { Form, Programme } from '../../programme/programme.ts';
import { questionnaireOf, words } from '../../questionnaire/questionnaire-of.test-data.ts';
import { waveColumns, type ResponseRow } from './wave-columns.ts';
import { weightedDesign } from './weighted-design.ts';

const option = (code: string) => ({ code, label: words });
const single = (name: string, ...codes: string[]) =>
  ({ type: 'single', name, text: words, options: codes.map(option), missing: { refused: true } }) as const;
const questionnaire = questionnaireOf([
  {
    name: 'all',
    isShuffled: false,
    items: [single('sex', 'f', 'm'), single('age', 'young', 'old', 'child')],
  },
]);
const form = { name: 'short', questionnaire, index: {}, indicators: [] } as unknown as Form;
const margin = (item: string, totals: Record<string, number>) => ({
  item,
  totals,
  source: words,
  asOf: '2020-11-01',
  isApproximate: false,
});
const programme = (rakeTo?: readonly string[]) =>
  ({
    settings: { minimumCell: 10, ...(rakeTo ? { rakeTo } : {}) },
    margins: [margin('sex', { f: 5200, m: 4800 }), margin('age', { young: 4000, old: 6000 })],
  }) as unknown as Programme;

const rowOf = (id: number, answers: ResponseRow['answers']): ResponseRow => ({
  id: `r${String(id).padStart(3, '0')}`,
  contentHash: `${id}`,
  mode: 'web',
  weight: 1 + (id % 3),
  stratum: `s${id % 2}`,
  primaryUnit: `u${id % 10}`,
  answers,
});
const rows = Array.from({ length: 120 }, (_, id) =>
  rowOf(id, {
    sex: id % 20 === 7 ? { missing: 'refused' } : id % 3 === 0 ? 'm' : 'f',
    age: id % 4 === 0 ? 'old' : 'young',
  }),
);
const columns = waveColumns(questionnaire, rows);
const shareOf = (weights: Float64Array, item: string, code: number) => {
  const { codes } = columns.variables.get(item)!;
  const sum = (belongs: (row: number) => boolean) =>
    weights.reduce((total, weight, row) => total + (belongs(row) ? weight : 0), 0);
  return sum((row) => codes[row] === code) / sum((row) => codes[row]! >= 0);
};

describe('the weights of a release', () => {
  it('are those of the draw where the programme names no margins', () => {
    const { design, weighting } = weightedDesign(programme(), form, columns);
    expect(design.weights).toEqual(columns.weights);
    expect(weighting).toEqual({ rakedTo: [], leftOut: [] });
  });

  it('have the population’s shares among those who said, and keep the share of who did not', () => {
    const { design, weighting } = weightedDesign(programme(['sex', 'age']), form, columns);
    expect(shareOf(design.weights, 'sex', 0)).toBeCloseTo(0.52, 9);
    expect(shareOf(design.weights, 'age', 1)).toBeCloseTo(0.6, 9);
    const silent = (weights: Float64Array) =>
      weights.reduce((sum, w, row) => sum + (columns.variables.get('sex')!.codes[row]! < 0 ? w : 0), 0) /
      weights.reduce((sum, w) => sum + w, 0);
    expect(silent(design.weights)).toBeCloseTo(silent(columns.weights), 9);
    expect(weighting.rakedTo.map(({ item }) => item)).toEqual(['sex', 'age']);
    expect(weighting.lowestWeight).toBeLessThan(1);
    expect(weighting.highestWeight).toBeGreaterThan(1);
  });

  it('leave no error to what the margins fix', () => {
    const { design } = weightedDesign(programme(['age']), form, columns);
    const isOld = Float64Array.from(columns.variables.get('age')!.codes, (code) => Number(code === 1));
    expect(standardError(design, known(linearMean(design, isOld)))).toBeLessThan(1e-12);
  });

  it('leave its error to the share of who did not say, and none to shares among those who did', () => {
    const { design } = weightedDesign(programme(['sex']), form, columns);
    const { codes } = columns.variables.get('sex')!;
    const error = (valueOf: (code: number) => number) =>
      standardError(design, known(linearMean(design, Float64Array.from(codes, valueOf))));
    expect(error((code) => Number(code < 0))).toBeGreaterThan(0.005);
    expect(error((code) => (code < 0 ? NaN : Number(code === 0)))).toBeLessThan(1e-12);
  });

  it('go without a margin that has a thin category, and say so', () => {
    const few = waveColumns(
      questionnaire,
      rows.map((row, at) =>
        at < 60 && row.answers['age'] === 'old' ? rowOf(at, { ...row.answers, age: 'young' }) : row,
      ),
    );
    const { weighting } = weightedDesign(programme(['sex', 'age']), form, few);
    expect(weighting.leftOut).toEqual([]);
    const thin = waveColumns(
      questionnaire,
      rows.map((row, at) => rowOf(at, { ...row.answers, age: at < 9 ? 'old' : 'young' })),
    );
    const without = weightedDesign(programme(['sex', 'age']), form, thin).weighting;
    expect([without.rakedTo.map(({ item }) => item), without.leftOut.map(({ item }) => item)]).toEqual([
      ['sex'],
      ['age'],
    ]);
  });

  it('stay those of the draw where the margins cannot hold together', () => {
    const alike = waveColumns(
      questionnaire,
      rows.map((row, at) => rowOf(at, at % 2 === 0 ? { sex: 'f', age: 'old' } : { sex: 'm', age: 'young' })),
    );
    const { design, weighting } = weightedDesign(programme(['sex', 'age']), form, alike);
    expect(design.weights).toEqual(alike.weights);
    expect(weighting.leftOut.map(({ item, reason }) => [item, reason])).toEqual([
      ['sex', 'cannotHold'],
      ['age', 'cannotHold'],
    ]);
  });
});
